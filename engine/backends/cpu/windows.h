#pragma once

#include "engine/backends/cpu/strided.h"

namespace weft {

// How windows of convolutions and pools slide over the spatial axes. The last axis is walked in rows, the others one
// position at a time.
struct Windows {
    int spatial = 0;
    Shape input, output, kernel; // spatial sizes
    Shape stride, pad, dilation;
    Shape inputStrides, outputStrides; // in memory

    Nest<2> outputRows() const { return nest(output, outputStrides); } // all axes but the last count
    Nest<2> inputRows() const { return nest(input, inputStrides); }
    Nest<2> taps() const
    {
        Nest<2> all;
        for (int i = 0; i < spatial; ++i)
            all.add(kernel[i], {0, 0});
        return all;
    }

    // The input position that window `at` sees along an axis under tap `tap`; may lie outside.
    int64_t inputAt(int axis, int64_t at, int64_t tap) const
    {
        return at * stride[axis] - pad[axis] + tap * dilation[axis];
    }

    // The windows [first, end) along an axis whose tap lies inside the input.
    struct Range {
        int64_t first = 0, end = 0;
    };
    Range inside(int axis, int64_t tap) const
    {
        const int64_t shift = pad[axis] - tap * dilation[axis]; // inside: 0 <= at · stride - shift < input
        const int64_t first = shift <= 0 ? 0 : (shift + stride[axis] - 1) / stride[axis];
        const int64_t last = input[axis] - 1 + shift;
        const int64_t end = last < 0 ? 0 : std::min(output[axis], last / stride[axis] + 1);
        return {first, std::max(first, end)};
    }

private:
    Nest<2> nest(const Shape& sizes, const Shape& strides) const
    {
        Nest<2> all;
        for (int i = 0; i < spatial; ++i)
            all.add(sizes[i], {strides[i], 0});
        return all;
    }
};

inline Shape spatialOf(const Shape& shape)
{
    Shape spatial;
    for (int axis = 2; axis < shape.rank(); ++axis)
        spatial.push_back(shape[axis]);
    return spatial;
}

} // namespace weft
