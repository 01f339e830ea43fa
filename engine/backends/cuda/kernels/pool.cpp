#include "engine/backends/cuda/kernels/windows.h"

#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

std::unique_ptr<Kernel> preparePool(const Node& node, const Program& program, Device& device)
{
    const auto& how = std::get<PoolAttrs>(node.attrs);
    const ValueInfo &first = operandInfo(node, program, 0), &result = resultInfo(node, program);
    if (result.dtype != DType::f32 && result.dtype != DType::f64)
        return nullptr;
    const auto windows = [&](const ValueInfo& x, const ValueInfo& y) {
        return windowsOf(x, y, nullptr, how.kernel, how.stride, how.padLow, {});
    };
    const bool isWide = std::max(first.shape.elements(), result.shape.elements()) >= (int64_t(1) << 31) - (1 << 22);
    const auto function = [&](const char* entry) {
        return device.function(
            kernelSource("pool", definitions(result.dtype, isWide) + std::string(kernelText("windows"))), entry);
    };
    const int64_t inner = result.layout == Layout::channelsLast, count = result.shape.elements();
    const Grid grid = gridFor(count);
    if (node.op == &maxPoolOp) {
        const auto w = windows(first, result);
        return !w ? nullptr : makeKernel([=, f = function("maximum")](auto in, auto out, std::byte*) mutable {
            f.launch(grid, in[0], out[0], count, inner, *w);
        });
    }
    if (node.op == &avgPoolOp || node.op == &avgPoolGradientOp) {
        const bool isGradient = node.op == &avgPoolGradientOp;
        const auto w = isGradient ? windows(result, first) : windows(first, result);
        return !w ? nullptr
                  : makeKernel([=, f = function(isGradient ? "average_gradient" : "average"),
                                padding = int64_t(how.countPadding)](auto in, auto out, std::byte*) mutable {
                        f.launch(grid, in[0], out[0], count, inner, padding, *w);
                    });
    }
    const ValueInfo &y = operandInfo(node, program, 1), &dy = operandInfo(node, program, 2);
    const auto w = windows(first, dy), yw = windows(first, y), to = windows(result, dy);
    const auto isZero = [](int64_t pad) { return pad == 0; };
    if (w && how.kernel == how.stride && std::ranges::all_of(how.padLow, isZero)) {
        Windows::Axes cells;
        for (size_t axis = 0; axis < cells.size(); ++axis)
            cells[axis] = divideUp(w->input[axis], w->kernel[axis]);
        const int64_t windowsOfAll = w->samples * w->channels * cells[0] * cells[1] * cells[2];
        return makeKernel([=, f = function("maximum_gradient_apart")](auto in, auto out, std::byte*) mutable {
            f.launch(gridFor(windowsOfAll), in[0], in[2], out[0], windowsOfAll, inner, *w, *to, cells);
        });
    }
    return !w ? nullptr : makeKernel([=, f = function("maximum_gradient")](auto in, auto out, std::byte*) mutable {
        f.launch(grid, in[0], in[1], in[2], out[0], count, inner, *w, *yw, *to);
    });
}

} // namespace weft::cuda
