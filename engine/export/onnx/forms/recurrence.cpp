#include "engine/export/onnx/forms/recurrence.h"

#include "engine/export/onnx/plan.h"
#include "engine/ir/ops/ops.h"

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

// The cells after the last step are all that ONNX gives.
bool takesLastStep(const ProgramView& view, const Node& node)
{
    if (node.op != &sliceOp)
        return false;
    const auto& how = std::get<SliceAttrs>(node.attrs);
    const Shape& steps = view.shape(node.in[0]);
    return how.sizes == Shape({steps[0], 1, steps[2]}) && how.starts == Shape({0, steps[1] - 1, 0});
}

} // namespace

std::optional<Form> lastCells(const ProgramView& view, const Node& node)
{
    for (const int value : node.in) {
        const Node* const lstm = view.maker(value, lstmOp);
        if (lstm == nullptr || value == lstm->out[0] || (value == lstm->out[1] && view.shape(value)[1] == 1))
            continue;
        if (value != lstm->out[1] || !takesLastStep(view, node))
            throw Error("\"" + view.model().originOf(node)
                        + "\" reads what an LSTM keeps to itself at every step, which ONNX's does not give.");
        return Form {
            {value}, [=](OnnxWriter& graph, const OpNode& made) {
                graph.give(made.out(), "Transpose", {graph.name(value)}, {{"perm", std::vector<int64_t> {1, 0, 2}}});
            }};
    }
    return std::nullopt;
}

void writeLstm(OnnxWriter& graph, const OpNode& node, const std::string& x, std::span<const float> weight,
               std::span<const float> bias, bool start, const std::string& name)
{
    if (!graph.isState(node.in(1)))
        throw Error("\"" + graph.model().originOf(node.node()) + "\" is an LSTM whose weights are computed, which only "
                    + "Weft can run.");
    const HostTensor& recurrent = graph.weight(node.in(1));
    const auto units = size_t(recurrent.info.shape[0]);
    const auto size = int64_t(units);
    const std::span<const float> recurrentValues(reinterpret_cast<const float*>(recurrent.bytes.data()),
                                                 recurrent.bytes.size() / sizeof(float));
    const std::vector<float> own = turned(weight, units);
    Names in = {graph.add("Transpose", {x}, {{"perm", std::vector<int64_t> {1, 0, 2}}}),
                graph.floats(name + "/W", {1, 4 * size, std::ssize(own) / (4 * size)}, own),
                graph.floats(name + "/R", {1, 4 * size, size}, turned(recurrentValues, units))};
    graph.keep(node.in(1), in[2], "lstm_weight");
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
    // length × 1 × samples × units, and of the last cells 1 × samples × units
    const std::string steps = graph.unique(name + "/LSTM");
    Names out = {steps};
    if (node.wanted[1]) {
        out.insert(out.end(), {"", graph.unique(name + "/cells")});
        if (node.shape(node.out(1))[1] > 1)
            graph.same(node.out(1), out.back()); // see lastCells()
    }
    graph.addNamed("LSTM", in, out, {{"hidden_size", size}});
    if (node.wanted[1] && node.shape(node.out(1))[1] == 1)
        graph.give(node.out(1), "Transpose", {out.back()}, {{"perm", std::vector<int64_t> {1, 0, 2}}});
    if (!node.wanted[0])
        return;
    graph.give(node.out(), "Transpose", {graph.add("Squeeze", {steps, graph.integers({1})})},
               {{"perm", std::vector<int64_t> {1, 0, 2}}});
}

} // namespace weft
