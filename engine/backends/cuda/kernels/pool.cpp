#include "engine/backends/cuda/kernels/windows.h"

#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

namespace {

// Max pools of channels-last images, several channels a thread. nullptr: it is none.
std::unique_ptr<Kernel> prepareMaxPoolPacks(const Node& node, const Program& program, Device& device)
{
    const auto& how = std::get<PoolAttrs>(node.attrs);
    const bool isGradient = node.op == &maxPoolGradientOp;
    const ValueInfo &x = operandInfo(node, program, 0),
                    &y = isGradient ? operandInfo(node, program, 2) : resultInfo(node, program);
    const int64_t pack = 16 / int64_t(byteSize(x.dtype)), elements = std::max(x.shape.elements(), y.shape.elements());
    const auto isLast = [&](int value) { return program.values[size_t(value)].layout == Layout::channelsLast; };
    if (x.shape.rank() != 4 || x.shape[1] % pack != 0 || elements == 0 || how.kernel[0] * how.kernel[1] > 64
        || !std::ranges::all_of(node.in, isLast) || !std::ranges::all_of(node.out, isLast))
        return nullptr;
    std::string text =
        definitions(isNarrowFloat(x.dtype) ? DType::f32 : x.dtype, elements >= (int64_t(1) << 31) - (1 << 22))
        + "typedef " + storageName(x.dtype) + " E;\n";
    text += define("V", pack);
    text += define("CHANNELS", x.shape[1]);
    text += define("ROWS", x.shape[2]);
    text += define("COLUMNS", x.shape[3]);
    text += define("OUT_ROWS", y.shape[2]);
    text += define("OUT_COLUMNS", y.shape[3]);
    text += define("KERNEL_ROWS", how.kernel[0]);
    text += define("KERNEL_COLUMNS", how.kernel[1]);
    text += define("STRIDE_ROWS", how.stride[0]);
    text += define("STRIDE_COLUMNS", how.stride[1]);
    text += define("PAD_ROWS", how.padLow[0]);
    text += define("PAD_COLUMNS", how.padLow[1]);
    const KernelSource source = kernelSource("pool_packs", text);
    const int64_t results = y.shape.elements() / pack, inputs = x.shape.elements() / pack;
    if (!isGradient)
        return makeKernel([results, f = device.function(source, "maximum")](auto in, auto out, std::byte*) mutable {
            f.launch(gridFor(results), in[0], out[0], results);
        });
    return makeKernel(
        [results, inputs, choose = device.function(source, "choose"),
         spread = device.function(source, "spread")](auto in, auto out, std::byte* taps) mutable {
            choose.launch(gridFor(results), in[0], taps, results);
            spread.launch(gridFor(inputs), taps, in[2], out[0], inputs);
        },
        size_t(y.shape.elements()));
}

} // namespace

std::unique_ptr<Kernel> preparePool(const Node& node, const Program& program, Device& device)
{
    const auto& how = std::get<PoolAttrs>(node.attrs);
    const ValueInfo &first = operandInfo(node, program, 0), &result = resultInfo(node, program);
    if (!isFloat(result.dtype))
        return nullptr;
    if (node.op == &maxPoolOp || node.op == &maxPoolGradientOp) {
        if (auto kernel = prepareMaxPoolPacks(node, program, device))
            return kernel;
    }
    const DType computed = isNarrowFloat(result.dtype) ? DType::f32 : result.dtype;
    const auto windows = [&](const ValueInfo& x, const ValueInfo& y) {
        return windowsOf(x, y, nullptr, how.kernel, how.stride, how.padLow, {});
    };
    const bool isWide = std::max(first.shape.elements(), result.shape.elements()) >= (int64_t(1) << 31) - (1 << 22);
    const auto function = [&](const char* entry) {
        return device.function(kernelSource("pool",
                                            definitions(computed, isWide) + "typedef " + storageName(result.dtype)
                                                + " E;\n" + std::string(kernelText("windows"))),
                               entry);
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
