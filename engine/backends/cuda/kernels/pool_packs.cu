// Max pools of channels-last images: V neighbouring channels a thread, sizes known when it is compiled. E is how numbers
// are kept, T what they are compared in. Bound by memory.
#define PACKS (CHANNELS / V)
struct __align__(sizeof(E) * V) Pack {
    E e[V];
};
struct __align__(V) Taps { // of each channel, which tap of the window is the first greatest one
    u8 e[V];
};

struct Place {
    INDEX sample, row, column, channel;
};

__device__ __forceinline__ Place placeOf(INDEX item, INDEX rows, INDEX columns)
{
    Place p;
    INDEX pixel = item / PACKS;
    p.channel = (item - pixel * PACKS) * V;
    INDEX next = pixel / columns;
    p.column = pixel - next * columns;
    pixel = next;
    next = pixel / rows;
    p.row = pixel - next * rows;
    p.sample = next;
    return p;
}

// The greatest of each channel in the window at an output, and its tap.
__device__ __forceinline__ void look(const E* x, const Place& p, T* greatest, int* tap)
{
#pragma unroll
    for (int v = 0; v < V; ++v) {
        greatest[v] = Number<T>::least();
        tap[v] = -1;
    }
#pragma unroll
    for (int a = 0; a < KERNEL_ROWS; ++a) {
        const INDEX row = p.row * STRIDE_ROWS - PAD_ROWS + a;
        if (row < 0 || row >= ROWS)
            continue;
#pragma unroll
        for (int b = 0; b < KERNEL_COLUMNS; ++b) {
            const INDEX column = p.column * STRIDE_COLUMNS - PAD_COLUMNS + b;
            if (column < 0 || column >= COLUMNS)
                continue;
            const Pack pack = *(const Pack*)(x + ((p.sample * ROWS + row) * COLUMNS + column) * CHANNELS + p.channel);
#pragma unroll
            for (int v = 0; v < V; ++v) {
                const T value = pack.e[v];
                if (tap[v] < 0 || value > greatest[v] || (value != value && greatest[v] == greatest[v])) {
                    greatest[v] = value;
                    tap[v] = a * KERNEL_COLUMNS + b;
                }
            }
        }
    }
}

extern "C" __global__ void __launch_bounds__(256) maximum(const E* __restrict__ x, E* __restrict__ y, i64 count)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Place p = placeOf((INDEX)i, OUT_ROWS, OUT_COLUMNS);
        T greatest[V];
        int tap[V];
        look(x, p, greatest, tap);
        Pack result;
#pragma unroll
        for (int v = 0; v < V; ++v)
            result.e[v] = greatest[v];
        *(Pack*)(y + i * V) = result;
    }
}

extern "C" __global__ void __launch_bounds__(256) choose(const E* __restrict__ x, u8* __restrict__ taps, i64 count)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Place p = placeOf((INDEX)i, OUT_ROWS, OUT_COLUMNS);
        T greatest[V];
        int tap[V];
        look(x, p, greatest, tap);
        Taps result;
#pragma unroll
        for (int v = 0; v < V; ++v)
            result.e[v] = (u8)tap[v];
        *(Taps*)(taps + i * V) = result;
    }
}

// Each element gathers from the windows that see it.
extern "C" __global__ void __launch_bounds__(256)
    spread(const u8* __restrict__ taps, const E* __restrict__ dy, E* __restrict__ dx, i64 count)
{
    for (i64 i = firstItem(); i < count; i += itemStep()) {
        const Place p = placeOf((INDEX)i, ROWS, COLUMNS);
        T sum[V];
#pragma unroll
        for (int v = 0; v < V; ++v)
            sum[v] = 0;
        const INDEX lastRow = (p.row + PAD_ROWS) / STRIDE_ROWS, lastColumn = (p.column + PAD_COLUMNS) / STRIDE_COLUMNS;
#pragma unroll
        for (int a = (KERNEL_ROWS - 1) / STRIDE_ROWS; a >= 0; --a) {
            const INDEX row = lastRow - a;
            const INDEX tapRow = p.row + PAD_ROWS - row * STRIDE_ROWS;
            if (row < 0 || row >= OUT_ROWS || tapRow >= KERNEL_ROWS)
                continue;
#pragma unroll
            for (int b = (KERNEL_COLUMNS - 1) / STRIDE_COLUMNS; b >= 0; --b) {
                const INDEX column = lastColumn - b;
                const INDEX tapColumn = p.column + PAD_COLUMNS - column * STRIDE_COLUMNS;
                if (column < 0 || column >= OUT_COLUMNS || tapColumn >= KERNEL_COLUMNS)
                    continue;
                const INDEX at = ((p.sample * OUT_ROWS + row) * OUT_COLUMNS + column) * CHANNELS + p.channel;
                const Taps chosen = *(const Taps*)(taps + at);
                const Pack gradient = *(const Pack*)(dy + at);
                const int mine = (int)(tapRow * KERNEL_COLUMNS + tapColumn);
#pragma unroll
                for (int v = 0; v < V; ++v)
                    sum[v] += chosen.e[v] == mine ? (T)gradient.e[v] : T(0);
            }
        }
        Pack result;
#pragma unroll
        for (int v = 0; v < V; ++v)
            result.e[v] = sum[v];
        *(Pack*)(dx + i * V) = result;
    }
}
