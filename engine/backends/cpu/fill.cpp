#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/strided.h"

namespace weft {

namespace {

template <class T> std::unique_ptr<Kernel> makeConstant(double value)
{
    return makeKernel([value](auto, auto out, std::byte*) { *as<T>(out[0]) = T(value); });
}

template <class T> std::unique_ptr<Kernel> makeIota(const ValueInfo& info, int axis)
{
    Nest<2> nest; // where each element lies, and which number it is
    const Shape strides = stridesOf(info);
    for (int i = 0; i < info.shape.rank(); ++i)
        nest.add(info.shape[i], {strides[i], i == axis ? 1 : 0});
    nest.sortBy(0);
    return makeKernel([nest](auto, auto out, std::byte*) {
        T* y = as<T>(out[0]);
        const int64_t elements = nest.elements(), each = itemsPerTask(elements, 4);
        parallelFor(divideUp(elements, each), [&](int64_t task) {
            const int64_t first = task * each, end = std::min(elements, first + each);
            Walk<2> at(nest, 0, first);
            for (int64_t i = first; i < end; ++i, at.next())
                y[at.offset(0)] = T(at.offset(1));
        });
    });
}

} // namespace

std::unique_ptr<Kernel> prepareFill(const Node& node, const Program& program)
{
    const ValueInfo& y = resultInfo(node, program);
    return withNumber(y.dtype, [&]<class T>() {
        if (const auto* how = std::get_if<ConstantAttrs>(&node.attrs))
            return makeConstant<T>(how->value);
        return makeIota<T>(y, std::get<IotaAttrs>(node.attrs).axis);
    });
}

} // namespace weft
