// Where cuDNN declines, and in f64: every result by itself, straight from the definition. Bound by how often the cache
// is read.
extern "C" __global__ void __launch_bounds__(256)
    forward(const T* x, const T* filter, T* y, i64 count, i64 inner, Windows w)
{
    const i64 channelsEach = w.channels / w.groups, filtersEach = w.filters / w.groups;
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Position p = positionOf(i, w.output, w.filters, inner);
        const T* source = x + p.sample * w.sampleX + p.channel / filtersEach * channelsEach * w.channelX;
        const T* weights = filter + p.channel * w.filterF;
        T sum = 0;
        for (i64 a = 0; a < w.kernel[0]; ++a) {
            const i64 xa = p.at[0] * w.stride[0] - w.pad[0] + a * w.dilation[0];
            for (i64 b = 0; isInside(xa, w.input[0]) && b < w.kernel[1]; ++b) {
                const i64 xb = p.at[1] * w.stride[1] - w.pad[1] + b * w.dilation[1];
                for (i64 c = 0; isInside(xb, w.input[1]) && c < w.kernel[2]; ++c) {
                    const i64 xc = p.at[2] * w.stride[2] - w.pad[2] + c * w.dilation[2];
                    if (!isInside(xc, w.input[2]))
                        continue;
                    const T* from = source + xa * w.stepX[0] + xb * w.stepX[1] + xc * w.stepX[2];
                    const T* by = weights + a * w.stepF[0] + b * w.stepF[1] + c * w.stepF[2];
                    for (i64 k = 0; k < channelsEach; ++k)
                        sum += from[k * w.channelX] * by[k * w.channelF];
                }
            }
        }
        y[p.sample * w.sampleY + p.channel * w.channelY + p.at[0] * w.stepY[0] + p.at[1] * w.stepY[1]
          + p.at[2] * w.stepY[2]] = sum;
    }
}

extern "C" __global__ void __launch_bounds__(256)
    input_gradient(const T* dy, const T* filter, T* dx, i64 count, i64 inner, Windows w)
{
    const i64 channelsEach = w.channels / w.groups, filtersEach = w.filters / w.groups;
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Position p = positionOf(i, w.input, w.channels, inner);
        const i64 firstFilter = p.channel / channelsEach * filtersEach;
        const T* source = dy + p.sample * w.sampleY + firstFilter * w.channelY;
        const T* weights = filter + firstFilter * w.filterF + p.channel % channelsEach * w.channelF;
        T sum = 0;
        for (i64 a = 0; a < w.kernel[0]; ++a) {
            const i64 za = p.at[0] + w.pad[0] - a * w.dilation[0], ya = za / w.stride[0];
            if (za < 0 || za != ya * w.stride[0] || ya >= w.output[0])
                continue;
            for (i64 b = 0; b < w.kernel[1]; ++b) {
                const i64 zb = p.at[1] + w.pad[1] - b * w.dilation[1], yb = zb / w.stride[1];
                if (zb < 0 || zb != yb * w.stride[1] || yb >= w.output[1])
                    continue;
                for (i64 c = 0; c < w.kernel[2]; ++c) {
                    const i64 zc = p.at[2] + w.pad[2] - c * w.dilation[2], yc = zc / w.stride[2];
                    if (zc < 0 || zc != yc * w.stride[2] || yc >= w.output[2])
                        continue;
                    const T* from = source + ya * w.stepY[0] + yb * w.stepY[1] + yc * w.stepY[2];
                    const T* by = weights + a * w.stepF[0] + b * w.stepF[1] + c * w.stepF[2];
                    for (i64 k = 0; k < filtersEach; ++k)
                        sum += from[k * w.channelY] * by[k * w.filterF];
                }
            }
        }
        dx[p.sample * w.sampleX + p.channel * w.channelX + p.at[0] * w.stepX[0] + p.at[1] * w.stepX[1]
           + p.at[2] * w.stepX[2]] = sum;
    }
}

// A weight a block: its products over all samples and places, added up in a fixed order.
extern "C" __global__ void __launch_bounds__(256)
    filter_gradient(const T* x, const T* dy, T* dFilter, i64 count, i64 inner, Windows w)
{
    __shared__ double shared[8];
    const i64 channelsEach = w.channels / w.groups, filtersEach = w.filters / w.groups;
    const i64 taps = w.kernel[0] * w.kernel[1] * w.kernel[2];
    const i64 places = w.samples * w.output[0] * w.output[1] * w.output[2];
    for (i64 item = blockIdx.x; item < count; item += gridDim.x) {
        const i64 f = item / (channelsEach * taps), k = item / taps % channelsEach, tap = item % taps;
        const i64 t[3] = {tap / (w.kernel[1] * w.kernel[2]), tap / w.kernel[2] % w.kernel[1], tap % w.kernel[2]};
        const T* source = x + (f / filtersEach * channelsEach + k) * w.channelX;
        const T* plane = dy + f * w.channelY;
        double sum = 0;
        for (i64 i = threadIdx.x; i < places; i += 256) {
            const Position p = positionOf(i, w.output, 1, true);
            i64 from = p.sample * w.sampleX, to = p.sample * w.sampleY;
            bool inside = true;
            for (int axis = 0; axis < 3; ++axis) {
                const i64 at = p.at[axis] * w.stride[axis] - w.pad[axis] + t[axis] * w.dilation[axis];
                inside = inside && isInside(at, w.input[axis]);
                from += at * w.stepX[axis];
                to += p.at[axis] * w.stepY[axis];
            }
            if (inside)
                sum += (double)source[from] * (double)plane[to];
        }
        for (int step = 16; step > 0; step /= 2)
            sum += __shfl_down_sync(0xffffffffu, sum, step);
        __syncthreads();
        if (threadIdx.x % 32 == 0)
            shared[threadIdx.x / 32] = sum;
        __syncthreads();
        if (threadIdx.x == 0) {
            for (int warp = 1; warp < 8; ++warp)
                sum += shared[warp];
            dFilter[f * w.filterF + k * w.channelF + t[0] * w.stepF[0] + t[1] * w.stepF[1] + t[2] * w.stepF[2]] = (T)sum;
        }
    }
}
