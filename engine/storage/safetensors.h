#pragma once

#include "engine/storage/file_system.h"
#include "engine/support/dtype.h"
#include "engine/support/shape.h"

#include <utility>

namespace weft {

// Tensors in a file, the safetensors format (github.com/huggingface/safetensors, README "Format"): 8 bytes with the
// length of a JSON header, the header (name → dtype, shape, place), then all the data, row-major and little-endian.

struct NamedTensor {
    std::string name = {};
    DType dtype = DType::f32;
    Shape shape = {};
    std::span<const std::byte> bytes = {}; // shape's elements × byteSize(dtype)
};

using TextPairs = std::vector<std::pair<std::string, std::string>>;

// Hands the whole file to the sink, the tensors without copying them: in the given order, but those with wider elements
// first, so that each lies aligned. Error if two have one name.
void writeSafetensors(const ByteSink& sink, std::span<const NamedTensor> tensors, const TextPairs& metadata = {});

// Opening reads and checks the header, so that every tensor is known to lie within the file, to overlap no other and to
// have the size that its shape says; data is read only when asked for, into the caller's memory. Errors name the file.
class SafetensorsReader {
public:
    struct Tensor {
        std::string name = {};
        DType dtype = DType::f32;
        Shape shape = {};
        uint64_t offset = 0; // in the file
        uint64_t bytes = 0;
    };

    SafetensorsReader(FileSystem& files, const std::string& path);

    const std::vector<Tensor>& tensors() const { return m_tensors; } // in the header's order
    const Tensor* find(std::string_view name) const; // nullptr: none of that name
    const TextPairs& metadata() const { return m_metadata; }
    // Tensors of types that Weft does not use ("I16"), which are left out above: "name (type)".
    const std::vector<std::string>& leftOut() const { return m_leftOut; }
    void read(const Tensor& tensor, std::span<std::byte> into) const; // into.size() == tensor.bytes
    void read(const Tensor& tensor, uint64_t start, std::span<std::byte> into) const; // a part, from byte `start`

private:
    File m_file;
    std::vector<Tensor> m_tensors;
    TextPairs m_metadata;
    std::vector<std::string> m_leftOut;
};

} // namespace weft
