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
    return p;
}

// The part of the input that a window covers: sizes along the spatial axes, and the offsets of its first element in x
// and dx and of the window's result.
struct Window {
    std::array<int64_t, Shape::maxRank> sizes = {};
    int64_t elements = 1;
    int64_t x = 0;
    int64_t dx = 0;
    int64_t y = 0;
};

template <class Visit> void forWindows(const Pooling& p, int64_t plane, Visit&& visit)
{
    const Windows& w = p.windows;
    const int64_t n = plane / p.channels, channel = plane % p.channels;
    const Nest<2> outputs = w.outputRows();
    const int64_t count = w.output.elements();
    Walk<2> at(outputs, 0, 0);
    Window window;
    for (int64_t i = 0; i < count; ++i, at.next()) {
        window.elements = 1;
        window.x = n * p.x[0] + channel * p.x[1];
        window.dx = n * p.dx[0] + channel * p.dx[1];
        window.y = n * p.y[0] + channel * p.y[1] + at.offset();
        for (int axis = 0; axis < w.spatial; ++axis) {
            const int64_t start = w.inputAt(axis, at.index(axis), 0);
            const int64_t first = std::max<int64_t>(0, start);
            const int64_t end = std::min(w.input[axis], start + w.kernel[axis]);
            window.sizes[size_t(axis)] = std::max<int64_t>(0, end - first);
            window.elements *= window.sizes[size_t(axis)];
            window.x += first * p.x[axis + 2];
            window.dx += first * p.dx[axis + 2];
        }
        visit(window);
    }
}

// Calls body(x, dx), offsets, for each element of the window in row-major order.
template <class Body>
void forElements(const Pooling& p, const Window& window, int axis, int64_t x, int64_t dx, Body&& body)
{
    const int64_t size = window.sizes[size_t(axis)], stepX = p.x[axis + 2], stepDx = p.dx[axis + 2];
    for (int64_t i = 0; i < size; ++i) {
        if (axis + 1 == p.windows.spatial)
            body(x + i * stepX, dx + i * stepDx);
        else
            forElements(p, window, axis + 1, x + i * stepX, dx + i * stepDx, body);
    }
}

// Windows of a sample and a channel may overlap, so one task has the whole plane.
template <class Body> void forPlanes(const Pooling& p, Body&& body)
{
    const double cost = 4.0 * double(p.windows.output.elements()) * double(p.windows.kernel.elements());
    const int64_t planes = p.samples * p.channels, each = itemsPerTask(planes, cost);
    parallelFor(divideUp(planes, each), [&](int64_t task) {
        for (int64_t plane = task * each; plane < std::min(planes, (task + 1) * each); ++plane)
            body(plane);
    });
}

template <class T> void clearPlane(const Pooling& p, int64_t plane, T* dx)
{
    Nest<1> nest;
    for (int axis = 0; axis < p.windows.spatial; ++axis)
        nest.add(p.windows.input[axis], {p.dx[axis + 2]});
    dx += plane / p.channels * p.dx[0] + plane % p.channels * p.dx[1];
    const int64_t elements = nest.elements();
    Walk<1> at(nest, 0, 0);
    for (int64_t i = 0; i < elements; ++i, at.next())
        dx[at.offset()] = T(0);
}

// Where the greatest element lies; a NaN is greatest of all, and of equal ones the first.
struct Place {
    int64_t x = 0;
    int64_t dx = 0;
};

template <class T> Place greatest(const Pooling& p, const Window& window, const T* x)
{
    Place best = {window.x, window.dx};
    forElements(p, window, 0, window.x, window.dx, [&](int64_t at, int64_t atDx) {
        const T value = x[at], record = x[best.x];
        if (value > record || (value != value && record == record))
            best = {at, atDx};
    });
    return best;
}

template <class T> T divisor(const Pooling& p, const Window& window)
{
    return T(p.countPadding ? p.windows.kernel.elements() : std::max<int64_t>(1, window.elements));
}

template <class T> void average(const Pooling& p, const T* x, T* y)
{
    forPlanes(p, [&](int64_t plane) {
        forWindows(p, plane, [&](const Window& window) {
            T sum = 0;
            forElements(p, window, 0, window.x, window.dx, [&](int64_t at, int64_t) { sum += x[at]; });
            y[window.y] = sum / divisor<T>(p, window);
        });
    });
}

template <class T> void averageGradient(const Pooling& p, const T* dy, T* dx)
{
    forPlanes(p, [&](int64_t plane) {
        clearPlane(p, plane, dx);
        forWindows(p, plane, [&](const Window& window) {
            const T share = dy[window.y] / divisor<T>(p, window);
            forElements(p, window, 0, window.x, window.dx, [&](int64_t, int64_t at) { dx[at] += share; });
        });
    });
}

// A window that covers nothing but padding, as over an input of size 0, gives 0.
template <class T> void maximum(const Pooling& p, const T* x, T* y)
{
    forPlanes(p, [&](int64_t plane) {
        forWindows(p, plane, [&](const Window& window) {
            y[window.y] = window.elements == 0 ? T(0) : x[greatest(p, window, x).x];
        });
    });
}

template <class T> void maximumGradient(const Pooling& p, const T* x, const T* dy, T* dx)
{
    forPlanes(p, [&](int64_t plane) {
        clearPlane(p, plane, dx);
        forWindows(p, plane, [&](const Window& window) {
            if (window.elements != 0)
                dx[greatest(p, window, x).dx] += dy[window.y];
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
