#include "engine/backends/cuda/kernels/windows.h"

#include "engine/ir/ops/ops.h"

namespace weft::cuda {

std::unique_ptr<Kernel> prepareConv(const Node& node, const Program& program, Device& device)
{
    const auto& how = std::get<ConvAttrs>(node.attrs);
    const ValueInfo &a = operandInfo(node, program, 0), &b = operandInfo(node, program, 1);
    const ValueInfo& result = resultInfo(node, program);
    if (result.dtype != DType::f32 && result.dtype != DType::f64)
        return nullptr;
    const bool toInput = node.op == &convInputGradientOp, toFilter = node.op == &convFilterGradientOp;
    const ValueInfo &x = toInput ? result : a, &filter = toFilter ? result : b;
    const ValueInfo& y = toInput ? a : toFilter ? b : result;
    Shape kernel;
    for (int axis = 2; axis < filter.shape.rank(); ++axis)
        kernel.push_back(filter.shape[axis]);
    auto w = windowsOf(x, y, &filter, kernel, how.stride, how.padLow, how.dilation);
    if (!w)
        return nullptr;
    w->groups = how.groups;
    const int64_t inner = result.layout == Layout::channelsLast, count = result.shape.elements();
    const Grid grid = toFilter ? Grid {.blocks = std::min<int64_t>(count, 1 << 20), .threads = 256} : gridFor(count);
    return makeKernel(
        [=, windows = *w,
         f = device.function(kernelSource("conv", definitions(result.dtype, true) + std::string(kernelText("windows"))),
                             toInput        ? "input_gradient"
                                 : toFilter ? "filter_gradient"
                                            : "forward")](auto in, auto out, std::byte*) mutable {
            f.launch(grid, in[0], in[1], out[0], count, inner, windows);
        });
}

} // namespace weft::cuda
