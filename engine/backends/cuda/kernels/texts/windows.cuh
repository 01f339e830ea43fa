// How windows slide over three spatial axes; mirrors windows.h.
struct Windows {
    i64 input[3], output[3], kernel[3];
    i64 stride[3], pad[3], dilation[3];
    i64 stepX[3], stepY[3], stepF[3];
    i64 samples, channels, filters, groups;
    i64 sampleX, channelX, sampleY, channelY, filterF, channelF;
};

struct Position {
    i64 sample, channel;
    i64 at[3];
};

// The item-th position of a box of samples × sizes × channels (channels inner) or samples × channels × sizes.
__device__ __forceinline__ Position positionOf(INDEX item, const i64* sizes, i64 channels, bool channelsInner)
{
    Position p;
    const auto take = [&](i64 size) {
        const INDEX next = item / (INDEX)size, at = item - next * (INDEX)size;
        item = next;
        return (i64)at;
    };
    if (channelsInner)
        p.channel = take(channels);
    for (int axis = 2; axis >= 0; --axis)
        p.at[axis] = take(sizes[axis]);
    if (!channelsInner)
        p.channel = take(channels);
    p.sample = item;
    return p;
}

__device__ __forceinline__ bool isInside(i64 at, i64 size)
{
    return (u64)at < (u64)size;
}

// The windows along an axis that see position `at` through any tap: [first, end).
__device__ __forceinline__ void windowsThatSee(const Windows& w, int axis, i64 at, i64& first, i64& end)
{
    const i64 reach = (w.kernel[axis] - 1) * w.dilation[axis];
    const i64 low = at + w.pad[axis] - reach;
    first = low <= 0 ? 0 : (low + w.stride[axis] - 1) / w.stride[axis];
    const i64 high = (at + w.pad[axis]) / w.stride[axis] + 1;
    end = high < w.output[axis] ? high : w.output[axis];
}
