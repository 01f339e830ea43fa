#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"

#include <cmath>

namespace weft {

namespace {

// Samples do not see each other, so a task takes some of them through the whole sequence. All tensors are row-major.
struct Sequence {
    int64_t samples = 0, length = 0, units = 0;
    int64_t each() const { return itemsPerTask(samples, 8.0 * double(length) * double(units) * double(units + 8)); }
    int64_t tasks() const { return samples == 0 ? 0 : divideUp(samples, each()); }
};

template <class T> T sigmoid(T x)
{
    return T(1) / (T(1) + std::exp(-x));
}

template <class T> struct Forward {
    Sequence s;
    const T* projected;
    const T* recurrent;
    const T* h0;
    const T* c0;
    T* h;
    T* c;
    T* gates;

    void step(int64_t sample, int64_t t) const
    {
        const int64_t n = s.units, at = sample * s.length + t;
        const T* before = t == 0 ? h0 + sample * n : h + (at - 1) * n;
        const T* cellBefore = t == 0 ? c0 + sample * n : c + (at - 1) * n;
        T* g = gates + at * 4 * n;
        std::copy_n(projected + at * 4 * n, 4 * n, g);
        for (int64_t k = 0; k < n; ++k) {
            const T* weights = recurrent + k * 4 * n;
            for (int64_t j = 0; j < 4 * n; ++j)
                g[j] += before[k] * weights[j];
        }
        for (int64_t j = 0; j < n; ++j) {
            g[j] = sigmoid(g[j]);
            g[n + j] = sigmoid(g[n + j]);
            g[2 * n + j] = std::tanh(g[2 * n + j]);
            g[3 * n + j] = sigmoid(g[3 * n + j]);
            const T cell = g[n + j] * cellBefore[j] + g[j] * g[2 * n + j];
            c[at * n + j] = cell;
            h[at * n + j] = g[3 * n + j] * std::tanh(cell);
        }
    }

    void run() const
    {
        parallelFor(s.tasks(), [&](int64_t task) {
            const int64_t first = task * s.each(), end = std::min(s.samples, first + s.each());
            for (int64_t t = 0; t < s.length; ++t) {
                for (int64_t sample = first; sample < end; ++sample)
                    step(sample, t);
            }
        });
    }
};

template <class T> struct Backward {
    Sequence s;
    const T* recurrent;
    const T* c0;
    const T* c;
    const T* gates;
    const T* dh;
    const T* dc;
    T* dProjected;
    T* dh0; // carries the gradient of the state from step to step, until it is that of the first
    T* dc0;

    void step(int64_t sample, int64_t t) const
    {
        const int64_t n = s.units, at = sample * s.length + t;
        const T* g = gates + at * 4 * n;
        const T* cellBefore = t == 0 ? c0 + sample * n : c + (at - 1) * n;
        T* d = dProjected + at * 4 * n;
        T* dState = dh0 + sample * n;
        T* dCell = dc0 + sample * n;
        for (int64_t j = 0; j < n; ++j) {
            const T input = g[j], forget = g[n + j], cell = g[2 * n + j], output = g[3 * n + j];
            const T squashed = std::tanh(c[at * n + j]);
            const T dH = dh[at * n + j] + dState[j];
            const T dC = dc[at * n + j] + dCell[j] + dH * output * (1 - squashed * squashed);
            d[j] = dC * cell * input * (1 - input);
            d[n + j] = dC * cellBefore[j] * forget * (1 - forget);
            d[2 * n + j] = dC * input * (1 - cell * cell);
            d[3 * n + j] = dH * squashed * output * (1 - output);
            dCell[j] = dC * forget;
        }
        for (int64_t k = 0; k < n; ++k) {
            const T* weights = recurrent + k * 4 * n;
            T sum = 0;
            for (int64_t j = 0; j < 4 * n; ++j)
                sum += d[j] * weights[j];
            dState[k] = sum;
        }
    }

    void run() const
    {
        parallelFor(s.tasks(), [&](int64_t task) {
            const int64_t first = task * s.each(), end = std::min(s.samples, first + s.each());
            std::fill(dh0 + first * s.units, dh0 + end * s.units, T(0));
            std::fill(dc0 + first * s.units, dc0 + end * s.units, T(0));
            for (int64_t t = s.length - 1; t >= 0; --t) {
                for (int64_t sample = first; sample < end; ++sample)
                    step(sample, t);
            }
        });
    }
};

Sequence sequenceOf(const Shape& gates)
{
    return {.samples = gates[0], .length = gates[1], .units = gates[2] / 4};
}

} // namespace

std::unique_ptr<Kernel> prepareLstm(const Node& node, const Program& program)
{
    const ValueInfo& projected = operandInfo(node, program, 0);
    return withFloat(projected.dtype, [&]<class T>() {
        return makeKernel([s = sequenceOf(projected.shape)](auto in, auto out, std::byte*) {
            Forward<T> {
                s, as<T>(in[0]), as<T>(in[1]), as<T>(in[2]), as<T>(in[3]), as<T>(out[0]), as<T>(out[1]), as<T>(out[2])}
                .run();
        });
    });
}

std::unique_ptr<Kernel> prepareLstmGradient(const Node& node, const Program& program)
{
    const ValueInfo& gates = operandInfo(node, program, 3);
    return withFloat(gates.dtype, [&]<class T>() {
        return makeKernel([s = sequenceOf(gates.shape)](auto in, auto out, std::byte*) {
            Backward<T> {s,
                         as<T>(in[0]),
                         as<T>(in[1]),
                         as<T>(in[2]),
                         as<T>(in[3]),
                         as<T>(in[4]),
                         as<T>(in[5]),
                         as<T>(out[0]),
                         as<T>(out[1]),
                         as<T>(out[2])}
                .run();
        });
    });
}

} // namespace weft
