#pragma once

#include "engine/ir/program.h"

#include <algorithm>
#include <optional>

namespace weft {

// A tensor of f32 seen as rows of classes, each of which lies together in memory; the rows follow the other axes in
// row-major order.
struct ClassRows {
    int64_t count = 0;
    int64_t classes = 0;
};

inline std::optional<ClassRows> classRowsOf(const ValueInfo& info, int axis)
{
    const int innermost = info.layout == Layout::channelsLast ? 1 : info.shape.rank() - 1;
    if (info.dtype != DType::f32 || axis != innermost)
        return std::nullopt;
    const int64_t classes = info.shape[axis];
    return ClassRows {classes == 0 ? 0 : info.shape.elements() / classes, classes};
}

} // namespace weft
