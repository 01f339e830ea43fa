#include "engine/export/pytorch/forms/forms.h"

namespace weft {

namespace {

TorchResults joined(const TorchLayer& layer, const std::string& sign)
{
    std::string y = layer.x(0);
    for (size_t i = 1; i < layer.wires(); ++i)
        y += sign + layer.x(i);
    return {y};
}

TorchResults maximum(TorchLayer& layer)
{
    std::string y = layer.x(0);
    for (size_t i = 1; i < layer.wires(); ++i)
        y = "torch.maximum(" + y + ", " + layer.x(i) + ")";
    return {y};
}

TorchResults concat(TorchLayer& layer)
{
    std::vector<std::string> parts;
    for (size_t i = 0; i < layer.wires(); ++i)
        parts.push_back(layer.x(i));
    return {"torch.cat(" + pythonTuple(parts) + ", dim=" + std::to_string(layer.axis("axis")) + ")"};
}

TorchResults matmul(TorchLayer& layer)
{
    const auto turned = [&](size_t i, const char* how) {
        return layer.x(i) + (layer.toggle(how) ? ".transpose(-2, -1)" : "");
    };
    return {turned(0, "transpose_a") + " @ " + turned(1, "transpose_b")};
}

// What an input layer gives is an argument of forward.
TorchResults argument(TorchLayer& layer)
{
    return {layer.name()};
}

std::string perSample(TorchLayer& layer, const Shape& sizes)
{
    std::vector<std::string> all = {layer.writer().samples()};
    for (const int64_t size : sizes)
        all.push_back(std::to_string(size));
    return pythonTuple(all);
}

TorchResults constant(TorchLayer& layer)
{
    const std::string sizes = perSample(layer, layer.sizes("sizes"));
    return {layer.writer().arguments()[0] + ".new_full(" + sizes + ", " + layer.number("value")
            + ", dtype=torch.float32)"};
}

TorchResults parameter(TorchLayer& layer)
{
    std::vector<std::string> sizes;
    for (const int64_t size : layer.sizes("sizes"))
        sizes.push_back(std::to_string(size));
    const std::string numbers = layer.module("nn.Parameter(torch.empty(" + pythonTuple(sizes) + "))");
    layer.keep("", "weight");
    return {numbers + ".expand" + perSample(layer, layer.sizes("sizes"))};
}

TorchResults same(TorchLayer& layer)
{
    return {layer.x()};
}

} // namespace

std::span<const TorchForm> torchMerges()
{
    static const TorchForm all[] = {
        {"add", [](TorchLayer& l) { return joined(l, " + "); }},
        {"multiply", [](TorchLayer& l) { return joined(l, " * "); }},
        {"subtract", [](TorchLayer& l) { return joined(l, " - "); }},
        {"maximum", maximum},
        {"concat", concat},
        {"matmul", matmul},
        {"image", argument},
        {"features", argument},
        {"label", argument},
        {"tensor", argument},
        {"tokens", argument},
        {"constant", constant},
        {"parameter", parameter},
        {"output", same},
    };
    return all;
}

} // namespace weft
