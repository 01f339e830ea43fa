#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

namespace {

constexpr int64_t strip = 4; // as in depthwise.cu

bool isLast(const ValueInfo& info)
{
    return info.layout == Layout::channelsLast || info.shape[1] == 1 || info.shape[2] * info.shape[3] == 1;
}

} // namespace

std::unique_ptr<Kernel> prepareDepthwise(const Node& node, const Program& program, Device& device)
{
    const auto& how = std::get<ConvAttrs>(node.attrs);
    const bool toInput = node.op == &convInputGradientOp, toFilter = node.op == &convFilterGradientOp;
    const ValueInfo &first = operandInfo(node, program, 0), &second = operandInfo(node, program, 1);
    const ValueInfo& last = resultInfo(node, program);
    if (last.shape.rank() != 4 || (last.dtype != DType::f32 && !isNarrowFloat(last.dtype))
        || program.products == Products::exact)
        return nullptr;
    const ValueInfo &x = toInput ? last : first, &filter = toFilter ? last : second;
    const ValueInfo& y = toInput ? first : toFilter ? second : last;
    const int64_t channels = x.shape[1], taps = filter.shape[2] * filter.shape[3];
    const int64_t elements = std::max(x.shape.elements(), y.shape.elements());
    if (how.groups != channels || filter.shape[0] != channels || channels < 8 || how.dilation != Shape {1, 1}
        || taps > 25 || filter.shape[3] > 7 || strip % how.stride[1] != 0 || !isLast(x) || !isLast(y) || elements == 0
        || elements >= (int64_t(1) << 31) - (1 << 22) || how.padLow[1] >= filter.shape[3])
        return nullptr;
    const int64_t pack = isNarrowFloat(last.dtype) && (!toFilter || taps <= 9) ? 8 : 4;
    if (channels % pack != 0)
        return nullptr;
    const int64_t packs = channels / pack;
    int64_t across = 1; // packs of a block that sums up for filters
    for (int64_t count = 1; count <= 32; ++count)
        across = packs % count == 0 ? count : across;
    const int64_t deep = 256 / across;
    std::string text = definitions(DType::f32, false) + "typedef " + storageName(last.dtype) + " E;\n";
    const auto define = [&](const char* name, int64_t value) {
        text += std::string("#define ") + name + " " + std::to_string(value) + "\n";
    };
    define("V", pack);
    define("CHANNELS", channels);
    define("ROWS", x.shape[2]);
    define("COLUMNS", x.shape[3]);
    define("OUT_ROWS", y.shape[2]);
    define("OUT_COLUMNS", y.shape[3]);
    define("KERNEL_ROWS", filter.shape[2]);
    define("KERNEL_COLUMNS", filter.shape[3]);
    define("STRIDE_ROWS", how.stride[0]);
    define("STRIDE_COLUMNS", how.stride[1]);
    define("PAD_ROWS", how.padLow[0]);
    define("PAD_COLUMNS", how.padLow[1]);
    define("ACROSS", across);
    define("DEEP", deep);
    const KernelSource source = kernelSource("depthwise", text);
    if (toFilter) {
        const int64_t places = y.shape.elements() / channels, slabs = packs / across;
        // From the sizes alone, so that sums do not depend on the device.
        int64_t parts = std::clamp<int64_t>(1056 / slabs, 1, divideUp(places, deep * 16));
        const int64_t each = divideUp(places, parts);
        parts = divideUp(places, each);
        return makeKernel(
            [=, sum = device.function(source, "to_filter"),
             join = device.function(source, "join")](auto in, auto out, std::byte* partial) mutable {
                sum.launch({.blocks = slabs, .threads = 256, .blocksY = int(parts)}, in[0], in[1], partial, places,
                           each);
                join.launch(gridFor(channels * taps), partial, out[0], parts);
            },
            size_t(parts * channels * taps) * sizeof(float));
    }
    const Shape& to = last.shape;
    const int64_t count = to[0] * to[2] * divideUp(to[3], strip) * packs;
    return makeKernel(
        [=, turn = device.function(source, "turn"), run = device.function(source, toInput ? "to_input" : "forward")](
            auto in, auto out, std::byte* turned) mutable {
            turn.launch(gridFor(channels * taps), in[1], turned);
            run.launch(gridFor(count), in[0], turned, out[0], count);
        },
        size_t(channels * taps) * sizeof(float));
}

} // namespace weft::cuda
