#include "engine/export/pytorch/forms/forms.h"

namespace weft {

namespace {

using Turn = TorchLayer::Turn;

std::string construction(const char* kind, int64_t features, int64_t units, int64_t layers, bool bothWays,
                         double dropout)
{
    return std::string("nn.") + kind + "(" + std::to_string(features) + ", " + std::to_string(units)
        + (layers > 1 ? ", num_layers=" + std::to_string(layers) : "")
        + (dropout > 0 && layers > 1 ? ", dropout=" + pythonNumber(dropout) : "")
        + (bothWays ? ", bidirectional=True" : "") + ", batch_first=True)";
}

// PyTorch has two biases that are only added; Weft has their sum, which becomes the first.
void keepLstm(TorchLayer& layer, const std::string& theirs, const std::string& ours)
{
    layer.keep("weight_ih_l" + theirs, "weight_" + ours, Turn::transposed);
    layer.keep("weight_hh_l" + theirs, "recurrent_" + ours, Turn::transposed);
    layer.keep("bias_ih_l" + theirs, "bias_" + ours);
    layer.keepMade("bias_hh_l" + theirs, zerosOf({4 * layer.integer("units")}));
}

// Of GRU's second biases only the last is one of its own.
void keepGru(TorchLayer& layer, const std::string& theirs, const std::string& ours)
{
    const int64_t units = layer.integer("units");
    layer.keep("weight_ih_l" + theirs, "weight_" + ours, Turn::transposed);
    layer.keep("weight_hh_l" + theirs, "recurrent_" + ours, Turn::transposed);
    layer.keep("bias_ih_l" + theirs, "bias_" + ours);
    HostTensor bias = layer.weight("recurrent_bias_" + ours);
    bias.info.shape = {units};
    layer.keepMade("bias_hh_l" + theirs, stacked({zerosOf({2 * units}), bias}));
}

TorchResults reads(TorchLayer& layer, const char* kind,
                   void (*keep)(TorchLayer&, const std::string&, const std::string&), const char* states)
{
    const bool bothWays = layer.toggle("bidirectional");
    const std::string module = layer.module(construction(kind, layer.shape()[2], layer.integer("units"),
                                                         layer.integer("layers"), bothWays, layer.real("dropout")));
    for (int64_t i = 0; i < layer.integer("layers"); ++i) {
        const std::string number = std::to_string(i);
        keep(layer, number, number);
        if (bothWays)
            keep(layer, number + "_reverse", number + "_backwards");
    }
    const std::string run = module + "(" + layer.x() + ")";
    if (layer.toggle("sequence"))
        return {run + "[0]"};
    return {bothWays ? "torch.cat(tuple(" + run + states + "[-2:]), dim=1)" : run + "[0][:, -1]"};
}

TorchResults lstmWithState(TorchLayer& layer)
{
    const std::string units = std::to_string(layer.integer("units"));
    const std::string module =
        layer.module(construction("LSTM", layer.shape()[2], layer.integer("units"), 1, false, 0));
    keepLstm(layer, "0", "0");
    std::string before;
    if (layer.wired(1) || layer.wired(2)) {
        const auto state = [&](size_t i) {
            return layer.wired(i) ? layer.x(i) + "[None]"
                                  : layer.x() + ".new_zeros(1, " + layer.writer().samples() + ", " + units + ")";
        };
        before = ", (" + state(1) + ", " + state(2) + ")";
    }
    PythonNames& names = layer.writer().names();
    const std::string steps = names.take(layer.name() + "_steps"), last = names.take(layer.name() + "_last"),
                      memory = names.take(layer.name() + "_memory");
    layer.line(steps + ", (" + last + ", " + memory + ") = " + module + "(" + layer.x() + before + ")");
    return {steps, last + "[0]", memory + "[0]"};
}

} // namespace

std::span<const TorchForm> torchRecurrent()
{
    static const TorchForm all[] = {
        {"lstm", [](TorchLayer& l) { return reads(l, "LSTM", keepLstm, "[1][0]"); }},
        {"gru", [](TorchLayer& l) { return reads(l, "GRU", keepGru, "[1]"); }},
        {"lstm_with_state", lstmWithState},
    };
    return all;
}

} // namespace weft
