#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/windows.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

struct Convolution {
    Windows windows;
    int64_t samples = 0, channels = 0, filters = 0, groups = 1;
    Shape x, y, filter; // strides
    int64_t taps() const { return windows.kernel.elements(); }
    int64_t channelsEach() const { return channels / groups; } // of a group
    int64_t filtersEach() const { return filters / groups; }
};

Convolution convolutionOf(const ConvAttrs& how, const ValueInfo& x, const ValueInfo& filter, const ValueInfo& y)
{
    Convolution c;
    c.windows = {.spatial = x.shape.rank() - 2,
                 .input = spatialOf(x.shape),
                 .output = spatialOf(y.shape),
                 .kernel = spatialOf(filter.shape),
                 .stride = how.stride,
                 .pad = how.padLow,
                 .dilation = how.dilation,
                 .inputStrides = spatialOf(stridesOf(x)),
                 .outputStrides = spatialOf(stridesOf(y))};
    c.samples = x.shape[0];
    c.channels = x.shape[1];
    c.filters = y.shape[1];
    c.groups = how.groups;
    c.x = stridesOf(x);
    c.y = stridesOf(y);
    c.filter = stridesOf(filter);
    return c;
}

// Calls visit(x, y, f, count, stepX, stepY): rows of windows of one sample, channel and filter, with the offsets of
// the input, the output and the weight that joins them, for all taps. A row runs along the last axis, inside the input.
template <class Visit> void forRows(const Convolution& c, Visit&& visit)
{
    const Windows& w = c.windows;
    const int last = w.spatial - 1;
    const Nest<2> rows = w.outputRows(), taps = w.taps();
    const int64_t rowCount = w.output.elements() / std::max<int64_t>(1, w.output[last]);
    const int64_t stepX = w.stride[last] * w.inputStrides[last], stepY = w.outputStrides[last];
    Walk<2> tap(taps, 0, 0);
    for (int64_t t = 0; t < c.taps(); ++t, tap.next()) {
        int64_t f = 0;
        for (int axis = 0; axis < w.spatial; ++axis)
            f += tap.index(axis) * c.filter[axis + 2];
        const auto [first, end] = w.inside(last, tap.index(last));
        if (first == end)
            continue;
        Walk<2> row(rows, 1, 0);
        for (int64_t r = 0; r < rowCount; ++r, row.next()) {
            int64_t x = w.inputAt(last, first, tap.index(last)) * w.inputStrides[last];
            bool inside = true;
            for (int axis = 0; axis < last; ++axis) {
                const int64_t at = w.inputAt(axis, row.index(axis), tap.index(axis));
                inside = inside && at >= 0 && at < w.input[axis];
                x += at * w.inputStrides[axis];
            }
            if (inside)
                visit(x, row.offset() + first * stepY, f, end - first, stepX, stepY);
        }
    }
}

template <class T> void fillPlane(const Shape& sizes, const Shape& strides, T* plane)
{
    Nest<1> nest;
    for (int i = 0; i < sizes.rank(); ++i)
        nest.add(sizes[i], {strides[i]});
    const int64_t elements = nest.elements();
    Walk<1> at(nest, 0, 0);
    for (int64_t i = 0; i < elements; ++i, at.next())
        plane[at.offset()] = T(0);
}

template <class T> void forward(const Convolution& c, const T* x, const T* filter, T* y)
{
    const double cost = double(c.windows.output.elements()) * double(c.taps()) * double(c.channelsEach());
    const int64_t items = c.samples * c.filters, each = itemsPerTask(items, cost);
    parallelFor(divideUp(items, each), [&](int64_t task) {
        for (int64_t i = task * each; i < std::min(items, (task + 1) * each); ++i) {
            const int64_t n = i / c.filters, f = i % c.filters;
            T* plane = y + n * c.y[0] + f * c.y[1];
            fillPlane(c.windows.output, c.windows.outputStrides, plane);
            for (int64_t k = 0; k < c.channelsEach(); ++k) {
                const T* source = x + n * c.x[0] + (f / c.filtersEach() * c.channelsEach() + k) * c.x[1];
                const T* weights = filter + f * c.filter[0] + k * c.filter[1];
                forRows(c, [&](int64_t xAt, int64_t yAt, int64_t fAt, int64_t count, int64_t stepX, int64_t stepY) {
                    const T weight = weights[fAt];
                    for (int64_t j = 0; j < count; ++j)
                        plane[yAt + j * stepY] += weight * source[xAt + j * stepX];
                });
            }
        }
    });
}

template <class T> void inputGradient(const Convolution& c, const T* dy, const T* filter, T* dx)
{
    const double cost = double(c.windows.output.elements()) * double(c.taps()) * double(c.filtersEach());
    const int64_t items = c.samples * c.channels, each = itemsPerTask(items, cost);
    parallelFor(divideUp(items, each), [&](int64_t task) {
        for (int64_t i = task * each; i < std::min(items, (task + 1) * each); ++i) {
            const int64_t n = i / c.channels, channel = i % c.channels;
            T* plane = dx + n * c.x[0] + channel * c.x[1];
            fillPlane(c.windows.input, c.windows.inputStrides, plane);
            for (int64_t k = 0; k < c.filtersEach(); ++k) {
                const int64_t f = channel / c.channelsEach() * c.filtersEach() + k;
                const T* source = dy + n * c.y[0] + f * c.y[1];
                const T* weights = filter + f * c.filter[0] + channel % c.channelsEach() * c.filter[1];
                forRows(c, [&](int64_t xAt, int64_t yAt, int64_t fAt, int64_t count, int64_t stepX, int64_t stepY) {
                    const T weight = weights[fAt];
                    for (int64_t j = 0; j < count; ++j)
                        plane[xAt + j * stepX] += weight * source[yAt + j * stepY];
                });
            }
        }
    });
}

template <class T> void filterGradient(const Convolution& c, const T* x, const T* dy, T* dFilter)
{
    const double cost = double(c.samples) * double(c.windows.output.elements()) * double(c.taps());
    const int64_t items = c.filters * c.channelsEach(), each = itemsPerTask(items, cost);
    parallelFor(divideUp(items, each), [&](int64_t task) {
        for (int64_t i = task * each; i < std::min(items, (task + 1) * each); ++i) {
            const int64_t f = i / c.channelsEach(), k = i % c.channelsEach();
            T* weights = dFilter + f * c.filter[0] + k * c.filter[1];
            fillPlane(c.windows.kernel, spatialOf(c.filter), weights);
            for (int64_t n = 0; n < c.samples; ++n) {
                const T* source = x + n * c.x[0] + (f / c.filtersEach() * c.channelsEach() + k) * c.x[1];
                const T* plane = dy + n * c.y[0] + f * c.y[1];
                forRows(c, [&](int64_t xAt, int64_t yAt, int64_t fAt, int64_t count, int64_t stepX, int64_t stepY) {
                    T sum = 0;
                    for (int64_t j = 0; j < count; ++j)
                        sum += source[xAt + j * stepX] * plane[yAt + j * stepY];
                    weights[fAt] += sum;
                });
            }
        }
    });
}

} // namespace

std::unique_ptr<Kernel> prepareConv(const Node& node, const Program& program)
{
    const auto& how = std::get<ConvAttrs>(node.attrs);
    const ValueInfo &a = operandInfo(node, program, 0), &b = operandInfo(node, program, 1);
    const ValueInfo& result = resultInfo(node, program);
    return withFloat(result.dtype, [&]<class T>() -> std::unique_ptr<Kernel> {
        if (node.op == &convOp)
            return makeKernel([c = convolutionOf(how, a, b, result)](auto in, auto out, std::byte*) {
                forward(c, as<T>(in[0]), as<T>(in[1]), as<T>(out[0]));
            });
        if (node.op == &convInputGradientOp)
            return makeKernel([c = convolutionOf(how, result, b, a)](auto in, auto out, std::byte*) {
                inputGradient(c, as<T>(in[0]), as<T>(in[1]), as<T>(out[0]));
            });
        return makeKernel([c = convolutionOf(how, a, result, b)](auto in, auto out, std::byte*) {
            filterGradient(c, as<T>(in[0]), as<T>(in[1]), as<T>(out[0]));
        });
    });
}

} // namespace weft
