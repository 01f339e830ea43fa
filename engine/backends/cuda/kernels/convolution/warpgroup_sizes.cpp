#include "engine/backends/cuda/kernels/convolution/warpgroup_sizes.h"

#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"

#include <limits>

namespace weft::cuda {

namespace {

constexpr int64_t mostChannels = 64;
constexpr int64_t columns = 8; // of a tile
constexpr int64_t mostElements =
    std::numeric_limits<int32_t>::max(); // of an image: places in one are counted in 32 bits

} // namespace

std::optional<WarpgroupSizes> warpgroupSizes(const Node& node, const Program& program)
{
    const auto& how = std::get<ConvAttrs>(node.attrs);
    const bool toInput = node.op == &convInputGradientOp, toFilter = node.op == &convFilterGradientOp;
    const ValueInfo &first = operandInfo(node, program, 0), &second = operandInfo(node, program, 1);
    const ValueInfo& last = resultInfo(node, program);
    const ValueInfo &filter = toFilter ? last : second, &result = toFilter ? second : last;
    if (result.shape.rank() != 4 || how.groups != 1 || how.dilation != Shape {1, 1})
        return std::nullopt;
    for (const ValueInfo* info : {&first, &second, &last}) {
        if (info->dtype != last.dtype || !isNarrowFloat(info->dtype) || info->shape.elements() == 0)
            return std::nullopt;
    }
    for (const ValueInfo* info : {&first, &result}) {
        if (info->layout != Layout::channelsLast && info->shape[1] > 1)
            return std::nullopt;
    }
    WarpgroupSizes s = {.type = storageName(last.dtype),
                        .samples = first.shape[0],
                        .channels = first.shape[1],
                        .filters = result.shape[1],
                        .image = {first.shape[2], first.shape[3]},
                        .result = {result.shape[2], result.shape[3]},
                        .kernel = {filter.shape[2], filter.shape[3]},
                        .stride = how.stride,
                        .pad = how.padLow,
                        .flips = toInput};
    for (const int axis : {0, 1}) {
        if (toInput)
            s.pad[axis] = s.kernel[axis] - 1 - how.padLow[axis];
    }
    // Of what lies apart much is fetched in vain, and a window of one place has no neighbours to share with.
    const bool isStrided = s.stride != Shape {1, 1} && (toInput || s.channels >= 8);
    if (first.shape.elements() / s.samples > mostElements || result.shape.elements() / s.samples > mostElements)
        return std::nullopt;
    if (s.channels > mostChannels || s.filters > mostChannels || s.filters % 8 != 0 || s.kernel.elements() == 1
        || isStrided)
        return std::nullopt;
    return s;
}

int64_t WarpgroupSizes::tiles(int64_t rows) const
{
    return samples * divideUp(result[0], rows) * divideUp(result[1], columns);
}

size_t WarpgroupSizes::imageBytes(int64_t rows) const
{
    const int64_t places = ((rows - 1) * stride[0] + kernel[0]) * ((columns - 1) * stride[1] + kernel[1]);
    return size_t(places * (channelEights() | 1) * 16);
}

double WarpgroupSizes::filled(int64_t rows) const
{
    return double(samples * result.elements()) / double(tiles(rows) * rows * columns);
}

std::string WarpgroupSizes::definitions() const
{
    std::string text = "typedef " + type + " E;\n#define TENSOR_TYPE \"" + type + "\"\n";
    text += define("C", channels);
    text += define("F", filters);
    text += define("H", image[0]);
    text += define("W", image[1]);
    text += define("OH", result[0]);
    text += define("OW", result[1]);
    text += define("KH", kernel[0]);
    text += define("KW", kernel[1]);
    text += define("SH", stride[0]);
    text += define("SW", stride[1]);
    text += define("PH", pad[0]);
    text += define("PW", pad[1]);
    text += define("FLIP", flips);
    return text;
}

std::string WarpgroupSizes::multiplication(bool isAcross) const
{
    const int64_t sums = filters / 2; // of a thread
    std::string names, operands;
    for (int64_t i = 0; i < sums; ++i) {
        names += (i > 0 ? ", %" : "%") + std::to_string(i);
        operands += (i > 0 ? ", \"+f\"(d[" : "\"+f\"(d[") + std::to_string(i) + "])";
    }
    const auto operand = [&](int64_t k) { return "%" + std::to_string(sums + k); };
    return "__device__ __forceinline__ void MULTIPLY(float (&d)[" + std::to_string(sums)
        + "], const u32 (&a)[4], u64 b, bool more)\n{\n    asm volatile(\"{\\n.reg .pred more;\\nsetp.ne.b32 more, "
        + operand(5) + ", 0;\\nwgmma.mma_async.sync.aligned.m64n" + std::to_string(filters) + "k16.f32." + type + "."
        + type + " {" + names + "}, {" + operand(0) + ", " + operand(1) + ", " + operand(2) + ", " + operand(3) + "}, "
        + operand(4) + ", more, 1, 1, " + (isAcross ? "1" : "0") + ";\\n}\" : " + operands
        + " : \"r\"(a[0]), \"r\"(a[1]), \"r\"(a[2]), \"r\"(a[3]), \"l\"(b), \"r\"((int)more));\n}\n";
}

} // namespace weft::cuda
