#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/nest.h"

namespace weft::cuda {

std::unique_ptr<Kernel> prepareArgmax(const Node& node, const Program& program, Device& device)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    if (typeName(x.dtype) == nullptr)
        return nullptr;
    const int axis = std::get<AxisAttrs>(node.attrs).axis;
    Shape strides = stridesOf(x);
    const int64_t size = x.shape[axis], step = strides[axis];
    strides.erase(axis);
    const Shape target = stridesOf(y);
    NestPlan plan(2);
    for (int i = 0; i < y.shape.rank(); ++i)
        plan.add(y.shape[i], {target[i], strides[i]});
    plan.sortBy(0);
    plan.merge();
    return makeKernel([function = device.function(kernelSource("argmax", definitions(x.dtype, true)), "argmax"),
                       count = y.shape.elements(), size, step,
                       nest = nestOf<2>(plan)](auto in, auto out, std::byte*) mutable {
        function.launch(gridFor(count), in[0], out[0], count, size, step, nest);
    });
}

} // namespace weft::cuda
