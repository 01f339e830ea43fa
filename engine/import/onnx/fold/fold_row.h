#pragma once

#include "engine/import/onnx/fold/fold.h"

#include <span>

namespace weft {

using Folded = std::vector<OnnxConstant>;

// One operator that is folded. `apply` makes no more than `left` words of four bytes.
struct FoldRow {
    std::string_view op;
    std::optional<Folded> (*apply)(const Conversion& node, size_t left);
    int operands = 1; // that must be known
};
std::span<const FoldRow> foldedSizes(); // what sizes come to, and constants made of them
std::span<const FoldRow> foldedMovements();
std::span<const FoldRow> foldedArithmetic();

constexpr int64_t mostFolded = 1 << 20; // numbers of one result of arithmetic; larger ones are the network's work

// PastLimit before anything is made of so many numbers of the kind of `like`: fold() takes off what a result came to.
void demand(size_t count, const OnnxConstant& like, size_t left);

std::vector<int64_t> stridesFor(std::span<const int64_t> dims);

// Calls with the place of each element of `dims` in a tensor of these strides.
template <class Visit>
void eachPlace(std::span<const int64_t> dims, std::span<const int64_t> strides, const Visit& visit)
{
    std::vector<int64_t> at(dims.size(), 0);
    const size_t count = elementsOf(dims);
    int64_t place = 0;
    for (size_t i = 0; i < count; ++i) {
        visit(size_t(place));
        for (size_t axis = dims.size(); axis-- > 0;) {
            place += strides[axis];
            if (++at[axis] < dims[axis])
                break;
            place -= strides[axis] * dims[axis];
            at[axis] = 0;
        }
    }
}

// What x has at these places, as a tensor of sizes `dims`.
OnnxConstant picked(const OnnxConstant& x, std::vector<int64_t> dims, const std::vector<int64_t>& strides, size_t left,
                    int64_t start = 0);

} // namespace weft
