#include "engine/export/pytorch/forms/forms.h"

namespace weft {

namespace {

using Turn = TorchLayer::Turn;

std::string pair(int64_t a, int64_t b)
{
    return std::to_string(a) + ", " + std::to_string(b);
}

TorchResults dense(TorchLayer& layer)
{
    const bool bias = layer.toggle("bias");
    const TorchResults y =
        layer.call("nn.Linear(" + pair(layer.shape()[-1], layer.integer("units")) + (bias ? ")" : ", bias=False)"));
    layer.keep("weight", "weight", Turn::transposed);
    if (bias)
        layer.keep("bias", "bias");
    return y;
}

TorchResults embedding(TorchLayer& layer)
{
    const TorchResults y =
        layer.call("nn.Embedding(" + pair(layer.integer("vocabulary"), layer.integer("width")) + ")");
    layer.keep("weight", "weight");
    return y;
}

TorchResults positionEmbedding(TorchLayer& layer)
{
    const Shape& x = layer.shape();
    const std::string table = layer.module("nn.Embedding(" + pair(layer.integer("length"), x[2]) + ")");
    layer.keep("weight", "weight");
    return {layer.x() + " + " + table + ".weight[:" + std::to_string(x[1]) + "]"};
}

TorchResults unembedding(TorchLayer& layer)
{
    const TorchResults y =
        layer.call("nn.Linear(" + pair(layer.shape()[-1], layer.integer("vocabulary")) + ", bias=False)");
    layer.keep("weight", "weight");
    return y;
}

TorchResults attention(TorchLayer& layer)
{
    const int64_t width = layer.shape()[2];
    const bool alone = !layer.wired(1) && !layer.wired(2), bias = layer.toggle("bias");
    const size_t key = layer.wired(1) ? 1 : 0, value = layer.wired(2) ? 2 : key;
    const int64_t keyWidth = layer.shape(key)[2], valueWidth = layer.shape(value)[2];
    const bool oneWidth = keyWidth == width && valueWidth == width;
    const std::string widths =
        oneWidth ? "" : ", kdim=" + std::to_string(keyWidth) + ", vdim=" + std::to_string(valueWidth);
    const std::string module = layer.module("nn.MultiheadAttention(" + pair(width, layer.integer("heads")) + widths
                                            + (bias ? "" : ", bias=False") + ", batch_first=True)");
    if (alone) {
        layer.keepMade("in_proj_weight", layer.weight("input_weight", Turn::transposed));
        if (bias)
            layer.keepMade("in_proj_bias", layer.weight("input_bias"));
    } else {
        std::vector<HostTensor> weights, biases;
        for (const char* part : {"query", "key", "value"}) {
            weights.push_back(layer.weight(std::string(part) + "_weight", Turn::transposed));
            if (bias)
                biases.push_back(layer.weight(std::string(part) + "_bias"));
        }
        if (oneWidth)
            layer.keepMade("in_proj_weight", stacked(weights));
        for (size_t i = 0; !oneWidth && i < 3; ++i)
            layer.keepMade(std::string(1, "qkv"[i]) + "_proj_weight", weights[i]);
        if (bias)
            layer.keepMade("in_proj_bias", stacked(biases));
    }
    layer.keepMade("out_proj.weight", layer.weight("output_weight", Turn::transposed));
    if (bias)
        layer.keepMade("out_proj.bias", layer.weight("output_bias"));
    std::string mask;
    if (layer.toggle("causal")) {
        mask = layer.writer().names().take(layer.name() + "_mask");
        const std::string length = std::to_string(layer.shape()[1]);
        layer.line(mask + " = torch.ones(" + length + ", " + length + ", dtype=torch.bool, device=" + layer.x()
                   + ".device).triu(1)  # no place sees a later one");
        mask = ", attn_mask=" + mask;
    }
    const std::string y =
        module + "(" + layer.x() + ", " + layer.x(key) + ", " + layer.x(value) + mask + ", need_weights=False)[0]";
    if (layer.real("dropout") == 0)
        return {y};
    const std::string dropout = "self." + layer.writer().names().take(layer.name() + "_dropout");
    layer.writer().construct(dropout + " = nn.Dropout(" + layer.number("dropout") + ")");
    return {dropout + "(" + y + ")"};
}

} // namespace

std::span<const TorchForm> torchLinear()
{
    static const TorchForm all[] = {
        {"dense", dense},
        {"embedding", embedding},
        {"position_embedding", positionEmbedding},
        {"unembedding", unembedding},
        {"multi_head_attention", attention},
    };
    return all;
}

} // namespace weft
