#pragma once

#include "engine/backends/cuda/kernels.h"

#include <array>
#include <optional>

namespace weft::cuda {

// How windows of convolutions and pools slide, as kernels/texts/windows.cuh takes it: three spatial axes, those that a tensor
// lacks in front and of size 1.
struct Windows {
    using Axes = std::array<int64_t, 3>;
    Axes input = {1, 1, 1}, output = {1, 1, 1}, kernel = {1, 1, 1};
    Axes stride = {1, 1, 1}, pad = {0, 0, 0}, dilation = {1, 1, 1};
    Axes stepX = {0, 0, 0}, stepY = {0, 0, 0}, stepF = {0, 0, 0}; // in memory
    int64_t samples = 0, channels = 0, filters = 0, groups = 1;
    int64_t sampleX = 0, channelX = 0, sampleY = 0, channelY = 0, filterF = 0, channelF = 0;
};

// Nothing: more than three spatial axes. `filter` is nullptr for pools.
inline std::optional<Windows> windowsOf(const ValueInfo& x, const ValueInfo& y, const ValueInfo* filter,
                                        const Shape& kernel, const Shape& stride, const Shape& pad,
                                        const Shape& dilation)
{
    const int spatial = x.shape.rank() - 2, lead = 3 - spatial;
    if (lead < 0)
        return std::nullopt;
    const Shape strideX = stridesOf(x), strideY = stridesOf(y);
    Windows w;
    for (int i = 0; i < spatial; ++i) {
        const auto axis = size_t(lead + i);
        w.input[axis] = x.shape[i + 2];
        w.output[axis] = y.shape[i + 2];
        w.kernel[axis] = kernel[i];
        w.stride[axis] = stride[i];
        w.pad[axis] = pad[i];
        w.dilation[axis] = dilation.rank() == 0 ? 1 : dilation[i];
        w.stepX[axis] = strideX[i + 2];
        w.stepY[axis] = strideY[i + 2];
        w.stepF[axis] = filter == nullptr ? 0 : stridesOf(*filter)[i + 2];
    }
    w.samples = x.shape[0];
    w.channels = x.shape[1];
    w.filters = y.shape[1];
    w.sampleX = strideX[0];
    w.channelX = strideX[1];
    w.sampleY = strideY[0];
    w.channelY = strideY[1];
    if (filter != nullptr) {
        w.filterF = stridesOf(*filter)[0];
        w.channelF = stridesOf(*filter)[1];
    }
    return w;
}

} // namespace weft::cuda
