// Normalisation of rows of C numbers that lie one after the other, and its gradient: a warp has a row, and keeps it in
// registers. E is how x, y and their gradients are kept; everything is computed in f32. Bound by memory.
#define WARPS 8 // of a block
#define PACKS (C / V)
#define EACH ((PACKS + 31) / 32) // packs of a thread
struct __align__(sizeof(E) * V) Pack {
    E e[V];
};
struct __align__(16) Four {
    float e[4];
};

__device__ __forceinline__ float sumOfWarp(float x)
{
#pragma unroll
    for (int step = 16; step > 0; step /= 2)
        x += __shfl_xor_sync(0xffffffffu, x, step);
    return x;
}

// The warp's row, zeros where it has no more.
__device__ __forceinline__ void load(const E* row, float (&numbers)[EACH][V])
{
#pragma unroll
    for (int k = 0; k < EACH; ++k) {
        const int pack = k * 32 + threadIdx.x % 32;
        if (pack < PACKS) {
            const Pack from = *(const Pack*)(row + pack * V);
#pragma unroll
            for (int v = 0; v < V; ++v)
                numbers[k][v] = (float)from.e[v];
        } else {
#pragma unroll
            for (int v = 0; v < V; ++v)
                numbers[k][v] = 0;
        }
    }
}
__device__ __forceinline__ void store(E* row, const float (&numbers)[EACH][V])
{
#pragma unroll
    for (int k = 0; k < EACH; ++k) {
        const int pack = k * 32 + threadIdx.x % 32;
        Pack to;
#pragma unroll
        for (int v = 0; v < V; ++v)
            to.e[v] = numbers[k][v];
        if (pack < PACKS)
            *(Pack*)(row + pack * V) = to;
    }
}
// body(k, v, number) for numbers of a row of f32 that belong to the thread's.
template <class Body> __device__ __forceinline__ void forRow(const float* row, Body body)
{
#pragma unroll
    for (int k = 0; k < EACH; ++k) {
        const int pack = k * 32 + threadIdx.x % 32;
        if (pack >= PACKS)
            continue;
#pragma unroll
        for (int part = 0; part < V / 4; ++part) {
            const Four four = *(const Four*)(row + pack * V + part * 4);
#pragma unroll
            for (int i = 0; i < 4; ++i)
                body(k, part * 4 + i, four.e[i]);
        }
    }
}
__device__ __forceinline__ bool isReal(int k)
{
    return k * 32 + (int)(threadIdx.x % 32) < PACKS;
}

// y = (x - mean) · inverse · scale + bias
extern "C" __global__ void __launch_bounds__(32 * WARPS)
    normalise(const E* x, const float* scale, const float* bias, E* y, float* mean, float* inverse, i64 rows, double epsilon)
{
    for (i64 row = firstItem() / 32; row < rows; row += itemStep() / 32) {
        float numbers[EACH][V];
        load(x + row * C, numbers);
        float sum = 0, squares = 0;
#pragma unroll
        for (int k = 0; k < EACH; ++k) {
#pragma unroll
            for (int v = 0; v < V; ++v)
                sum += numbers[k][v];
        }
        const float centre = sumOfWarp(sum) / C;
#pragma unroll
        for (int k = 0; k < EACH; ++k) {
#pragma unroll
            for (int v = 0; v < V; ++v) {
                numbers[k][v] -= centre;
                squares += isReal(k) ? numbers[k][v] * numbers[k][v] : 0.0f;
            }
        }
        const float factor = (float)(1.0 / sqrt((double)(sumOfWarp(squares) / C) + epsilon));
        if (threadIdx.x % 32 == 0) {
            mean[row] = centre;
            inverse[row] = factor;
        }
        forRow(scale, [&](int k, int v, float number) { numbers[k][v] *= factor * number; });
        forRow(bias, [&](int k, int v, float number) { numbers[k][v] += number; });
        store(y + row * C, numbers);
    }
}

// What a warp's threads have added up for their places of a row, for all warps of the block: in their order.
__device__ __forceinline__ void addUp(const float (&numbers)[EACH][V], float* shared, float* to)
{
    for (int warp = 0; warp < WARPS; ++warp) {
        __syncthreads();
        if (threadIdx.x / 32 != warp)
            continue;
#pragma unroll
        for (int k = 0; k < EACH; ++k) {
#pragma unroll
            for (int v = 0; v < V; ++v) {
                float* const place = shared + (k * 32 + threadIdx.x % 32) * V + v;
                if (isReal(k))
                    *place = warp == 0 ? numbers[k][v] : *place + numbers[k][v];
            }
        }
    }
    __syncthreads();
    for (int c = threadIdx.x; c < C; c += 32 * WARPS)
        to[c] = shared[c];
}

// dx = inverse · (dy · scale - mean of that - normal · mean of that times normal), and what the block has of the
// gradients to scale, Σ dy · normal, and to bias, Σ dy: partial is [block][2][C].
extern "C" __global__ void __launch_bounds__(32 * WARPS)
    gradient(const E* x, const float* scale, const float* mean, const float* inverse, const E* dy, E* dx, float* partial,
             i64 rows)
{
    __shared__ float shared[C];
    float toScale[EACH][V] = {}, toBias[EACH][V] = {};
    for (i64 row = firstItem() / 32; row < rows; row += itemStep() / 32) {
        float normal[EACH][V], d[EACH][V];
        load(x + row * C, normal);
        load(dy + row * C, d);
        const float centre = mean[row], factor = inverse[row];
#pragma unroll
        for (int k = 0; k < EACH; ++k) {
#pragma unroll
            for (int v = 0; v < V; ++v) {
                normal[k][v] = (normal[k][v] - centre) * factor;
                toScale[k][v] += d[k][v] * normal[k][v];
                toBias[k][v] += d[k][v];
            }
        }
        forRow(scale, [&](int k, int v, float number) { d[k][v] *= number; });
        float sum = 0, products = 0;
#pragma unroll
        for (int k = 0; k < EACH; ++k) {
#pragma unroll
            for (int v = 0; v < V; ++v) {
                sum += d[k][v];
                products += d[k][v] * normal[k][v]; // d is 0 where there is no more of the row
            }
        }
        sum = sumOfWarp(sum) / C;
        products = sumOfWarp(products) / C;
#pragma unroll
        for (int k = 0; k < EACH; ++k) {
#pragma unroll
            for (int v = 0; v < V; ++v)
                d[k][v] = factor * ((d[k][v] - sum) - normal[k][v] * products);
        }
        store(dx + row * C, d);
    }
    addUp(toScale, shared, partial + (i64)blockIdx.x * 2 * C);
    addUp(toBias, shared, partial + (i64)blockIdx.x * 2 * C + C);
}

// Of all blocks: 32 places × 16 threads along the blocks.
extern "C" __global__ void __launch_bounds__(512) join(const float* partial, float* toScale, float* toBias, i64 blocks)
{
    __shared__ double shared[16][33];
    const int at = blockIdx.x * 32 + threadIdx.x;
    double sum = 0;
#pragma unroll 4
    for (i64 block = threadIdx.y; at < 2 * C && block < blocks; block += 16)
        sum += partial[block * 2 * C + at];
    shared[threadIdx.y][threadIdx.x] = sum;
    __syncthreads();
    if (threadIdx.y != 0 || at >= 2 * C)
        return;
    for (int k = 1; k < 16; ++k)
        sum += shared[k][threadIdx.x];
    (at < C ? toScale : toBias)[at < C ? at : at - C] = (float)sum;
}
