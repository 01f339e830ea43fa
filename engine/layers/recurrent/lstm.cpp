#include "engine/layers/recurrent.h"

namespace weft::layers {

namespace {

// PyTorch's two biases, which are only ever added, are one here; the weights start as there, uniform in ±1/√units.
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

Values build(LayerContext& c, Values in)
{
    return readSequence(c, in[0], readOneWay);
}

} // namespace

LayerType lstm()
{
    return {
        .title = "LSTM",
        .doc = "Reads a sequence step by step and remembers what matters by gates (Hochreiter and Schmidhuber 1997). "
               "For texts and signals; several layers stack.",
        .inputs = {{"x", "samples × length × features"}},
        .outputs = {recurrentOutput()},
        .params = recurrentParams(),
        .build = build,
    };
}

} // namespace weft::layers
