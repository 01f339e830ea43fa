// Depthwise convolutions (strips.cuh). A strip is STRIP columns of the result; a thread keeps its channels' filters
// and the rows of the result that are not yet whole, which a row of the image adds to.
__device__ __forceinline__ void fetch(const Walk& at, u32 to, const E* x)
{
#pragma unroll
    for (int e = 0; e < FRESH; ++e) {
        if (!isImageRow(at.imageRow + e))
            continue;
        const E* const from =
            x + at.image + e * (COLUMNS * CHANNELS) + (at.strip * (STRIP * STRIDE_COLUMNS) - PAD_COLUMNS) * CHANNELS;
#pragma unroll
        for (int k = 0; k < SEEN; ++k) {
            if (!isNever(k - PAD_COLUMNS, COLUMNS))
                copy(to + (e * SEEN + k) * (PITCH * 4), from + k * CHANNELS,
                     isColumn<STRIP * STRIDE_COLUMNS>(at.strip, k - PAD_COLUMNS, COLUMNS));
        }
    }
}

// The step's row of the result takes the u-th place; the one behind it, the oldest, becomes whole.
__device__ __forceinline__ void take(float (&sums)[WINDOW][STRIP][V], const float (&weights)[TAPS][V], const Walk& at,
                                     int u, const u32* from, E* y)
{
#pragma unroll
    for (int e = 0; e < FRESH; ++e) {
        if (!isImageRow(at.imageRow + e))
            continue;
#pragma unroll
        for (int k = 0; k < SEEN; ++k) {
            if (isNever(k - PAD_COLUMNS, COLUMNS))
                continue;
            float seen[V];
            widen(seen, from + (e * SEEN + k) * PITCH);
#pragma unroll
            for (int a = e; a < KERNEL_ROWS; a += STRIDE_ROWS) {
#pragma unroll
                for (int t = 0; t < STRIP; ++t) {
                    const int b = k - t * STRIDE_COLUMNS;
                    if (b < 0 || b >= KERNEL_COLUMNS)
                        continue;
#pragma unroll
                    for (int v = 0; v < V; ++v)
                        sums[(u - a / STRIDE_ROWS + WINDOW) % WINDOW][t][v] +=
                            seen[v] * weights[a * KERNEL_COLUMNS + b][v];
                }
            }
        }
    }
    const int whole = (u + 1) % WINDOW; // WINDOW - 1 rows before
    if (at.step >= LEAD && isOutRow(at.outRow - (WINDOW - 1))) {
        E* const to = y + at.out + (at.strip * STRIP - (WINDOW - 1) * OUT_COLUMNS) * CHANNELS;
#pragma unroll
        for (int t = 0; t < STRIP; ++t) {
            if (isColumn<STRIP>(at.strip, t, OUT_COLUMNS))
                store(to + t * CHANNELS, sums[whole][t]);
        }
    }
    clear(sums[whole]);
}

extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    forward(const E* __restrict__ x, const E* __restrict__ filter, E* __restrict__ y, int items, int each)
{
    extern __shared__ __align__(16) u32 ring[];
    const int across = threadIdx.x % ACROSS, deep = threadIdx.x / ACROSS, part = blockIdx.y;
    const int channel = (blockIdx.x * ACROSS + across) * V;
    const int end = deep >= DEEP ? 0 : (part + 1) * each < items ? (part + 1) * each : items;
    float weights[TAPS][V], sums[WINDOW][STRIP][V];
    takeFilters(weights, filter);
    goDown(
        ring, part * each + deep, end,
        [&] {
#pragma unroll
            for (int k = 0; k < WINDOW; ++k)
                clear(sums[k]);
        },
        [&](const Walk& at, u32 to) { fetch(at, to, x + channel); },
        [&](const Walk& at, int u, const u32* from) { take(sums, weights, at, u, from, y + channel); });
}
