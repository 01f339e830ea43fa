#include "engine/import/onnx/operators/operators.h"

#include <algorithm>

namespace weft {

namespace {

struct Sequences {
    Operand x = {}; // samples × length × features, seen from Weft
    bool samplesFirst = false; // layout 1
    bool bothWays = false;
    bool hasState = false; // begins with one that is not zero
    int64_t units = 0;
};

bool isZero(const Operand& x)
{
    if (x.constant == nullptr)
        return false;
    for (size_t i = 0; i < x.constant->size(); ++i) {
        if (x.constant->number(i) != 0)
            return false;
    }
    return true;
}

Sequences sequencesOf(Conversion& c, size_t firstState, size_t states)
{
    Sequences s {.samplesFirst = c.integer("layout", 0) == 1};
    const std::string_view direction = c.text("direction", "forward");
    s.bothWays = direction == "bidirectional";
    s.units = c.integer("hidden_size", 0);
    if (direction == "reverse" || c.find("activations") != nullptr || c.find("clip") != nullptr
        || c.integer("input_forget", 0) != 0)
        c.refuse("it runs backwards only, or with other activations");
    const int axis = s.samplesFirst ? 0 : 1;
    s.x = c.foldedAt(c.in(0), axis);
    if (s.x.rank() != 3 || s.units < 1)
        c.refuse("its input is no sequence");
    if (c.has(4)) {
        const std::vector<int64_t> lengths = integersOf(c.known(4));
        const int64_t length = s.x.dims[s.samplesFirst ? 1 : 0];
        if (!std::ranges::all_of(lengths, [&](int64_t one) { return one == length; }))
            c.refuse("its sequences differ in length");
    }
    for (size_t i = firstState; i < firstState + states; ++i)
        s.hasState = s.hasState || (c.has(i) && !isZero(c.in(i)));
    return s;
}

// directions × gates · units × columns in ONNX → columns × gates · units, the gates in Weft's order.
std::vector<float> rearranged(const std::vector<float>& from, int64_t direction, int64_t units, int64_t columns,
                              const std::vector<int>& gates)
{
    const auto count = int64_t(gates.size());
    std::vector<float> to(size_t(columns * count * units));
    for (int64_t g = 0; g < count; ++g) {
        for (int64_t u = 0; u < units; ++u) {
            const int64_t row = (direction * count + gates[size_t(g)]) * units + u;
            for (int64_t k = 0; k < columns; ++k)
                to[size_t((k * count + g) * units + u)] = from[size_t(row * columns + k)];
        }
    }
    return to;
}

void requireSize(const Conversion& c, const std::vector<float>& values, int64_t size)
{
    if (std::ssize(values) != size)
        c.refuse("its weights do not fit");
}

// The network's sequence as ONNX's Y, Y_h.
void giveSequence(Conversion& c, const Sequences& s, const Operand& steps)
{
    const int64_t directions = s.bothWays ? 2 : 1;
    const int64_t length = s.x.dims[s.samplesFirst ? 1 : 0], samples = s.x.dims[s.samplesFirst ? 0 : 1];
    Operand all = steps;
    all.batchAxis = 0;
    all.dims = {samples, length, directions * s.units};
    const std::vector<int64_t> dims = s.samplesFirst ? std::vector {samples, length, directions, s.units}
                                                     : std::vector {length, directions, samples, s.units};
    c.give(c.isUsed(0) ? c.reshaped(all, dims, s.samplesFirst ? 0 : 2) : all);
    if (!c.isUsed(1))
        return;
    Operand last = c.sliced(all, 1, length - 1, 1);
    if (s.bothWays) {
        const Operand forward = c.sliced(last, 2, 0, s.units);
        const Operand back = c.sliced(c.sliced(all, 1, 0, 1), 2, s.units, s.units);
        last = c.layer(
            {.type = "concat", .params = {{"axis", int64_t(2)}}, .wires = {{"x", forward.output}, {"x", back.output}}},
            0, all.type);
    }
    c.give(c.reshaped(
        last, s.samplesFirst ? std::vector {samples, directions, s.units} : std::vector {directions, samples, s.units},
        s.samplesFirst ? 0 : 1));
}

// directions × samples × units, or samples first, as samples × units for Weft.
Operand stateOf(Conversion& c, const Sequences& s, size_t input)
{
    const int64_t samples = s.x.dims[s.samplesFirst ? 0 : 1];
    if (!c.has(input))
        return c.layer({.type = "constant", .params = {{"sizes", std::vector {s.units}}, {"value", 0.0}}}, 0, s.x.type);
    Operand state = c.in(input);
    if (state.rank() != 3 || state.dims.back() != s.units || state.dims[s.samplesFirst ? 1 : 0] != 1)
        c.refuse("its state does not fit");
    state = c.foldedAt(state, s.samplesFirst ? 0 : 1);
    return c.reshaped(state, {samples, s.units}, 0);
}

void giveWithState(Conversion& c, const Sequences& s, std::vector<GraphWriter::Weight> weights)
{
    const Operand state = stateOf(c, s, 5), cells = stateOf(c, s, 6);
    const std::vector<Operand> all =
        c.layers({.type = "lstm_with_state",
                  .params = {{"units", s.units}},
                  .wires = {{"x", s.x.output}, {"state", state.output}, {"cells", cells.output}},
                  .weights = std::move(weights)},
                 0, s.x.type);
    const int64_t length = s.x.dims[s.samplesFirst ? 1 : 0], samples = s.x.dims[s.samplesFirst ? 0 : 1];
    c.give(c.reshaped(all[0],
                      s.samplesFirst ? std::vector {samples, length, int64_t(1), s.units}
                                     : std::vector {length, int64_t(1), samples, s.units},
                      s.samplesFirst ? 0 : 2));
    for (size_t i = 1; i < 3; ++i)
        c.give(c.reshaped(all[i],
                          s.samplesFirst ? std::vector {samples, int64_t(1), s.units}
                                         : std::vector {int64_t(1), samples, s.units},
                          s.samplesFirst ? 0 : 1));
}

// Of each direction: what its inputs and its state are multiplied with, and the sum of ONNX's two biases. Gates from
// `apart` on keep the second, as recurrent_bias. `gates`: Weft's among ONNX's.
std::vector<GraphWriter::Weight> weightsOf(const Conversion& c, const Sequences& s, const std::vector<int>& gates,
                                           int64_t apart)
{
    const auto count = int64_t(gates.size());
    const int64_t features = s.x.dims[2], directions = s.bothWays ? 2 : 1;
    const std::vector<float> w = floatsOf(c.known(1)), r = floatsOf(c.known(2));
    requireSize(c, w, directions * count * s.units * features);
    requireSize(c, r, directions * count * s.units * s.units);
    const std::vector<float> b =
        c.has(3) ? floatsOf(c.known(3)) : std::vector<float>(size_t(directions * 2 * count * s.units), 0.0f);
    requireSize(c, b, directions * 2 * count * s.units);
    std::vector<GraphWriter::Weight> weights;
    for (int64_t d = 0; d < directions; ++d) {
        const std::string suffix = d == 0 ? "_0" : "_0_backwards";
        weights.push_back({"weight" + suffix, rearranged(w, d, s.units, features, gates)});
        weights.push_back({"recurrent" + suffix, rearranged(r, d, s.units, s.units, gates)});
        std::vector<float> bias = rearranged(b, 2 * d, s.units, 1, gates);
        const std::vector<float> second = rearranged(b, 2 * d + 1, s.units, 1, gates);
        const auto added = size_t(apart * s.units);
        for (size_t i = 0; i < added; ++i)
            bias[i] += second[i];
        weights.push_back({"bias" + suffix, std::move(bias)});
        if (apart < count)
            weights.push_back({"recurrent_bias" + suffix, {second.begin() + ptrdiff_t(added), second.end()}});
    }
    return weights;
}

void lstm(Conversion& c)
{
    const Sequences s = sequencesOf(c, 5, 2);
    const bool withState = s.hasState || c.isUsed(2);
    if (c.has(7) || (withState && s.bothWays))
        c.refuse(c.has(7) ? "it looks at its cells through peepholes" : "it keeps a state and reads both ways");
    // input, forget, cell, output among i, o, f, c
    std::vector<GraphWriter::Weight> weights = weightsOf(c, s, {0, 2, 3, 1}, 4);
    if (withState)
        return giveWithState(c, s, std::move(weights));
    giveSequence(c, s, c.layer("lstm", {{"units", s.units}, {"bidirectional", s.bothWays}}, s.x, std::move(weights)));
}

void gru(Conversion& c)
{
    const Sequences s = sequencesOf(c, 5, 1);
    if (s.hasState)
        c.refuse("it begins with a state that is not zero");
    if (c.integer("linear_before_reset", 0) == 0)
        c.refuse("its reset gate acts before the product, which no layer does");
    // reset, update, new among z, r, h; the new gate's second bias stays apart
    std::vector<GraphWriter::Weight> weights = weightsOf(c, s, {1, 0, 2}, 2);
    giveSequence(c, s, c.layer("gru", {{"units", s.units}, {"bidirectional", s.bothWays}}, s.x, std::move(weights)));
}

} // namespace

std::span<const OnnxOperator> recurrentOperators()
{
    static constexpr OnnxOperator all[] = {{"LSTM", lstm}, {"GRU", gru}};
    return all;
}

} // namespace weft
