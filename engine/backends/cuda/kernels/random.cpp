#include "engine/backends/cuda/kernels.h"
#include "engine/backends/cuda/nest.h"

namespace weft::cuda {

std::unique_ptr<Kernel> prepareRandom(const Node& node, const Program& program, Device& device)
{
    const ValueInfo& y = resultInfo(node, program);
    if (y.dtype != DType::f32 && y.dtype != DType::f64)
        return nullptr;
    const auto& how = std::get<RandomAttrs>(node.attrs);
    NestPlan plan(1);
    const Shape strides = stridesOf(y);
    for (int axis = 0; axis < y.shape.rank(); ++axis)
        plan.add(y.shape[axis], {strides[axis]});
    plan.merge();
    const std::string definitions = cuda::definitions(y.dtype, true) + std::string(kernelText("philox"));
    return makeKernel([function = device.function(kernelSource("random", definitions), "draw"),
                       count = y.shape.elements(), stream = int64_t(how.stream),
                       isNormal = int64_t(how.distribution == RandomAttrs::normal),
                       inOrder = int64_t(y.layout == Layout::rowMajor),
                       nest = nestOf<1>(plan)](auto in, auto out, std::byte*) mutable {
        function.launch(gridFor(divideUp(count, 4)), in[0], out[0], count, stream, isNormal, inOrder, nest);
    });
}

} // namespace weft::cuda
