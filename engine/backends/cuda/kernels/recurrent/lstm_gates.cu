// The gates of one time step of an LSTM, after the product with the recurrent weights; one thread a unit of a sample.
// Bound by memory: each number is read and written once. T is the type of all tensors; pitches are elements from a
// sample to the next. Compiled with T defined.

__device__ float exponential(float x)
{
    return expf(x);
}
__device__ double exponential(double x)
{
    return exp(x);
}
__device__ float hyperbolicTangent(float x)
{
    return tanhf(x);
}
__device__ double hyperbolicTangent(double x)
{
    return tanh(x);
}
__device__ T sigmoid(T x)
{
    return T(1) / (T(1) + exponential(-x));
}

extern "C" __global__ void forward(i64 samples, i64 units, i64 length, T* gates, const T* cellBefore,
                                i64 cellBeforePitch, T* cell, T* h)
{
    for (i64 i = firstItem(); i < samples * units; i += itemStep()) {
        const i64 sample = i / units, j = i % units;
        T* g = gates + sample * length * 4 * units;
        const T input = sigmoid(g[j]), forget = sigmoid(g[units + j]);
        const T candidate = hyperbolicTangent(g[2 * units + j]), output = sigmoid(g[3 * units + j]);
        g[j] = input;
        g[units + j] = forget;
        g[2 * units + j] = candidate;
        g[3 * units + j] = output;
        const T c = forget * cellBefore[sample * cellBeforePitch + j] + input * candidate;
        cell[sample * length * units + j] = c;
        h[sample * length * units + j] = output * hyperbolicTangent(c);
    }
}

// dState and dCell carry the gradients of the state and the cell from step to step; at the last step nothing came yet.
extern "C" __global__ void backward(i64 samples, i64 units, i64 length, int isLast,
                                         const T* gates, const T* cellBefore, i64 cellBeforePitch, const T* cell,
                                         const T* dh, const T* dc, T* dProjected, const T* dState, T* dCell)
{
    for (i64 i = firstItem(); i < samples * units; i += itemStep()) {
        const i64 sample = i / units, j = i % units;
        const T* g = gates + sample * length * 4 * units;
        T* d = dProjected + sample * length * 4 * units;
        const i64 at = sample * length * units + j;
        const T input = g[j], forget = g[units + j], candidate = g[2 * units + j], output = g[3 * units + j];
        const T squashed = hyperbolicTangent(cell[at]);
        const T dH = dh[at] + (isLast ? T(0) : dState[i]);
        const T dC = dc[at] + (isLast ? T(0) : dCell[i]) + dH * output * (1 - squashed * squashed);
        d[j] = dC * candidate * input * (1 - input);
        d[units + j] = dC * cellBefore[sample * cellBeforePitch + j] * forget * (1 - forget);
        d[2 * units + j] = dC * input * (1 - candidate * candidate);
        d[3 * units + j] = dH * squashed * output * (1 - output);
        dCell[i] = dC * forget;
    }
}
