#pragma once

#include "engine/import/onnx/conversion.h"

namespace weft {

// Which elements of an axis of `size` ONNX's Slice takes: its ends may lie beyond the axis, or count from its end.
struct SliceRange {
    int64_t start = 0;
    int64_t count = 0;
};
SliceRange sliceRange(int64_t start, int64_t end, int64_t step, int64_t size);

// The arithmetic on shapes that exporters write, done while reading: what a node comes to if that is known already (of
// known inputs, or of no more than the sizes of its inputs). Nothing: it is not known, or no matter for folding.
// `made`: how many more numbers may be made, which the results are taken off; Error when they are used up.
std::optional<std::vector<OnnxConstant>> fold(const Conversion& node, size_t& made);

} // namespace weft
