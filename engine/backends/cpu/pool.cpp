#include "engine/backends/cpu/chain/tile_functions.h"
#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/windows.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

struct Pooling {
    Windows windows;
    int64_t samples = 0, channels = 0;
    Shape x, dx, y; // strides; dx may lie in another order than x
    bool countPadding = false;
    bool acrossChannels = false; // what the lanes are
};

Pooling poolingOf(const PoolAttrs& how, const ValueInfo& x, const ValueInfo& dx, const ValueInfo& y)
{
    Pooling p;
    Shape ones = how.kernel;
    for (int i = 0; i < ones.rank(); ++i)
        ones[i] = 1;
    p.windows = {.spatial = x.shape.rank() - 2,
                 .input = spatialOf(x.shape),
                 .output = spatialOf(y.shape),
                 .kernel = how.kernel,
                 .stride = how.stride,
                 .pad = how.padLow,
                 .dilation = ones,
                 .inputStrides = spatialOf(stridesOf(x)),
                 .outputStrides = spatialOf(stridesOf(y))};
    p.samples = x.shape[0];
    p.channels = x.shape[1];
    p.x = stridesOf(x);
    p.dx = stridesOf(dx);
    p.y = stridesOf(y);
    p.countPadding = how.countPadding;
    p.acrossChannels = x.layout == Layout::channelsLast;
    return p;
}

// Several windows at once, one a lane: neighbours along the last axis, or, where they lie together, one window's
// channels. Offsets of the first lane and steps from lane to lane.
constexpr int64_t mostLanes = 256;

struct Lanes {
    int64_t count = 0;
    int64_t y = 0, stepY = 0;
    int64_t stepX = 0, stepDx = 0;
    int64_t x = 0, dx = 0; // where sample and channel begin
    std::array<int64_t, Shape::maxRank> at = {}; // the first window's position
};

// Calls body(x, dx, first, end) for each element of the windows, in row-major order: lane j of first … end - 1 has
// its at x + j · stepX; in the other lanes it lies outside.
template <class Body> void forTaps(const Pooling& p, const Lanes& lanes, int axis, int64_t x, int64_t dx, Body&& body)
{
    const Windows& w = p.windows;
    const bool isLast = axis + 1 == w.spatial;
    for (int64_t tap = 0; tap < w.kernel[axis]; ++tap) {
        const int64_t at = w.inputAt(axis, lanes.at[size_t(axis)], tap);
        const int64_t nextX = x + at * p.x[axis + 2], nextDx = dx + at * p.dx[axis + 2];
        if (isLast && !p.acrossChannels) {
            const auto [begin, finish] = w.inside(axis, tap);
            const int64_t first = std::max<int64_t>(0, begin - lanes.at[size_t(axis)]);
            const int64_t end = std::min(lanes.count, finish - lanes.at[size_t(axis)]);
            if (first < end)
                body(nextX, nextDx, first, end);
        } else if (at >= 0 && at < w.input[axis]) {
            if (isLast)
                body(nextX, nextDx, int64_t(0), lanes.count);
            else
                forTaps(p, lanes, axis + 1, nextX, nextDx, body);
        }
    }
}

// Calls body(lanes, taps) for all windows of a task: of one sample, and of one channel or of some of them.
template <class Body> void forLanes(const Pooling& p, int64_t task, Body&& body)
{
    const Windows& w = p.windows;
    const int last = w.spatial - 1;
    const int64_t blocks = p.acrossChannels ? divideUp(p.channels, mostLanes) : p.channels;
    const int64_t n = task / blocks, channel = task % blocks * (p.acrossChannels ? mostLanes : 1);
    Lanes lanes;
    lanes.x = n * p.x[0] + channel * p.x[1];
    lanes.dx = n * p.dx[0] + channel * p.dx[1];
    lanes.stepY = p.acrossChannels ? p.y[1] : p.y[last + 2];
    lanes.stepX = p.acrossChannels ? p.x[1] : w.stride[last] * p.x[last + 2];
    lanes.stepDx = p.acrossChannels ? p.dx[1] : w.stride[last] * p.dx[last + 2];
    const int64_t along = p.acrossChannels ? 1 : mostLanes;
    const Nest<2> outputs = w.outputRows();
    const int64_t rows = w.output.elements() / std::max<int64_t>(1, w.output[last]);
    Walk<2> row(outputs, 1, 0);
    for (int64_t i = 0; i < rows; ++i, row.next()) {
        for (int axis = 0; axis < last; ++axis)
            lanes.at[size_t(axis)] = row.index(axis);
        for (int64_t at = 0; at < w.output[last]; at += along) {
            lanes.at[size_t(last)] = at;
            lanes.count = std::min(mostLanes, p.acrossChannels ? p.channels - channel : w.output[last] - at);
            lanes.y = n * p.y[0] + channel * p.y[1] + row.offset() + at * p.y[last + 2];
            body(lanes);
        }
    }
}

// Windows of a sample and a channel may overlap, so one task has all of them.
template <class Body> void forTasks(const Pooling& p, Body&& body)
{
    const int64_t blocks = p.acrossChannels ? divideUp(p.channels, mostLanes) : p.channels, tasks = p.samples * blocks;
    const double channels = p.acrossChannels ? double(std::min(mostLanes, p.channels)) : 1;
    const double cost = channels * double(p.windows.output.elements()) * double(p.windows.kernel.elements());
    const int64_t each = itemsPerTask(tasks, cost);
    parallelFor(divideUp(tasks, each), [&](int64_t group) {
        for (int64_t task = group * each; task < std::min(tasks, (group + 1) * each); ++task)
            body(task);
    });
}

template <class T> void clear(const Pooling& p, int64_t task, T* dx)
{
    const int64_t blocks = p.acrossChannels ? divideUp(p.channels, mostLanes) : p.channels;
    const int64_t n = task / blocks, channel = task % blocks * (p.acrossChannels ? mostLanes : 1);
    Nest<1> nest;
    for (int axis = 0; axis < p.windows.spatial; ++axis)
        nest.add(p.windows.input[axis], {p.dx[axis + 2]});
    if (p.acrossChannels)
        nest.add(std::min(mostLanes, p.channels - channel), {p.dx[1]});
    const int64_t inner = nest.innerSize(), step = nest.innerStride(0), rows = inner == 0 ? 0 : nest.elements() / inner;
    Walk<1> at(nest, 1, 0);
    for (int64_t i = 0; i < rows; ++i, at.next()) {
        T* row = dx + n * p.dx[0] + channel * p.dx[1] + at.offset();
        for (int64_t j = 0; j < inner; ++j)
            row[j * step] = T(0);
    }
}

// The greatest element of each lane's window; a NaN is greatest of all. A window that covers nothing but padding, as
// over an input of size 0, gives 0.
template <class T> void greatestOf(const Pooling& p, const Lanes& lanes, const T* x, T* greatest)
{
    std::fill_n(greatest, lanes.count, p.windows.input.elements() == 0 ? T(0) : least<T>());
    forTaps(p, lanes, 0, lanes.x, lanes.dx, [&](int64_t at, int64_t, int64_t first, int64_t end) {
        for (int64_t j = first; j < end; ++j)
            greatest[j] = greater(greatest[j], x[at + j * lanes.stepX]);
    });
}

// How many elements each lane's average has.
template <class T> void divisorsOf(const Pooling& p, const Lanes& lanes, T* divisors)
{
    std::fill_n(divisors, lanes.count, p.countPadding ? T(p.windows.kernel.elements()) : T(0));
    if (p.countPadding)
        return;
    forTaps(p, lanes, 0, lanes.x, lanes.dx, [&](int64_t, int64_t, int64_t first, int64_t end) {
        for (int64_t j = first; j < end; ++j)
            divisors[j] += T(1);
    });
    for (int64_t j = 0; j < lanes.count; ++j)
        divisors[j] = std::max(divisors[j], T(1));
}

template <class T> void maximum(const Pooling& p, const T* x, T* y)
{
    forTasks(p, [&](int64_t task) {
        forLanes(p, task, [&](const Lanes& lanes) {
            T greatest[mostLanes];
            greatestOf(p, lanes, x, greatest);
            for (int64_t j = 0; j < lanes.count; ++j)
                y[lanes.y + j * lanes.stepY] = greatest[j];
        });
    });
}

// Of equal greatest elements the first has the gradient; then nothing is left of it.
template <class T> void maximumGradient(const Pooling& p, const T* x, const T* dy, T* dx)
{
    forTasks(p, [&](int64_t task) {
        clear(p, task, dx);
        forLanes(p, task, [&](const Lanes& lanes) {
            T greatest[mostLanes], left[mostLanes];
            greatestOf(p, lanes, x, greatest);
            for (int64_t j = 0; j < lanes.count; ++j)
                left[j] = dy[lanes.y + j * lanes.stepY];
            forTaps(p, lanes, 0, lanes.x, lanes.dx, [&](int64_t at, int64_t atDx, int64_t first, int64_t end) {
                for (int64_t j = first; j < end; ++j) {
                    const T value = x[at + j * lanes.stepX];
                    const bool isGreatest = (value == greatest[j]) | ((value != value) & (greatest[j] != greatest[j]));
                    dx[atDx + j * lanes.stepDx] += isGreatest ? left[j] : T(0);
                    left[j] = isGreatest ? T(0) : left[j];
                }
            });
        });
    });
}

template <class T> void average(const Pooling& p, const T* x, T* y)
{
    forTasks(p, [&](int64_t task) {
        forLanes(p, task, [&](const Lanes& lanes) {
            T sums[mostLanes] = {}, divisors[mostLanes];
            divisorsOf(p, lanes, divisors);
            forTaps(p, lanes, 0, lanes.x, lanes.dx, [&](int64_t at, int64_t, int64_t first, int64_t end) {
                for (int64_t j = first; j < end; ++j)
                    sums[j] += x[at + j * lanes.stepX];
            });
            for (int64_t j = 0; j < lanes.count; ++j)
                y[lanes.y + j * lanes.stepY] = sums[j] / divisors[j];
        });
    });
}

template <class T> void averageGradient(const Pooling& p, const T* dy, T* dx)
{
    forTasks(p, [&](int64_t task) {
        clear(p, task, dx);
        forLanes(p, task, [&](const Lanes& lanes) {
            T shares[mostLanes], divisors[mostLanes];
            divisorsOf(p, lanes, divisors);
            for (int64_t j = 0; j < lanes.count; ++j)
                shares[j] = dy[lanes.y + j * lanes.stepY] / divisors[j];
            forTaps(p, lanes, 0, lanes.x, lanes.dx, [&](int64_t, int64_t at, int64_t first, int64_t end) {
                for (int64_t j = first; j < end; ++j)
                    dx[at + j * lanes.stepDx] += shares[j];
            });
        });
    });
}

} // namespace

std::unique_ptr<Kernel> preparePool(const Node& node, const Program& program)
{
    const auto& how = std::get<PoolAttrs>(node.attrs);
    const ValueInfo &first = operandInfo(node, program, 0), &result = resultInfo(node, program);
    return withFloat(result.dtype, [&]<class T>() -> std::unique_ptr<Kernel> {
        if (node.op == &maxPoolOp)
            return makeKernel([p = poolingOf(how, first, first, result)](auto in, auto out, std::byte*) {
                maximum(p, as<T>(in[0]), as<T>(out[0]));
            });
        if (node.op == &avgPoolOp)
            return makeKernel([p = poolingOf(how, first, first, result)](auto in, auto out, std::byte*) {
                average(p, as<T>(in[0]), as<T>(out[0]));
            });
        if (node.op == &avgPoolGradientOp)
            return makeKernel([p = poolingOf(how, result, result, first)](auto in, auto out, std::byte*) {
                averageGradient(p, as<T>(in[0]), as<T>(out[0]));
            });
        const ValueInfo& dy = operandInfo(node, program, 2);
        return makeKernel([p = poolingOf(how, first, result, dy)](auto in, auto out, std::byte*) {
            maximumGradient(p, as<T>(in[0]), as<T>(in[2]), as<T>(out[0]));
        });
    });
}

} // namespace weft
