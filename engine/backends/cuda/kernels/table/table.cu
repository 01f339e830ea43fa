// Batches of samples from a data set that lies on the device. LANES threads take a sample; what it becomes is in tables
// that the host has computed, so that not a bit differs from the host's own batches.
struct Change {
    i32 flips, fromEdge;
    float probability;
    i32 x, y;
    u32 stream;
};
struct Changes {
    u64 seed;
    i32 count;
    u32 epoch;
    Change all[MOST_CHANGES];
};

// What has been drawn for a sample, with threads in registers: a change each.
struct Drawn {
    i32 flips, byX, byY;
};

__device__ __forceinline__ void draw(const Changes& changes, u32 sample, Drawn* drawn)
{
#pragma unroll
    for (int i = 0; i < MOST_CHANGES; ++i) {
        if (i >= changes.count)
            break;
        const Change& how = changes.all[i];
        u32 bits[4] = {0, how.stream, changes.epoch, sample};
        philox(bits, (u32)changes.seed, (u32)(changes.seed >> 32));
        drawn[i].flips = how.flips && (float)(bits[0] >> 8) * 5.9604644775390625e-8f < how.probability; // 2^-24
        drawn[i].byX = (i32)__umulhi(bits[0], (u32)(2 * how.x + 1)) - how.x;
        drawn[i].byY = (i32)__umulhi(bits[1], (u32)(2 * how.y + 1)) - how.y;
    }
}

// Where the place is that comes from `by` places before; -1: from outside.
__device__ __forceinline__ i32 before(i32 place, i32 by, i32 size, bool fromEdge)
{
    const i32 at = place - by;
    if (at >= 0 && at < size)
        return at;
    return !fromEdge ? -1 : at < 0 ? 0 : size - 1;
}

// The element that comes to the place `element` of a sample, the last change first; -1: it comes from outside.
__device__ __forceinline__ i32 source(const Changes& changes, const Drawn* drawn, i32 element)
{
    const i32 plane = element / (HEIGHT * WIDTH), within = element % (HEIGHT * WIDTH);
    i32 y = within / WIDTH, x = within % WIDTH;
#pragma unroll
    for (int i = MOST_CHANGES - 1; i >= 0; --i) {
        if (i >= changes.count || x < 0 || y < 0)
            continue;
        const Change& how = changes.all[i];
        if (how.flips) {
            x = drawn[i].flips ? WIDTH - 1 - x : x;
        } else {
            x = before(x, drawn[i].byX, WIDTH, how.fromEdge);
            y = before(y, drawn[i].byY, HEIGHT, how.fromEdge);
        }
    }
    return x < 0 || y < 0 ? -1 : (plane * HEIGHT + y) * WIDTH + x;
}

extern "C" __global__ void __launch_bounds__(256)
    gatherSamples(const STORED* stored, const i64* starts, const T* results, const u32* order, T* to, i64 samples,
                  i64 batch, i64 slot, Changes changes)
{
    const i32 lane = (i32)threadIdx.x % LANES;
    for (i64 i = firstItem() / LANES; i < samples; i += itemStep() / LANES) {
        const u32 sample = order[i];
        const STORED* const row = stored + (starts != nullptr ? starts[sample] : (i64)sample * ELEMENTS);
        T* const out = to + i / batch * slot + i % batch * ELEMENTS;
        Drawn drawn[MOST_CHANGES];
        if (changes.count > 0)
            draw(changes, sample, drawn);
        for (i32 element = lane; element < ELEMENTS; element += LANES) {
            const i32 from = changes.count > 0 ? source(changes, drawn, element) : element;
#if CONVERTS
            out[element] = results[element / RUN * 256 + (from < 0 ? 0 : row[from])];
#else
            out[element] = from < 0 ? results[element / RUN] : row[from];
#endif
        }
    }
}
