// Depthwise convolutions of channels-last images, and their gradients: each channel has one filter of its own, V of them a
// thread. Sizes are known when it is compiled. E is how numbers are kept, sums are f32. `taps` are the filters turned, tap
// by tap. Bound by memory, and by the cache for large filters.
#define PACKS (CHANNELS / V)
#define TAPS (KERNEL_ROWS * KERNEL_COLUMNS)
#define STRIP 4 // places of a row that a thread computes
struct __align__(sizeof(E) * V) Pack {
    E e[V];
};
struct __align__(sizeof(float) * V) Wide {
    float e[V];
};

__device__ __forceinline__ Wide read(const E* from)
{
    const Pack pack = *(const Pack*)from;
    Wide wide;
#pragma unroll
    for (int v = 0; v < V; ++v)
        wide.e[v] = pack.e[v];
    return wide;
}

__device__ __forceinline__ void store(E* to, const float (&sums)[V])
{
    Pack pack;
#pragma unroll
    for (int v = 0; v < V; ++v)
        pack.e[v] = sums[v];
    *(Pack*)to = pack;
}

extern "C" __global__ void __launch_bounds__(256) turn(const E* filter, float* taps)
{
    for (i64 i = firstItem(); i < CHANNELS * TAPS; i += itemStep())
        taps[i] = filter[i % CHANNELS * TAPS + i / CHANNELS];
}

struct Place {
    INDEX sample, row, strip, channel;
};

__device__ __forceinline__ Place placeOf(INDEX item, INDEX rows, INDEX strips)
{
    Place p;
    INDEX rest = item / PACKS;
    p.channel = (item - rest * PACKS) * V;
    INDEX next = rest / strips;
    p.strip = rest - next * strips;
    p.sample = next / rows;
    p.row = next - p.sample * rows;
    return p;
}

extern "C" __global__ void __launch_bounds__(256)
    forward(const E* __restrict__ x, const float* __restrict__ taps, E* __restrict__ y, i64 count)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Place p = placeOf((INDEX)i, OUT_ROWS, (OUT_COLUMNS + STRIP - 1) / STRIP);
        float sums[STRIP][V] = {};
#pragma unroll 1
        for (int a = 0; a < KERNEL_ROWS; ++a) {
            const INDEX row = p.row * STRIDE_ROWS - PAD_ROWS + a;
            if (row < 0 || row >= ROWS)
                continue;
            Wide weights[KERNEL_COLUMNS];
#pragma unroll
            for (int b = 0; b < KERNEL_COLUMNS; ++b)
                weights[b] = *(const Wide*)(taps + (a * KERNEL_COLUMNS + b) * CHANNELS + p.channel);
#pragma unroll
            for (int k = 0; k < (STRIP - 1) * STRIDE_COLUMNS + KERNEL_COLUMNS; ++k) {
                const INDEX column = p.strip * (STRIP * STRIDE_COLUMNS) - PAD_COLUMNS + k;
                if (column < 0 || column >= COLUMNS)
                    continue;
                const Wide seen = read(x + ((p.sample * ROWS + row) * COLUMNS + column) * CHANNELS + p.channel);
#pragma unroll
                for (int t = 0; t < STRIP; ++t) {
                    const int b = k - t * STRIDE_COLUMNS;
                    if (b < 0 || b >= KERNEL_COLUMNS)
                        continue;
#pragma unroll
                    for (int v = 0; v < V; ++v)
                        sums[t][v] += seen.e[v] * weights[b].e[v];
                }
            }
        }
#pragma unroll
        for (int t = 0; t < STRIP; ++t) {
            const INDEX column = p.strip * STRIP + t;
            if (column < OUT_COLUMNS)
                store(y + ((p.sample * OUT_ROWS + p.row) * OUT_COLUMNS + column) * CHANNELS + p.channel, sums[t]);
        }
    }
}

// Of the results that a place of the strip is seen by, the first and the last, counted from the strip's own.
#define FIRST_SEEN (-((KERNEL_COLUMNS - 1 - PAD_COLUMNS) / STRIDE_COLUMNS))
#define LAST_SEEN ((STRIP - 1 + PAD_COLUMNS) / STRIDE_COLUMNS)

extern "C" __global__ void __launch_bounds__(256)
    to_input(const E* __restrict__ dy, const float* __restrict__ taps, E* __restrict__ dx, i64 count)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Place p = placeOf((INDEX)i, ROWS, (COLUMNS + STRIP - 1) / STRIP);
        float sums[STRIP][V] = {};
#pragma unroll 1
        for (int a = 0; a < KERNEL_ROWS; ++a) {
            const INDEX apart = p.row + PAD_ROWS - a;
            if (apart < 0 || apart % STRIDE_ROWS != 0 || apart / STRIDE_ROWS >= OUT_ROWS)
                continue;
            Wide weights[KERNEL_COLUMNS];
#pragma unroll
            for (int b = 0; b < KERNEL_COLUMNS; ++b)
                weights[b] = *(const Wide*)(taps + (a * KERNEL_COLUMNS + b) * CHANNELS + p.channel);
#pragma unroll
            for (int k = FIRST_SEEN; k <= LAST_SEEN; ++k) {
                const INDEX column = p.strip * (STRIP / STRIDE_COLUMNS) + k;
                if (column < 0 || column >= OUT_COLUMNS)
                    continue;
                const Wide seen =
                    read(dy + ((p.sample * OUT_ROWS + apart / STRIDE_ROWS) * OUT_COLUMNS + column) * CHANNELS + p.channel);
#pragma unroll
                for (int t = 0; t < STRIP; ++t) {
                    const int b = t + PAD_COLUMNS - k * STRIDE_COLUMNS;
                    if (b < 0 || b >= KERNEL_COLUMNS)
                        continue;
#pragma unroll
                    for (int v = 0; v < V; ++v)
                        sums[t][v] += seen.e[v] * weights[b].e[v];
                }
            }
        }
#pragma unroll
        for (int t = 0; t < STRIP; ++t) {
            const INDEX column = p.strip * STRIP + t;
            if (column < COLUMNS)
                store(dx + ((p.sample * ROWS + p.row) * COLUMNS + column) * CHANNELS + p.channel, sums[t]);
        }
    }
}

// A block has ACROSS packs of channels × DEEP places of the result, of those of its part, and sums up all taps of them:
// partial is [part][tap][channel]. In one order.
extern "C" __global__ void __launch_bounds__(256)
    to_filter(const E* __restrict__ x, const E* __restrict__ dy, float* partial, i64 places, i64 each)
{
    __shared__ float shared[DEEP][ACROSS * V];
    const int across = threadIdx.x % ACROSS, deep = threadIdx.x / ACROSS;
    const INDEX channel = ((INDEX)blockIdx.x * ACROSS + across) * V;
    const i64 end = (blockIdx.y + 1) * each < places ? (blockIdx.y + 1) * each : places;
    float sums[TAPS][V] = {};
    for (i64 at = blockIdx.y * each + deep; at < end && deep < DEEP; at += DEEP) {
        INDEX rest = (INDEX)at / OUT_COLUMNS;
        const INDEX outColumn = (INDEX)at - rest * OUT_COLUMNS, sample = rest / OUT_ROWS, outRow = rest - sample * OUT_ROWS;
        const Wide gradient = read(dy + (INDEX)at * CHANNELS + channel);
#pragma unroll
        for (int a = 0; a < KERNEL_ROWS; ++a) {
            const INDEX row = outRow * STRIDE_ROWS - PAD_ROWS + a;
            if (row < 0 || row >= ROWS)
                continue;
#pragma unroll
            for (int b = 0; b < KERNEL_COLUMNS; ++b) {
                const INDEX column = outColumn * STRIDE_COLUMNS - PAD_COLUMNS + b;
                if (column < 0 || column >= COLUMNS)
                    continue;
                const Wide seen = read(x + ((sample * ROWS + row) * COLUMNS + column) * CHANNELS + channel);
#pragma unroll
                for (int v = 0; v < V; ++v)
                    sums[a * KERNEL_COLUMNS + b][v] += gradient.e[v] * seen.e[v];
            }
        }
    }
#pragma unroll
    for (int tap = 0; tap < TAPS; ++tap) {
        __syncthreads();
        if (deep < DEEP) {
#pragma unroll
            for (int v = 0; v < V; ++v)
                shared[deep][across * V + v] = sums[tap][v];
        }
        __syncthreads();
        for (int c = threadIdx.x; c < ACROSS * V; c += 256) {
            float sum = 0;
            for (int k = 0; k < DEEP; ++k)
                sum += shared[k][c];
            partial[((i64)blockIdx.y * TAPS + tap) * CHANNELS + (INDEX)blockIdx.x * ACROSS * V + c] = sum;
        }
    }
}

extern "C" __global__ void __launch_bounds__(256) join(const float* partial, E* filter, i64 parts)
{
    for (i64 i = firstItem(); i < CHANNELS * TAPS; i += itemStep()) {
        double sum = 0;
#pragma unroll 8
        for (i64 part = 0; part < parts; ++part)
            sum += (double)partial[part * (CHANNELS * TAPS) + i];
        filter[i % CHANNELS * TAPS + i / CHANNELS] = (float)sum;
    }
}
