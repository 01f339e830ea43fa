// The gradient to the images of depthwise convolutions (strips.cuh). A strip is STRIP columns of the image; a thread
// keeps its channels' filters and the rows of the image's gradient that are not yet whole, which a row of the result's
// adds to: STRIDE_ROWS of them become whole with a step. Of the result's columns that see a place of the strip, the
// first and the last, counted from the strip's own.
#define FIRST_SEEN (-((KERNEL_COLUMNS - 1 - PAD_COLUMNS) / STRIDE_COLUMNS))
#define LAST_SEEN ((STRIP - 1 + PAD_COLUMNS) / STRIDE_COLUMNS)

__device__ __forceinline__ void fetch(const Walk& at, u32 to, const E* dy)
{
    if (!isOutRow(at.outRow))
        return;
    const E* const from = dy + at.out + at.strip * (STRIP / STRIDE_COLUMNS * CHANNELS);
#pragma unroll
    for (int k = FIRST_SEEN; k <= LAST_SEEN; ++k) {
        if (!isNever(k, OUT_COLUMNS))
            copy(to + (k - FIRST_SEEN) * (PITCH * 4), from + k * CHANNELS,
                 isColumn<STRIP / STRIDE_COLUMNS>(at.strip, k, OUT_COLUMNS));
    }
}

__device__ __forceinline__ void take(float (&sums)[WINDOW][STRIDE_ROWS][STRIP][V], const float (&weights)[TAPS][V],
                                     const Walk& at, int u, const u32* from, E* dx)
{
    if (isOutRow(at.outRow)) {
#pragma unroll
        for (int k = FIRST_SEEN; k <= LAST_SEEN; ++k) {
            if (isNever(k, OUT_COLUMNS))
                continue;
            float seen[V];
            widen(seen, from + (k - FIRST_SEEN) * PITCH);
#pragma unroll
            for (int a = 0; a < KERNEL_ROWS; ++a) {
#pragma unroll
                for (int t = 0; t < STRIP; ++t) {
                    const int b = t + PAD_COLUMNS - k * STRIDE_COLUMNS;
                    if (b < 0 || b >= KERNEL_COLUMNS)
                        continue;
#pragma unroll
                    for (int v = 0; v < V; ++v)
                        sums[(u + a / STRIDE_ROWS) % WINDOW][a % STRIDE_ROWS][t][v] +=
                            seen[v] * weights[a * KERNEL_COLUMNS + b][v];
                }
            }
        }
    }
#pragma unroll
    for (int e = 0; e < STRIDE_ROWS; ++e) {
        if (at.step >= LEAD && isImageRow(at.imageRow + e)) {
            E* const to = dx + at.image + (e * COLUMNS + at.strip * STRIP) * CHANNELS;
#pragma unroll
            for (int t = 0; t < STRIP; ++t) {
                if (isColumn<STRIP>(at.strip, t, COLUMNS))
                    store(to + t * CHANNELS, sums[u][e][t]);
            }
        }
        clear(sums[u][e]);
    }
}

extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    to_input(const E* __restrict__ dy, const E* __restrict__ filter, E* __restrict__ dx, int items, int each)
{
    extern __shared__ __align__(16) u32 ring[];
    const int across = threadIdx.x % ACROSS, deep = threadIdx.x / ACROSS, part = blockIdx.y;
    const int channel = (blockIdx.x * ACROSS + across) * V;
    const int end = deep >= DEEP ? 0 : (part + 1) * each < items ? (part + 1) * each : items;
    float weights[TAPS][V], sums[WINDOW][STRIDE_ROWS][STRIP][V];
    takeFilters(weights, filter);
    goDown(
        ring, part * each + deep, end,
        [&] {
#pragma unroll
            for (int k = 0; k < WINDOW; ++k) {
#pragma unroll
                for (int e = 0; e < STRIDE_ROWS; ++e)
                    clear(sums[k][e]);
            }
        },
        [&](const Walk& at, u32 to) { fetch(at, to, dy + channel); },
        [&](const Walk& at, int u, const u32* from) { take(sums, weights, at, u, from, dx + channel); });
}
