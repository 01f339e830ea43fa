// The gradient to the filters of depthwise convolutions (strips.cuh). A strip is STRIP columns of the result; of its
// gradient a thread keeps the rows that one row of the image meets, and sums up all taps.
__device__ __forceinline__ void fetch(const Walk& at, u32 to, const E* x, const E* dy)
{
    if (isOutRow(at.outRow)) {
        const E* const from = dy + at.out + at.strip * (STRIP * CHANNELS);
#pragma unroll
        for (int t = 0; t < STRIP; ++t)
            copy(to + t * (PITCH * 4), from + t * CHANNELS, isColumn<STRIP>(at.strip, t, OUT_COLUMNS));
    }
#pragma unroll
    for (int e = 0; e < FRESH; ++e) {
        if (at.step < LEAD || !isImageRow(at.imageRow + e))
            continue;
        const E* const from =
            x + at.image + e * (COLUMNS * CHANNELS) + (at.strip * (STRIP * STRIDE_COLUMNS) - PAD_COLUMNS) * CHANNELS;
#pragma unroll
        for (int k = 0; k < SEEN; ++k) {
            if (!isNever(k - PAD_COLUMNS, COLUMNS))
                copy(to + (STRIP + e * SEEN + k) * (PITCH * 4), from + k * CHANNELS,
                     isColumn<STRIP * STRIDE_COLUMNS>(at.strip, k - PAD_COLUMNS, COLUMNS));
        }
    }
}

// The step's row of the gradient takes the place of the oldest one, the u-th.
__device__ __forceinline__ void sumUp(float (&sums)[TAPS][V], float (&window)[WINDOW][STRIP][V], const Walk& at, int u,
                                      const u32* from)
{
    if (isOutRow(at.outRow)) {
#pragma unroll
        for (int t = 0; t < STRIP; ++t)
            widen(window[u][t], from + t * PITCH);
    } else {
        clear(window[u]);
    }
#pragma unroll
    for (int e = 0; e < FRESH; ++e) {
        if (at.step < LEAD || !isImageRow(at.imageRow + e))
            continue;
#pragma unroll
        for (int k = 0; k < SEEN; ++k) {
            if (isNever(k - PAD_COLUMNS, COLUMNS))
                continue;
            float seen[V];
            widen(seen, from + (STRIP + e * SEEN + k) * PITCH);
#pragma unroll
            for (int a = e; a < KERNEL_ROWS; a += STRIDE_ROWS) {
#pragma unroll
                for (int t = 0; t < STRIP; ++t) {
                    const int b = k - t * STRIDE_COLUMNS;
                    if (b < 0 || b >= KERNEL_COLUMNS)
                        continue;
#pragma unroll
                    for (int v = 0; v < V; ++v)
                        sums[a * KERNEL_COLUMNS + b][v] +=
                            seen[v] * window[(u - a / STRIDE_ROWS + WINDOW) % WINDOW][t][v];
                }
            }
        }
    }
}

// partial is [part][tap][channel]; a part has `each` items. In one order.
extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)
    to_filter(const E* __restrict__ x, const E* __restrict__ dy, float* __restrict__ partial, int items, int each)
{
    extern __shared__ __align__(16) u32 ring[];
    const int across = threadIdx.x % ACROSS, deep = threadIdx.x / ACROSS, part = blockIdx.y;
    const int channel = (blockIdx.x * ACROSS + across) * V;
    const int end = deep >= DEEP ? 0 : (part + 1) * each < items ? (part + 1) * each : items;
    float sums[TAPS][V] = {}, window[WINDOW][STRIP][V];
    goDown(
        ring, part * each + deep, end,
        [&] {
#pragma unroll
            for (int k = 0; k < WINDOW; ++k)
                clear(window[k]);
        },
        [&](const Walk& at, u32 to) { fetch(at, to, x + channel, dy + channel); },
        [&](const Walk& at, int u, const u32* from) { sumUp(sums, window, at, u, from); });
    // Those of the block, as many taps at once as there is room for: [tap][deep][channel].
    constexpr int room = STAGES * COPIES * (int)sizeof(E) / 4, together = room < TAPS ? room : TAPS;
    float* const shared = (float*)ring;
#pragma unroll
    for (int first = 0; first < TAPS; first += together) {
        __syncthreads();
#pragma unroll
        for (int tap = first; tap < first + together && tap < TAPS; ++tap) {
#pragma unroll
            for (int v = 0; v < V; ++v) {
                if (deep < DEEP)
                    shared[((tap - first) * DEEP + deep) * (ACROSS * V) + across * V + v] = sums[tap][v];
            }
        }
        __syncthreads();
        const int count = (TAPS - first < together ? TAPS - first : together) * (ACROSS * V);
        for (int i = threadIdx.x; i < count; i += THREADS) {
            const int tap = i / (ACROSS * V), c = i % (ACROSS * V);
            float sum = 0;
#pragma unroll 8
            for (int k = 0; k < DEEP; ++k)
                sum += shared[(tap * DEEP + k) * (ACROSS * V) + c];
            partial[((i64)part * TAPS + first + tap) * CHANNELS + blockIdx.x * (ACROSS * V) + c] = sum;
        }
    }
}

// A block has 32 weights, and 8 threads of each, with every eighth part.
extern "C" __global__ void __launch_bounds__(256) join(const float* __restrict__ partial, E* filter, int parts)
{
    __shared__ double shared[8][32];
    const int weight = blockIdx.x * 32 + threadIdx.x % 32, slice = threadIdx.x / 32;
    double sum = 0;
    if (weight < CHANNELS * TAPS) {
#pragma unroll 4
        for (int part = slice; part < parts; part += 8)
            sum += (double)partial[(i64)part * (CHANNELS * TAPS) + weight];
    }
    shared[slice][threadIdx.x % 32] = sum;
    __syncthreads();
    if (slice != 0 || weight >= CHANNELS * TAPS)
        return;
#pragma unroll
    for (int k = 1; k < 8; ++k)
        sum += shared[k][threadIdx.x];
    filter[weight % CHANNELS * TAPS + weight / CHANNELS] = (float)sum;
}
