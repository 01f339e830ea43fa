#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/strided.h"

namespace weft {

namespace {

// A NaN is greatest of all, and of equal ones the first counts.
template <class T> int32_t positionOfGreatest(const T* x, int64_t size, int64_t step)
{
    int64_t best = 0;
    for (int64_t i = 1; i < size; ++i) {
        const T value = x[i * step], record = x[best * step];
        if (value > record || (value != value && record == record))
            best = i;
    }
    return int32_t(best);
}

} // namespace

std::unique_ptr<Kernel> prepareArgmax(const Node& node, const Program& program)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const int axis = std::get<AxisAttrs>(node.attrs).axis;
    Shape strides = stridesOf(x);
    const int64_t size = x.shape[axis], step = strides[axis];
    strides.erase(axis);
    const Shape target = stridesOf(y);
    Nest<2> nest;
    for (int i = 0; i < y.shape.rank(); ++i)
        nest.add(y.shape[i], {target[i], strides[i]});
    nest.sortBy(0);
    return withNumber(x.dtype, [&]<class T>() {
        return makeKernel([nest, size, step](auto in, auto out, std::byte*) {
            const int64_t items = nest.elements(), each = itemsPerTask(items, 2 * double(size));
            parallelFor(divideUp(items, each), [&](int64_t task) {
                const int64_t end = std::min(items, (task + 1) * each);
                Walk<2> at(nest, 0, task * each);
                for (int64_t i = task * each; i < end; ++i, at.next())
                    as<int32_t>(out[0])[at.offset(0)] = positionOfGreatest(as<T>(in[0]) + at.offset(1), size, step);
            });
        });
    });
}

} // namespace weft
