#include "engine/export/onnx/forms/recurrence.h"

#include <cassert>

namespace weft {

namespace {

// ONNX has the gates input, output, forget, cell; Weft input, forget, cell, output. Where each of ONNX's is in Weft.
constexpr size_t gates[] = {0, 3, 1, 2};

// inputs × 4·units → 4·units × inputs, the gates in ONNX's order.
std::vector<float> turned(std::span<const float> weight, size_t units)
{
    const size_t inputs = weight.size() / (4 * units);
    std::vector<float> all(weight.size());
    for (size_t gate = 0; gate < 4; ++gate) {
        for (size_t unit = 0; unit < units; ++unit) {
            for (size_t i = 0; i < inputs; ++i)
                all[(gate * units + unit) * inputs + i] = weight[i * 4 * units + gates[gate] * units + unit];
        }
    }
    return all;
}

} // namespace

void writeLstm(OnnxGraph& graph, const OpNode& node, const std::string& x, std::span<const float> weight,
               std::span<const float> bias, bool start, const std::string& name)
{
    if (!graph.isState(node.in(1)) || node.wanted[1] || node.wanted[2])
        throw Error("\"" + graph.model().originOf(node.node())
                    + "\" asks more of an LSTM than ONNX's can give: its weights computed, or its cells.");
    const HostTensor& recurrent = graph.weight(node.in(1));
    const auto units = size_t(recurrent.info.shape[0]);
    const auto size = int64_t(units);
    const std::span<const float> recurrentValues(reinterpret_cast<const float*>(recurrent.bytes.data()),
                                                 recurrent.bytes.size() / sizeof(float));
    const std::vector<float> own = turned(weight, units);
    Names in = {graph.add("Transpose", {x}, {{"perm", std::vector<int64_t> {1, 0, 2}}}),
                graph.floats(name + "/W", {1, 4 * size, std::ssize(own) / (4 * size)}, own),
                graph.floats(name + "/R", {1, 4 * size, size}, turned(recurrentValues, units))};
    if (!bias.empty() || start) {
        std::vector<float> both(8 * units, 0); // of the inputs and of the recurrence, which Weft has as one
        for (size_t gate = 0; !bias.empty() && gate < 4; ++gate)
            std::copy_n(bias.begin() + int64_t(gates[gate] * units), units, both.begin() + int64_t(gate * units));
        in.push_back(graph.floats(name + "/B", {1, 8 * size}, both));
    }
    if (start) {
        in.push_back("");
        in.push_back(graph.add("Unsqueeze", {graph.name(node.in(2)), graph.integers({0})}));
        in.push_back(graph.add("Unsqueeze", {graph.name(node.in(3)), graph.integers({0})}));
    }
    const std::string steps = graph.add("LSTM", in, {{"hidden_size", size}}); // length × 1 × samples × units
    graph.give(node.out(), "Transpose", {graph.add("Squeeze", {steps, graph.integers({1})})},
               {{"perm", std::vector<int64_t> {1, 0, 2}}});
}

} // namespace weft
