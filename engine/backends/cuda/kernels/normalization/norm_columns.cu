// Normalisation of rows of C channels that lie one after the other, each channel over all rows: batch normalisation
// channels-last. A thread has V neighbouring channels of every so many rows. All sums are made in one order: within a
// thread, over the threads of a block, and over the blocks by the one that is done last. Bound by memory.
typedef Number<T>::Sum Sum;
#define V (C % (16 / sizeof(T)) == 0 ? 16 / (int)sizeof(T) : 1)
#define ACROSS (C / V)
#define DEEP (THREADS / ACROSS) // rows at once
#define BY_WARP (ACROSS <= 32 && (ACROSS & (ACROSS - 1)) == 0) // lanes of a channel are added up first
#define SUMS (BY_WARP ? THREADS / 32 : DEEP) // then these
#define SHARED (SUMS * 2 * C > THREADS ? SUMS * 2 * C : THREADS)
struct __align__(sizeof(T) * V) Pack {
    T e[V];
};

struct Place {
    int channel, row;
    bool isReal; // threads that are left over
};

__device__ __forceinline__ Place place()
{
    return {(int)(threadIdx.x % ACROSS) * V, (int)(threadIdx.x / ACROSS), threadIdx.x < ACROSS * DEEP};
}

// Two sums for each channel of what term(row, is it there, s, q) adds up; the block that is done last has them all, in
// `shared`.
template <class Term>
__device__ __forceinline__ bool sumUp(Sum* shared, Sum* partial, u32* ticket, i64 rows, const Place p, Term term)
{
    Sum s[V] = {}, q[V] = {};
    const i64 step = (i64)gridDim.x * DEEP;
    for (i64 first = (i64)blockIdx.x * DEEP + p.row; first < rows && p.isReal; first += 8 * step) { // in T
        T someS[V] = {}, someQ[V] = {};
#pragma unroll
        for (int k = 0; k < 8; ++k) // without a way out, so that all of them load at once
            term(first + k * step, first + k * step < rows, someS, someQ);
#pragma unroll
        for (int v = 0; v < V; ++v) {
            s[v] += (Sum)someS[v];
            q[v] += (Sum)someQ[v];
        }
    }
    if (BY_WARP) {
#pragma unroll
        for (int step = ACROSS; step < 32; step *= 2) {
#pragma unroll
            for (int v = 0; v < V; ++v) {
                s[v] += __shfl_xor_sync(0xffffffffu, s[v], step);
                q[v] += __shfl_xor_sync(0xffffffffu, q[v], step);
            }
        }
    }
    // shared: [row][2][C]
    const int row = BY_WARP ? threadIdx.x / 32 : p.row;
    if (BY_WARP ? threadIdx.x % 32 < ACROSS : p.isReal) {
#pragma unroll
        for (int v = 0; v < V; ++v) {
            shared[(row * 2 + 0) * C + p.channel + v] = s[v];
            shared[(row * 2 + 1) * C + p.channel + v] = q[v];
        }
    }
    __syncthreads();
    for (int i = threadIdx.x; i < 2 * C; i += THREADS) {
        Sum sum = shared[i];
#pragma unroll 8
        for (int k = 1; k < SUMS; ++k)
            sum += shared[k * 2 * C + i];
        shared[i] = sum;
        partial[(i64)blockIdx.x * 2 * C + i] = sum;
    }
    if (gridDim.x == 1) {
        __syncthreads();
        return true;
    }
    __threadfence();
    __syncthreads();
    __shared__ bool isLast;
    if (threadIdx.x == 0)
        isLast = atomicInc(ticket, gridDim.x - 1) == gridDim.x - 1; // counts up to the number of blocks, then from 0
    __syncthreads();
    if (!isLast)
        return false;
    __threadfence();
    constexpr int groups = THREADS / (2 * C) > 0 ? THREADS / (2 * C) : 1;
    for (int i = threadIdx.x; i < groups * 2 * C; i += THREADS) {
        Sum sum = 0;
        for (int first = i / (2 * C); first < (int)gridDim.x; first += groups * 12) {
            Sum some[12];
#pragma unroll
            for (int k = 0; k < 12; ++k) {
                const int b = first + k * groups;
                some[k] = b < (int)gridDim.x ? __ldcg(partial + (i64)b * 2 * C + i % (2 * C)) : Sum(0);
            }
#pragma unroll
            for (int k = 0; k < 12; ++k)
                sum += some[k];
        }
        shared[i] = sum;
    }
    __syncthreads();
    for (int i = threadIdx.x; i < 2 * C; i += THREADS) {
        Sum sum = shared[i];
        for (int group = 1; group < groups; ++group)
            sum += shared[group * 2 * C + i];
        shared[i] = sum;
    }
    __syncthreads();
    return true;
}

// Around each channel's first number, so that no large ones cancel.
extern "C" __global__ void __launch_bounds__(THREADS)
    moments(const T* __restrict__ x, T* mean, T* inverse, Sum* partial, u32* ticket, i64 rows, double epsilon)
{
    __shared__ Sum shared[SHARED];
    const Place p = place();
    const Pack shift = *(const Pack*)(x + p.channel);
    const T origin = threadIdx.x < C ? x[threadIdx.x] : T(0);
    const bool last = sumUp(shared, partial, ticket, rows, p, [&](i64 r, bool isThere, T* s, T* q) {
        const Pack a = isThere ? *(const Pack*)(x + r * C + p.channel) : shift;
#pragma unroll
        for (int v = 0; v < V; ++v) {
            const T d = a.e[v] - shift.e[v];
            s[v] += d;
            q[v] += d * d;
        }
    });
    const int c = threadIdx.x;
    if (last && c < C) {
        const Sum s = shared[c] / (Sum)rows, q = shared[C + c] / (Sum)rows - s * s;
        mean[c] = (T)((Sum)origin + s);
        inverse[c] = (T)(Sum(1) / sqrt((q > 0 || q != q ? q : Sum(0)) + epsilon));
    }
}

// y = (x - mean) · inverse · scale + bias
extern "C" __global__ void __launch_bounds__(THREADS)
    apply(const T* x, const T* __restrict__ scale, const T* __restrict__ bias, const T* __restrict__ mean,
          const T* __restrict__ inverse, T* y, i64 rows)
{
    const Place p = place();
    if (!p.isReal)
        return;
    const Pack m = *(const Pack*)(mean + p.channel), f = *(const Pack*)(inverse + p.channel);
    const Pack w = *(const Pack*)(scale + p.channel), b = *(const Pack*)(bias + p.channel);
#pragma unroll 4
    for (i64 r = (i64)blockIdx.x * DEEP + p.row; r < rows; r += (i64)gridDim.x * DEEP) {
        Pack a = *(const Pack*)(x + r * C + p.channel);
#pragma unroll
        for (int v = 0; v < V; ++v)
            a.e[v] = (a.e[v] - m.e[v]) * f.e[v] * w.e[v] + b.e[v];
        *(Pack*)(y + r * C + p.channel) = a;
    }
}

// dBias = Σ dy, dScale = Σ dy · (x - mean) · inverse
extern "C" __global__ void __launch_bounds__(THREADS)
    products(const T* __restrict__ x, const T* __restrict__ mean, const T* __restrict__ inverse,
             const T* __restrict__ dy, T* dScale, T* dBias, Sum* partial, u32* ticket, i64 rows)
{
    __shared__ Sum shared[SHARED];
    const Place p = place();
    const Pack m = *(const Pack*)(mean + p.channel), f = *(const Pack*)(inverse + p.channel);
    const bool last = sumUp(shared, partial, ticket, rows, p, [&](i64 r, bool isThere, T* s, T* q) {
        const Pack a = isThere ? *(const Pack*)(x + r * C + p.channel) : m;
        const Pack d = isThere ? *(const Pack*)(dy + r * C + p.channel) : Pack {};
#pragma unroll
        for (int v = 0; v < V; ++v) {
            s[v] += d.e[v];
            q[v] += d.e[v] * ((a.e[v] - m.e[v]) * f.e[v]);
        }
    });
    const int c = threadIdx.x;
    if (last && c < C) {
        dBias[c] = (T)shared[c];
        dScale[c] = (T)shared[C + c];
    }
}

// dx = inverse · scale · (dy - mean of dy - normal · mean of dy · normal), where normal = (x - mean) · inverse
extern "C" __global__ void __launch_bounds__(THREADS)
    gradient(const T* x, const T* __restrict__ scale, const T* __restrict__ mean, const T* __restrict__ inverse,
             const T* dy, const T* __restrict__ dScale, const T* __restrict__ dBias, T* dx, i64 rows)
{
    const Place p = place();
    if (!p.isReal)
        return;
    const Pack m = *(const Pack*)(mean + p.channel), f = *(const Pack*)(inverse + p.channel);
    const Pack w = *(const Pack*)(scale + p.channel), s = *(const Pack*)(dBias + p.channel);
    const Pack q = *(const Pack*)(dScale + p.channel);
    const T each = T(1) / (T)rows;
#pragma unroll 4
    for (i64 r = (i64)blockIdx.x * DEEP + p.row; r < rows; r += (i64)gridDim.x * DEEP) {
        const Pack a = *(const Pack*)(x + r * C + p.channel);
        Pack d = *(const Pack*)(dy + r * C + p.channel);
#pragma unroll
        for (int v = 0; v < V; ++v) {
            const T normal = (a.e[v] - m.e[v]) * f.e[v];
            d.e[v] = f.e[v] * w.e[v] * ((d.e[v] - s.e[v] * each) - normal * (q.e[v] * each));
        }
        *(Pack*)(dx + r * C + p.channel) = d;
    }
}
