#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/nest.h"

namespace weft::cuda {

std::unique_ptr<Kernel> prepareFill(const Node& node, const Program& program, Device& device)
{
    const ValueInfo& y = resultInfo(node, program);
    if (typeName(y.dtype) == nullptr)
        return nullptr;
    const KernelSource source = kernelSource("fill", definitions(y.dtype, true));
    if (const auto* how = std::get_if<ConstantAttrs>(&node.attrs))
        return makeKernel([function = device.function(source, "constant"), value = how->value](
                              auto, auto out, std::byte*) mutable { function.launch({}, out[0], value); });
    NestPlan plan(2);
    const Shape strides = stridesOf(y);
    for (int axis = 0; axis < y.shape.rank(); ++axis)
        plan.add(y.shape[axis], {strides[axis], axis == std::get<IotaAttrs>(node.attrs).axis ? 1 : 0});
    plan.sortBy(0);
    plan.merge();
    return makeKernel([function = device.function(source, "iota"), count = y.shape.elements(),
                       nest = nestOf<2>(plan)](auto, auto out, std::byte*) mutable {
        function.launch(gridFor(count), out[0], count, nest);
    });
}

} // namespace weft::cuda
