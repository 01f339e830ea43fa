#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/simd/vector_functions.h"
#include "engine/ir/ops/ops.h"

#include <cmath>
#include <optional>
#include <vector>

// Normalisation over all axes but the channels, as in batch normalisation: one pass reads, one reads and writes.

namespace weft {

namespace {

// Either planes (samples × channels × inner) or, where a channel's elements do not lie together, columns (rows ×
// channels).
struct Channels {
    int64_t samples = 0, channels = 0, inner = 0;
    double epsilon = 0;
    bool inColumns = false;
    int64_t elements() const { return samples * inner; } // of a channel
    int64_t rows() const { return samples * inner; } // of the columns

    // Columns are worked on several rows at a time, as if there were that many times the channels.
    static constexpr int64_t longest = 2048;
    int64_t together() const { return std::max<int64_t>(1, 512 / channels); }
    int64_t width() const { return together() * channels; }
    static constexpr int64_t deep = 32; // rows of that width whose sums are kept in f32
    int64_t rowsEach() const
    {
        const int64_t block = together() * deep;
        return divideUp(itemsPerTask(rows(), 2 * double(channels)), block) * block;
    }
    int64_t tasks() const { return divideUp(rows(), rowsEach()); }
};

std::optional<Channels> channelsOf(const ValueInfo& x, const ValueInfo& scale, const NormAttrs& how)
{
    const int rank = x.shape.rank();
    if (rank < 2 || how.axes.rank() != rank - 1 || x.shape.elements() == 0 || scale.shape.elements() != x.shape[1])
        return std::nullopt;
    for (int axis = 0, i = 0; axis < rank; ++axis) {
        if (axis != 1 && how.axes[i++] != axis)
            return std::nullopt;
        if (axis != 1 && scale.shape[axis] != 1)
            return std::nullopt;
    }
    Channels c = {.samples = x.shape[0], .channels = x.shape[1], .epsilon = how.epsilon};
    c.inner = x.shape.elements() / (c.samples * c.channels);
    c.inColumns = x.layout == Layout::channelsLast || c.inner == 1;
    if (c.inColumns && c.channels > Channels::longest)
        return std::nullopt;
    return c;
}

// Mean and summed squares of the distances from it, of some elements; two such are joined as by Chan, Golub and LeVeque
// (1979), so that no large numbers cancel.
struct Moments {
    double count = 0, mean = 0, squares = 0;

    void join(const Moments& other)
    {
        const double all = count + other.count, distance = other.mean - mean;
        if (all == 0)
            return;
        mean += distance * (other.count / all);
        squares += other.squares + distance * distance * (count * other.count / all);
        count = all;
    }
};

Moments momentsOfRun(const VectorFunctions& simd, const float* x, int64_t count)
{
    Moments all;
    constexpr int64_t tile = 2048;
    for (int64_t start = 0; start < count; start += tile) {
        const int64_t length = std::min(tile, count - start);
        const double mean = simd.sum(x + start, length) / double(length), shift = mean - double(float(mean));
        const double squares = simd.squares(x + start, float(mean), length) - double(length) * shift * shift;
        all.join({double(length), mean, squares});
    }
    return all;
}

// The moments of every channel in rows [first, end) of the columns.
void momentsOfColumns(const Channels& c, const VectorFunctions& simd, const float* x, int64_t first, int64_t end,
                      Moments* all)
{
    float mean[Channels::longest], sums[Channels::longest];
    for (int64_t row = first; row < end; row += c.together() * Channels::deep) {
        const int64_t blockEnd = std::min(end, row + c.together() * Channels::deep);
        const double count = double(blockEnd - row);
        const auto fold = [&] { // what lies in one channel
            for (int64_t channel = 0; channel < c.channels; ++channel) {
                double total = 0;
                for (int64_t i = channel; i < c.width(); i += c.channels)
                    total += double(sums[i]);
                sums[channel] = float(total);
            }
        };
        const auto forRows = [&](auto&& body) {
            std::fill_n(sums, c.width(), 0.0f);
            for (int64_t r = row; r < blockEnd; r += c.together())
                body(x + r * c.channels, std::min(c.width(), (blockEnd - r) * c.channels));
            fold();
        };
        forRows([&](const float* run, int64_t length) {
            simd.scalar[int(ScalarFunction::add)](sums, sums, run, nullptr, length);
        });
        for (int64_t i = 0; i < c.width(); ++i)
            mean[i] = sums[i % c.channels] / float(count);
        forRows([&](const float* run, int64_t length) { simd.addSquares(sums, run, mean, length); });
        for (int64_t channel = 0; channel < c.channels; ++channel)
            all[channel].join({count, double(mean[channel]), double(sums[channel])});
    }
}

// One number a channel, repeated to the width of the columns.
void repeat(const Channels& c, float* values)
{
    for (int64_t i = c.channels; i < c.width(); ++i)
        values[i] = values[i - c.channels];
}

// Calls body(run, length) for the runs of whole rows of the columns that a task works on.
template <class Body> void forColumnRuns(const Channels& c, int64_t task, Body&& body)
{
    const int64_t end = std::min(c.rows(), (task + 1) * c.rowsEach());
    for (int64_t row = task * c.rowsEach(); row < end; row += c.together())
        body(row * c.channels, std::min(c.width(), (end - row) * c.channels));
}

struct Forward {
    Channels c;
    const float *x, *scale, *bias;
    float *y, *mean, *inverse;

    void finish(int64_t channel, const Moments& moments) const
    {
        mean[channel] = float(moments.mean);
        inverse[channel] = float(1 / std::sqrt(moments.squares / moments.count + c.epsilon));
    }

    void runPlanes() const
    {
        parallelFor(c.channels, [&](int64_t channel) {
            const VectorFunctions& simd = vectorFunctions();
            Moments all;
            for (int64_t n = 0; n < c.samples; ++n)
                all.join(momentsOfRun(simd, x + (n * c.channels + channel) * c.inner, c.inner));
            finish(channel, all);
            for (int64_t n = 0; n < c.samples; ++n) {
                const int64_t at = (n * c.channels + channel) * c.inner;
                simd.affine(y + at, x + at, mean[channel], inverse[channel] * scale[channel], bias[channel], c.inner);
            }
        });
    }

    void runColumns(Moments* partial) const
    {
        std::fill_n(partial, c.tasks() * c.channels, Moments());
        parallelFor(c.tasks(), [&](int64_t task) {
            momentsOfColumns(c, vectorFunctions(), x, task * c.rowsEach(),
                             std::min(c.rows(), (task + 1) * c.rowsEach()), partial + task * c.channels);
        });
        for (int64_t channel = 0; channel < c.channels; ++channel) {
            Moments all;
            for (int64_t task = 0; task < c.tasks(); ++task)
                all.join(partial[task * c.channels + channel]);
            finish(channel, all);
        }
        float centre[Channels::longest], factor[Channels::longest], offset[Channels::longest];
        for (int64_t channel = 0; channel < c.channels; ++channel) {
            centre[channel] = mean[channel];
            factor[channel] = inverse[channel] * scale[channel];
            offset[channel] = bias[channel];
        }
        for (float* values : {centre, factor, offset})
            repeat(c, values);
        parallelFor(c.tasks(), [&](int64_t task) {
            forColumnRuns(c, task, [&](int64_t at, int64_t length) {
                vectorFunctions().affineColumns(y + at, x + at, centre, factor, offset, length);
            });
        });
    }
};

// dx = inverse · scale · (dy - mean of dy - normal · mean of dy · normal), where normal = (x - mean) · inverse.
struct Backward {
    Channels c;
    const float *x, *scale, *mean, *inverse, *dy;
    float *dx, *dScale, *dBias;

    struct Sums {
        double dy = 0, product = 0; // of dy · (x - mean)
    };
    struct Factors {
        float dy, x, constant;
    };

    Factors finish(int64_t channel, const Sums& sums) const
    {
        const double wide = double(inverse[channel]), count = double(c.elements());
        const double factor = wide * double(scale[channel]);
        dScale[channel] = float(sums.product * wide);
        dBias[channel] = float(sums.dy);
        return {float(factor), float(-factor * wide * wide * sums.product / count), float(-factor * sums.dy / count)};
    }

    void runPlanes() const
    {
        parallelFor(c.channels, [&](int64_t channel) {
            const VectorFunctions& simd = vectorFunctions();
            Sums sums;
            constexpr int64_t tile = 2048;
            for (int64_t n = 0; n < c.samples; ++n) {
                const int64_t plane = (n * c.channels + channel) * c.inner;
                for (int64_t i = 0; i < c.inner; i += tile) {
                    const int64_t length = std::min(tile, c.inner - i);
                    sums.dy += simd.sum(dy + plane + i, length);
                    sums.product += simd.products(x + plane + i, mean[channel], dy + plane + i, length);
                }
            }
            const Factors f = finish(channel, sums);
            for (int64_t n = 0; n < c.samples; ++n) {
                const int64_t at = (n * c.channels + channel) * c.inner;
                simd.blend(dx + at, x + at, mean[channel], dy + at, f.dy, f.x, f.constant, c.inner);
            }
        });
    }

    void sumColumns(int64_t task, const float* centre, Sums* all) const
    {
        const VectorFunctions& simd = vectorFunctions();
        float plain[Channels::longest] = {}, product[Channels::longest] = {};
        const auto fold = [&] {
            for (int64_t i = 0; i < c.width(); ++i) {
                all[i % c.channels].dy += double(plain[i]);
                all[i % c.channels].product += double(product[i]);
            }
            std::fill_n(plain, c.width(), 0.0f);
            std::fill_n(product, c.width(), 0.0f);
        };
        int64_t depth = 0;
        forColumnRuns(c, task, [&](int64_t at, int64_t length) {
            simd.scalar[int(ScalarFunction::add)](plain, plain, dy + at, nullptr, length);
            simd.addProducts(product, x + at, centre, dy + at, length);
            if (++depth % Channels::deep == 0)
                fold();
        });
        fold();
    }

    void runColumns(Sums* partial) const
    {
        float centre[Channels::longest], a[Channels::longest], b[Channels::longest], constant[Channels::longest];
        std::copy_n(mean, c.channels, centre);
        repeat(c, centre);
        std::fill_n(partial, c.tasks() * c.channels, Sums());
        parallelFor(c.tasks(), [&](int64_t task) { sumColumns(task, centre, partial + task * c.channels); });
        for (int64_t channel = 0; channel < c.channels; ++channel) {
            Sums all;
            for (int64_t task = 0; task < c.tasks(); ++task) {
                all.dy += partial[task * c.channels + channel].dy;
                all.product += partial[task * c.channels + channel].product;
            }
            const Factors f = finish(channel, all);
            a[channel] = f.dy;
            b[channel] = f.x;
            constant[channel] = f.constant;
        }
        for (float* values : {a, b, constant})
            repeat(c, values);
        parallelFor(c.tasks(), [&](int64_t task) {
            forColumnRuns(c, task, [&](int64_t at, int64_t length) {
                vectorFunctions().blendColumns(dx + at, x + at, centre, dy + at, a, b, constant, length);
            });
        });
    }
};

} // namespace

std::unique_ptr<Kernel> prepareChannelNorm(const Node& node, const Program& program)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const bool isGradient = node.op == &normGradientOp;
    const auto channels = channelsOf(x, operandInfo(node, program, 1), std::get<NormAttrs>(node.attrs));
    if (!channels || y.layout != x.layout || (isGradient && operandInfo(node, program, 4).layout != x.layout))
        return nullptr;
    const Channels c = *channels;
    const size_t partials = c.inColumns ? size_t(c.tasks() * c.channels) : 0;
    if (isGradient)
        return makeKernel(
            [c](auto in, auto out, std::byte* workspace) {
                const Backward run = {c,
                                      as<float>(in[0]),
                                      as<float>(in[1]),
                                      as<float>(in[2]),
                                      as<float>(in[3]),
                                      as<float>(in[4]),
                                      as<float>(out[0]),
                                      as<float>(out[1]),
                                      as<float>(out[2])};
                c.inColumns ? run.runColumns(as<Backward::Sums>(workspace)) : run.runPlanes();
            },
            partials * sizeof(Backward::Sums));
    return makeKernel(
        [c](auto in, auto out, std::byte* workspace) {
            const Forward run = {c,
                                 as<float>(in[0]),
                                 as<float>(in[1]),
                                 as<float>(in[2]),
                                 as<float>(out[0]),
                                 as<float>(out[1]),
                                 as<float>(out[2])};
            c.inColumns ? run.runColumns(as<Moments>(workspace)) : run.runPlanes();
        },
        partials * sizeof(Moments));
}

} // namespace weft
