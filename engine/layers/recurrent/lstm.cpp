#include "engine/layers/axes.h"
#include "engine/layers/drop.h"

namespace weft::layers {

namespace {

struct Sequence {
    Value steps; // samples × length × units
    Value last; // samples × units
};

// x: samples × length × features. PyTorch's two biases, which are only ever added, are one here; the weights start as
// there, uniform in ±1/√units.
Sequence readOneWay(LayerContext& c, Value x, const std::string& suffix)
{
    const int64_t samples = x.shape()[0], length = x.shape()[1], units = c.integer("units");
    const Value weight = c.weight("weight" + suffix, {x.shape()[2], 4 * units}, kaimingUniform(units));
    const Value recurrent = c.weight("recurrent" + suffix, {units, 4 * units}, kaimingUniform(units));
    const Value bias = c.weight("bias" + suffix, {4 * units}, kaimingUniform(units));
    const Value start = broadcastTo(c.number(0), {samples, units});
    const Value steps = weft::lstm(weft::matmul(x, weight) + bias, recurrent, start, start)[0];
    return {steps, weft::reshape(weft::slice(steps, 1, length - 1, 1), {samples, units})};
}

// samples × length × …, the last step first
Value backwards(LayerContext& c, Value x)
{
    const int64_t length = x.shape()[1];
    const Value order = cast(double(length - 1) - iota(c.builder(), {length}, 0, DType::f32), DType::i32);
    return weft::permute(gather(weft::permute(x, {1, 0, 2}), order), {1, 0, 2});
}

Values build(LayerContext& c, Values in)
{
    requireSequence(c, in[0]);
    Sequence y = {in[0], {}};
    for (int64_t layer = 0; layer < c.integer("layers"); ++layer) {
        const Value x = layer == 0 ? y.steps : drop(c, y.steps, c.real("dropout"), y.steps.shape());
        const std::string suffix = "_" + std::to_string(layer);
        y = readOneWay(c, x, suffix);
        if (!c.toggle("bidirectional"))
            continue;
        const Sequence back = readOneWay(c, backwards(c, x), suffix + "_backwards");
        y = {weft::concat({{y.steps, backwards(c, back.steps)}}, 2), weft::concat({{y.last, back.last}}, 1)};
    }
    return {c.toggle("sequence") ? y.steps : y.last};
}

} // namespace

LayerType lstm()
{
    return {
        .title = "LSTM",
        .doc = "Reads a sequence step by step and remembers what matters by gates (Hochreiter and Schmidhuber 1997). "
               "For texts and signals; several layers stack.",
        .inputs = {{"x", "samples × length × features"}},
        .outputs = {{"y", "samples × length × units, or samples × units; twice the units when it reads both ways"}},
        .params = {integer("units", 128, "Numbers it remembers.", 1, 1e6),
                   integer("layers", 1, "How many LSTMs on top of one another.", 1, 64),
                   toggle("sequence", true, "Give what it knows after every step; off: only after the last."),
                   toggle("bidirectional", false, "Also read the sequence backwards, and give both."),
                   real("dropout", 0, "Share of numbers dropped between its layers while training.", 0, 0.999)},
        .build = build,
    };
}

} // namespace weft::layers
