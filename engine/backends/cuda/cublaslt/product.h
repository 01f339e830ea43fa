#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/device/device.h"
#include "engine/ir/program.h"

#include <map>
#include <memory>

namespace weft::cuda {

// d = a · b + addend · c for row-major matrices, each of a batch with its own distance to the next one. a is
// rows × inner, or inner × rows where it is transposed; b inner × columns likewise; c and d rows × columns.
struct ProductShape {
    int64_t rows = 0, columns = 0, inner = 0, batch = 1;
    bool transposeA = false, transposeB = false;
    int64_t pitchA = 0, pitchB = 0, pitchC = 0, pitchD = 0; // elements from a row to the next; 0: there is no gap
    int64_t strideA = 0, strideB = 0, strideC = 0, strideD = 0; // elements from a matrix to the next; 0: no gap
    DType dtype = DType::f32;
    bool tf32 = false; // f32 operands may be rounded to TF32
    bool adds = false; // c counts
    int64_t alignment = 64; // bytes: every matrix begins at a multiple
    bool operator==(const ProductShape&) const = default;
};

// The algorithms that a device has taken so far.
struct ProductChoices {
    struct Choice {
        cublasLtMatmulAlgo_t algorithm = {};
        uint64_t workspaceBytes = 0;
    };
    bool measures = false; // the fastest of the first few, kept on disk; else the first of the heuristics
    std::map<std::string, Choice> chosen = {}; // by the device, cuBLASLt's version and shape
    Choices pinned = {}; // what is to be chosen, likewise
    Choices names() const; // of what was chosen
};

// One product of cuBLASLt, with the algorithm that its heuristics put first or that was measured to be the fastest.
class Product {
public:
    static bool supports(DType dtype);
    // Of parts of a tensor that begin at multiples of so many elements.
    static int64_t alignmentOf(int64_t elements, DType dtype);
    // Throws Error where cuBLASLt has no algorithm; no size may be 0.
    Product(Device& device, ProductShape shape);
    ~Product();
    Product(Product&&) noexcept;
    Product& operator=(Product&&) = delete;

    size_t workspaceBytes() const;
    // Without an addend c is not read.
    void run(const std::byte* a, const std::byte* b, const std::byte* c, std::byte* d, std::byte* workspace) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace weft::cuda
