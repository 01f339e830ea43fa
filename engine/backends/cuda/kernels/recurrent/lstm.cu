// Samples do not see each other, so a block takes one sample through the whole sequence, with its state in shared
// memory. Bound by reading the recurrent weights from the L2 cache once a step and block.
__device__ __forceinline__ T squash(T x)
{
    return T(1) / (T(1) + exp(-x));
}

extern "C" __global__ void __launch_bounds__(512) forward(const T* projected, const T* recurrent, const T* h0, const T* c0,
                                                          T* h, T* c, T* gates, i64 samples, i64 length, i64 units)
{
    extern __shared__ double memory[];
    T* state = (T*)memory; // units
    T* cell = state + units; // units
    T* g = cell + units; // 4 · units
    const int n = (int)units;
    for (i64 sample = blockIdx.x; sample < samples; sample += gridDim.x) {
        for (int j = threadIdx.x; j < n; j += blockDim.x) {
            state[j] = h0[sample * n + j];
            cell[j] = c0[sample * n + j];
        }
        __syncthreads();
        for (i64 t = 0; t < length; ++t) {
            const i64 at = sample * length + t;
            for (int j = threadIdx.x; j < 4 * n; j += blockDim.x) {
                T sum = projected[at * 4 * n + j];
#pragma unroll 8
                for (int k = 0; k < n; ++k)
                    sum += state[k] * recurrent[(i64)k * 4 * n + j];
                sum = j / n == 2 ? tanh(sum) : squash(sum);
                g[j] = sum;
                gates[at * 4 * n + j] = sum;
            }
            __syncthreads();
            for (int j = threadIdx.x; j < n; j += blockDim.x) {
                cell[j] = g[n + j] * cell[j] + g[j] * g[2 * n + j];
                state[j] = g[3 * n + j] * tanh(cell[j]);
                c[at * n + j] = cell[j];
                h[at * n + j] = state[j];
            }
            __syncthreads();
        }
    }
}

extern "C" __global__ void __launch_bounds__(512)
    backward(const T* recurrent, const T* c0, const T* c, const T* gates, const T* dh, const T* dc, T* dProjected, T* dh0,
             T* dc0, i64 samples, i64 length, i64 units)
{
    extern __shared__ double memory[];
    T* dState = (T*)memory; // units
    T* dCell = dState + units; // units
    T* d = dCell + units; // 4 · units
    const int n = (int)units, lane = threadIdx.x % 32, warp = threadIdx.x / 32, warps = blockDim.x / 32;
    for (i64 sample = blockIdx.x; sample < samples; sample += gridDim.x) {
        for (int j = threadIdx.x; j < n; j += blockDim.x)
            dState[j] = dCell[j] = T(0);
        __syncthreads();
        for (i64 t = length - 1; t >= 0; --t) {
            const i64 at = sample * length + t;
            for (int j = threadIdx.x; j < n; j += blockDim.x) {
                const T* g = gates + at * 4 * n;
                const T input = g[j], forget = g[n + j], candidate = g[2 * n + j], output = g[3 * n + j];
                const T before = t == 0 ? c0[sample * n + j] : c[(at - 1) * n + j];
                const T squashed = tanh(c[at * n + j]);
                const T dH = dh[at * n + j] + dState[j];
                const T dC = dc[at * n + j] + dCell[j] + dH * output * (T(1) - squashed * squashed);
                d[j] = dC * candidate * input * (T(1) - input);
                d[n + j] = dC * before * forget * (T(1) - forget);
                d[2 * n + j] = dC * input * (T(1) - candidate * candidate);
                d[3 * n + j] = dH * squashed * output * (T(1) - output);
                dCell[j] = dC * forget;
            }
            __syncthreads();
            for (int j = threadIdx.x; j < 4 * n; j += blockDim.x)
                dProjected[at * 4 * n + j] = d[j];
            for (int k = warp; k < n; k += warps) {
                T sum = 0;
                for (int j = lane; j < 4 * n; j += 32)
                    sum += d[j] * recurrent[(i64)k * 4 * n + j];
                for (int step = 16; step > 0; step /= 2)
                    sum += __shfl_down_sync(0xffffffffu, sum, step);
                if (lane == 0)
                    dState[k] = sum;
            }
            __syncthreads();
        }
        for (int j = threadIdx.x; j < n; j += blockDim.x) {
            dh0[sample * n + j] = dState[j];
            dc0[sample * n + j] = dCell[j];
        }
        __syncthreads();
    }
}
