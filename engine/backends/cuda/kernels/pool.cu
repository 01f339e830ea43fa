struct Cells {
    i64 count[3];
};

// E is how numbers are kept, T what they are computed in. A result a thread; gradients gather from the windows that see an element, so nothing is added twice at once. Bound by
// memory.
extern "C" __global__ void __launch_bounds__(256) maximum(const E* x, E* y, i64 count, i64 inner, Windows w)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Position p = positionOf((INDEX)i, w.output, w.channels, inner);
        const E* plane = x + p.sample * w.sampleX + p.channel * w.channelX;
        T greatest = w.input[0] * w.input[1] * w.input[2] == 0 ? T(0) : Number<T>::least();
        for (i64 a = 0; a < w.kernel[0]; ++a) {
            const i64 xa = p.at[0] * w.stride[0] - w.pad[0] + a;
            for (i64 b = 0; isInside(xa, w.input[0]) && b < w.kernel[1]; ++b) {
                const i64 xb = p.at[1] * w.stride[1] - w.pad[1] + b;
                for (i64 c = 0; isInside(xb, w.input[1]) && c < w.kernel[2]; ++c) {
                    const i64 xc = p.at[2] * w.stride[2] - w.pad[2] + c;
                    if (isInside(xc, w.input[2]))
                        greatest = greater(greatest, (T)plane[xa * w.stepX[0] + xb * w.stepX[1] + xc * w.stepX[2]]);
                }
            }
        }
        y[p.sample * w.sampleY + p.channel * w.channelY + p.at[0] * w.stepY[0] + p.at[1] * w.stepY[1]
          + p.at[2] * w.stepY[2]] = greatest;
    }
}

// Whether the element at (xa, xb, xc) is the first greatest one of a window.
__device__ __forceinline__ bool isChosen(const E* plane, const Windows& w, i64 oa, i64 ob, i64 oc, i64 xa, i64 xb, i64 xc,
                                         T greatest)
{
    for (i64 a = 0; a < w.kernel[0]; ++a) {
        const i64 ya = oa * w.stride[0] - w.pad[0] + a;
        for (i64 b = 0; isInside(ya, w.input[0]) && b < w.kernel[1]; ++b) {
            const i64 yb = ob * w.stride[1] - w.pad[1] + b;
            for (i64 c = 0; isInside(yb, w.input[1]) && c < w.kernel[2]; ++c) {
                const i64 yc = oc * w.stride[2] - w.pad[2] + c;
                if (!isInside(yc, w.input[2]))
                    continue;
                const T value = plane[ya * w.stepX[0] + yb * w.stepX[1] + yc * w.stepX[2]];
                if (value == greatest || (value != value && greatest != greatest))
                    return ya == xa && yb == xb && yc == xc;
            }
        }
    }
    return false;
}

// Where windows lie side by side: a thread a window (or what is left behind the last one), as `cells` of them there are
// along each axis.
extern "C" __global__ void __launch_bounds__(256)
    maximum_gradient_apart(const E* x, const E* dy, E* dx, i64 count, i64 inner, Windows w, Windows to, Cells cells)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Position p = positionOf((INDEX)i, cells.count, w.channels, inner);
        const bool isWindow = p.at[0] < w.output[0] && p.at[1] < w.output[1] && p.at[2] < w.output[2];
        const i64 first[3] = {p.at[0] * w.kernel[0], p.at[1] * w.kernel[1], p.at[2] * w.kernel[2]};
        i64 end[3];
        for (int axis = 0; axis < 3; ++axis)
            end[axis] = first[axis] + w.kernel[axis] < w.input[axis] ? first[axis] + w.kernel[axis] : w.input[axis];
        const E* plane = x + p.sample * w.sampleX + p.channel * w.channelX;
        T greatest = 0;
        i64 chosen = -1, at = 0;
        for (i64 a = first[0]; a < end[0]; ++a) {
            for (i64 b = first[1]; b < end[1]; ++b) {
                for (i64 c = first[2]; c < end[2]; ++c, ++at) {
                    const T value = plane[a * w.stepX[0] + b * w.stepX[1] + c * w.stepX[2]];
                    if (chosen < 0 || value > greatest || (value != value && greatest == greatest)) {
                        greatest = value;
                        chosen = at;
                    }
                }
            }
        }
        const T gradient = isWindow ? (T)dy[p.sample * w.sampleY + p.channel * w.channelY + p.at[0] * w.stepY[0]
                                            + p.at[1] * w.stepY[1] + p.at[2] * w.stepY[2]]
                                    : T(0);
        E* target = dx + p.sample * to.sampleX + p.channel * to.channelX;
        at = 0;
        for (i64 a = first[0]; a < end[0]; ++a) {
            for (i64 b = first[1]; b < end[1]; ++b) {
                for (i64 c = first[2]; c < end[2]; ++c, ++at)
                    target[a * to.stepX[0] + b * to.stepX[1] + c * to.stepX[2]] = at == chosen ? gradient : T(0);
            }
        }
    }
}

// dx lies in its own order: steps of Windows `to` (its X).
extern "C" __global__ void __launch_bounds__(256)
    maximum_gradient(const E* x, const E* y, const E* dy, E* dx, i64 count, i64 inner, Windows w, Windows yw, Windows to)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Position p = positionOf((INDEX)i, w.input, w.channels, inner);
        const E* plane = x + p.sample * w.sampleX + p.channel * w.channelX;
        const i64 base = p.sample * w.sampleY + p.channel * w.channelY;
        const i64 baseY = p.sample * yw.sampleY + p.channel * yw.channelY;
        const T value = plane[p.at[0] * w.stepX[0] + p.at[1] * w.stepX[1] + p.at[2] * w.stepX[2]];
        i64 first[3], end[3];
        for (int axis = 0; axis < 3; ++axis)
            windowsThatSee(w, axis, p.at[axis], first[axis], end[axis]);
        T sum = 0;
        for (i64 a = first[0]; a < end[0]; ++a) {
            for (i64 b = first[1]; b < end[1]; ++b) {
                for (i64 c = first[2]; c < end[2]; ++c) {
                    const T greatest = y[baseY + a * yw.stepY[0] + b * yw.stepY[1] + c * yw.stepY[2]];
                    const bool equal = value == greatest || (value != value && greatest != greatest);
                    if (equal && isChosen(plane, w, a, b, c, p.at[0], p.at[1], p.at[2], greatest))
                        sum += (T)dy[base + a * w.stepY[0] + b * w.stepY[1] + c * w.stepY[2]];
                }
            }
        }
        dx[p.sample * to.sampleX + p.channel * to.channelX + p.at[0] * to.stepX[0] + p.at[1] * to.stepX[1]
           + p.at[2] * to.stepX[2]] = sum;
    }
}

// How many elements of the window at `out` lie inside along an axis.
__device__ __forceinline__ i64 tapsInside(const Windows& w, int axis, i64 out)
{
    const i64 begin = out * w.stride[axis] - w.pad[axis];
    const i64 low = begin < 0 ? 0 : begin;
    const i64 high = begin + w.kernel[axis] < w.input[axis] ? begin + w.kernel[axis] : w.input[axis];
    return high > low ? high - low : 0;
}

__device__ __forceinline__ T divisorOf(const Windows& w, i64 a, i64 b, i64 c, i64 countPadding)
{
    if (countPadding)
        return (T)(w.kernel[0] * w.kernel[1] * w.kernel[2]);
    const i64 taps = tapsInside(w, 0, a) * tapsInside(w, 1, b) * tapsInside(w, 2, c);
    return (T)(taps < 1 ? 1 : taps);
}

extern "C" __global__ void __launch_bounds__(256)
    average(const E* x, E* y, i64 count, i64 inner, i64 countPadding, Windows w)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Position p = positionOf((INDEX)i, w.output, w.channels, inner);
        const E* plane = x + p.sample * w.sampleX + p.channel * w.channelX;
        T sum = 0;
        for (i64 a = 0; a < w.kernel[0]; ++a) {
            const i64 xa = p.at[0] * w.stride[0] - w.pad[0] + a;
            for (i64 b = 0; isInside(xa, w.input[0]) && b < w.kernel[1]; ++b) {
                const i64 xb = p.at[1] * w.stride[1] - w.pad[1] + b;
                for (i64 c = 0; isInside(xb, w.input[1]) && c < w.kernel[2]; ++c) {
                    const i64 xc = p.at[2] * w.stride[2] - w.pad[2] + c;
                    if (isInside(xc, w.input[2]))
                        sum += (T)plane[xa * w.stepX[0] + xb * w.stepX[1] + xc * w.stepX[2]];
                }
            }
        }
        y[p.sample * w.sampleY + p.channel * w.channelY + p.at[0] * w.stepY[0] + p.at[1] * w.stepY[1]
          + p.at[2] * w.stepY[2]] = sum / divisorOf(w, p.at[0], p.at[1], p.at[2], countPadding);
    }
}

extern "C" __global__ void __launch_bounds__(256)
    average_gradient(const E* dy, E* dx, i64 count, i64 inner, i64 countPadding, Windows w)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Position p = positionOf((INDEX)i, w.input, w.channels, inner);
        const i64 base = p.sample * w.sampleY + p.channel * w.channelY;
        i64 first[3], end[3];
        for (int axis = 0; axis < 3; ++axis)
            windowsThatSee(w, axis, p.at[axis], first[axis], end[axis]);
        T sum = 0;
        for (i64 a = first[0]; a < end[0]; ++a) {
            for (i64 b = first[1]; b < end[1]; ++b) {
                for (i64 c = first[2]; c < end[2]; ++c)
                    sum += (T)dy[base + a * w.stepY[0] + b * w.stepY[1] + c * w.stepY[2]]
                        / divisorOf(w, a, b, c, countPadding);
            }
        }
        dx[p.sample * w.sampleX + p.channel * w.channelX + p.at[0] * w.stepX[0] + p.at[1] * w.stepX[1]
           + p.at[2] * w.stepX[2]] = sum;
    }
}
