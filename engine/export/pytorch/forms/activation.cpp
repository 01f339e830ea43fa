#include "engine/export/pytorch/forms/forms.h"

namespace weft {

namespace {

std::string dim(const TorchLayer& layer)
{
    return "(dim=" + std::to_string(layer.axis("axis")) + ")";
}

TorchResults prelu(TorchLayer& layer)
{
    const int64_t slopes = layer.toggle("per_channel") ? layer.shape()[1] : 1;
    const TorchResults y = layer.call("nn.PReLU(" + std::to_string(slopes) + ")");
    layer.keep("weight", "slope");
    return y;
}

} // namespace

std::span<const TorchForm> torchActivations()
{
    static const TorchForm all[] = {
        {"elu", [](TorchLayer& l) { return l.call("nn.ELU(" + l.number("alpha") + ")"); }},
        {"gelu",
         [](TorchLayer& l) {
             return l.call(l.text("form") == "exact" ? "nn.GELU()" : "nn.GELU(approximate=\"tanh\")");
         }},
        {"hard_sigmoid", [](TorchLayer& l) { return l.call("nn.Hardsigmoid()"); }},
        {"hard_swish", [](TorchLayer& l) { return l.call("nn.Hardswish()"); }},
        {"leaky_relu", [](TorchLayer& l) { return l.call("nn.LeakyReLU(" + l.number("slope") + ")"); }},
        {"log_softmax", [](TorchLayer& l) { return l.call("nn.LogSoftmax" + dim(l)); }},
        {"mish", [](TorchLayer& l) { return l.call("nn.Mish()"); }},
        {"prelu", prelu},
        {"relu", [](TorchLayer& l) { return l.call("nn.ReLU()"); }},
        {"relu6", [](TorchLayer& l) { return l.call("nn.ReLU6()"); }},
        {"selu", [](TorchLayer& l) { return l.call("nn.SELU()"); }},
        {"sigmoid", [](TorchLayer& l) { return l.call("nn.Sigmoid()"); }},
        {"softmax", [](TorchLayer& l) { return l.call("nn.Softmax" + dim(l)); }},
        {"softplus", [](TorchLayer& l) { return l.call("nn.Softplus(" + l.number("sharpness") + ")"); }},
        {"swish", [](TorchLayer& l) { return l.call("nn.SiLU()"); }},
        {"tanh", [](TorchLayer& l) { return l.call("nn.Tanh()"); }},
    };
    return all;
}

} // namespace weft
