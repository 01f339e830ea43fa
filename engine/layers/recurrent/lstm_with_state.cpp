#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

// As an LSTM of one layer, with its weights' names; the state comes and goes through ports.
Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireSequence(c, x);
    const int64_t samples = x.shape()[0], length = x.shape()[1], units = c.integer("units");
    for (const auto& [state, port] : {std::pair(&in[1], "state"), std::pair(&in[2], "cells")}) {
        if (!state->valid())
            *state = broadcastTo(c.number(0), {samples, units});
        c.require(isFloat(state->dtype()) && state->shape() == Shape({samples, units}),
                  "This takes samples × units, here " + toString({samples, units}) + ", but has "
                      + toString(state->shape()) + ".",
                  port);
    }
    const Value weight = c.weight("weight_0", {x.shape()[2], 4 * units}, kaimingUniform(units));
    const Value recurrent = c.weight("recurrent_0", {units, 4 * units}, kaimingUniform(units));
    const Value bias = c.weight("bias_0", {4 * units}, kaimingUniform(units));
    const Values run = weft::lstm(weft::matmul(x, weight) + bias, recurrent, in[1], in[2]);
    const auto last = [&](Value steps) {
        return weft::reshape(weft::slice(steps, 1, length - 1, 1), {samples, units});
    };
    return {run[0], last(run[0]), last(run[1])};
}

} // namespace

LayerType lstm_with_state()
{
    return {
        .title = "LSTM with state",
        .doc = "An LSTM that begins with a state from elsewhere and gives the one it ends with: for reading a signal "
               "piece by piece, or a decoder that goes on from an encoder.",
        .inputs = {{"x", "samples × length × features"},
                   {"state", "samples × units: what it knows before the first step; unwired: nothing", true},
                   {"cells", "samples × units: its memory before the first step; unwired: empty", true}},
        .outputs = {{"y", "samples × length × units"},
                    {"state", "samples × units, after the last step"},
                    {"cells", "samples × units, after the last step"}},
        .params = {integer("units", 128, "Numbers it remembers.", 1, 1e6)},
        .build = build,
    };
}

} // namespace weft::layers
