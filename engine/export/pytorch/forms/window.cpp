#include "engine/export/pytorch/forms/forms.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

// "(left, right, top, bottom)": F.pad counts from the last axis.
std::string pads(const Shape& low, const Shape& high)
{
    std::vector<std::string> all;
    for (int i = low.rank() - 1; i >= 0; --i) {
        all.push_back(std::to_string(low[i]));
        all.push_back(std::to_string(high[i]));
    }
    return pythonTuple(all);
}

bool any(const Shape& sizes, int64_t usual)
{
    return std::ranges::any_of(sizes, [&](int64_t size) { return size != usual; });
}

std::string option(const char* name, const Shape& sizes, int64_t usual)
{
    return any(sizes, usual) ? std::string(", ") + name + "=" + pythonSizes(sizes) : "";
}

Shape spatial(const Shape& filter)
{
    return Shape(filter.sizes().subspan(2));
}

std::string dimensions(const TorchLayer& layer)
{
    return std::to_string(layer.rank() - 2) + "d(";
}

void keepFilter(TorchLayer& layer)
{
    layer.keep("weight", "weight");
    if (layer.toggle("bias"))
        layer.keep("bias", "bias");
}

std::string conv(const TorchLayer& layer, const char* kind, const Shape& kernel, const ConvAttrs& how,
                 const std::string& padding)
{
    return std::string(kind) + dimensions(layer) + std::to_string(layer.shape()[1]) + ", "
        + std::to_string(layer.resultShape()[1]) + ", " + pythonSizes(kernel) + option("stride", how.stride, 1)
        + padding + option("dilation", how.dilation, 1)
        + (how.groups == 1 ? "" : ", groups=" + std::to_string(how.groups))
        + (layer.toggle("bias") ? ")" : ", bias=False)");
}

TorchResults convolution(TorchLayer& layer)
{
    const auto& how = std::get<ConvAttrs>(layer.op(convOp).attrs);
    const Shape kernel = spatial(layer.weight("weight").info.shape);
    const bool even = how.padLow == how.padHigh;
    const std::string module =
        layer.module(conv(layer, "nn.Conv", kernel, how, even ? option("padding", how.padLow, 0) : ""));
    keepFilter(layer);
    const std::string x = even ? layer.x() : "F.pad(" + layer.x() + ", " + pads(how.padLow, how.padHigh) + ")";
    return {module + "(" + x + ")"};
}

// PyTorch takes as much away at both ends; where Weft does not, the ends are cut afterwards.
TorchResults transposedConvolution(TorchLayer& layer)
{
    const auto& how = std::get<ConvAttrs>(layer.op(convInputGradientOp).attrs);
    const Shape kernel = spatial(layer.weight("weight").info.shape);
    Shape extra = kernel, left = kernel, right = kernel;
    bool even = true;
    for (int i = 0; i < kernel.rank(); ++i) {
        const int64_t whole = (layer.shape()[i + 2] - 1) * how.stride[i] + how.dilation[i] * (kernel[i] - 1) + 1;
        const int64_t wanted = how.result[i + 2];
        even = even && wanted - (whole - 2 * how.padLow[i]) >= 0
            && wanted - (whole - 2 * how.padLow[i]) < std::max(how.stride[i], how.dilation[i]);
        extra[i] = wanted - (whole - 2 * how.padLow[i]);
    }
    for (int i = 0; !even && i < kernel.rank(); ++i) {
        const int64_t whole = (layer.shape()[i + 2] - 1) * how.stride[i] + how.dilation[i] * (kernel[i] - 1) + 1;
        extra[i] = std::max<int64_t>(0, how.result[i + 2] + how.padLow[i] - whole);
        left[i] = -how.padLow[i];
        right[i] = how.result[i + 2] + how.padLow[i] - whole - extra[i];
    }
    const std::string module =
        layer.module(conv(layer, "nn.ConvTranspose", kernel, how,
                          (even ? option("padding", how.padLow, 0) : "") + option("output_padding", extra, 0)));
    keepFilter(layer);
    const std::string y = module + "(" + layer.x() + ")";
    return {even ? y : "F.pad(" + y + ", " + pads(left, right) + ")"};
}

TorchResults pool(TorchLayer& layer, const Op& op, const char* kind, const char* border)
{
    const auto& how = std::get<PoolAttrs>(layer.op(op).attrs);
    bool even = how.padLow == how.padHigh;
    for (int i = 0; i < how.kernel.rank(); ++i)
        even = even && 2 * how.padLow[i] <= how.kernel[i];
    const bool counts = &op == &maxPoolOp || how.countPadding || !any(how.padLow, 0);
    if (!even && !counts)
        return {};
    const std::string module =
        layer.module(std::string(kind) + dimensions(layer) + pythonSizes(how.kernel)
                     + (how.stride == how.kernel ? "" : ", stride=" + pythonSizes(how.stride))
                     + (even ? option("padding", how.padLow, 0) : "") + (counts ? ")" : ", count_include_pad=False)"));
    const std::string x = even ? layer.x() : "F.pad(" + layer.x() + ", " + pads(how.padLow, how.padHigh) + border + ")";
    return {module + "(" + x + ")"};
}

TorchResults maxPool(TorchLayer& layer)
{
    return pool(layer, maxPoolOp, "nn.MaxPool", ", value=float(\"-inf\")");
}

TorchResults avgPool(TorchLayer& layer)
{
    return pool(layer, avgPoolOp, "nn.AvgPool", "");
}

TorchResults globalPool(TorchLayer& layer, const char* kind)
{
    const bool keep = layer.toggle("keep_axes");
    if (layer.rank() > 5) // the steps say it
        return {};
    const std::string y = layer.call(std::string(kind) + dimensions(layer) + "1)")[0];
    return {keep ? y : y + ".flatten(1)"};
}

} // namespace

std::span<const TorchForm> torchWindows()
{
    static const TorchForm all[] = {
        {"conv1d", convolution},
        {"conv2d", convolution},
        {"conv3d", convolution},
        {"depthwise_conv2d", convolution},
        {"conv_transpose1d", transposedConvolution},
        {"conv_transpose2d", transposedConvolution},
        {"conv_transpose3d", transposedConvolution},
        {"max_pool1d", maxPool},
        {"max_pool2d", maxPool},
        {"max_pool3d", maxPool},
        {"avg_pool1d", avgPool},
        {"avg_pool2d", avgPool},
        {"avg_pool3d", avgPool},
        {"global_avg_pool", [](TorchLayer& l) { return globalPool(l, "nn.AdaptiveAvgPool"); }},
        {"global_max_pool", [](TorchLayer& l) { return globalPool(l, "nn.AdaptiveMaxPool"); }},
    };
    return all;
}

} // namespace weft
