#include "engine/layers/recurrent.h"

namespace weft::layers {

namespace {

constexpr int64_t mostSteps = 4096; // each is written out as ops of its own

// Cho et al. 2014 in the form of cuDNN and PyTorch, where the reset gate acts behind the recurrent product:
//   r = σ(x·Wr + h·Rr + br), z = σ(x·Wz + h·Rz + bz), n = tanh(x·Wn + bn + r·(h·Rn + recurrent bias)),
//   h' = (1 − z)·n + z·h
// Gates in the order r, z, n (PyTorch's; cuDNN says r, i, n'). Their biases of input and recurrence are one but for n,
// whose second one the gate multiplies.
Sequence readOneWay(LayerContext& c, Value x, const std::string& suffix)
{
    const int64_t samples = x.shape()[0], length = x.shape()[1], units = c.integer("units");
    c.require(length <= mostSteps,
              "A GRU reads at most " + std::to_string(mostSteps) + " steps, and this sequence has "
                  + std::to_string(length) + "; take shorter ones, or an LSTM.",
              "x");
    const Value weight = c.weight("weight" + suffix, {x.shape()[2], 3 * units}, kaimingUniform(units));
    const Value recurrent = c.weight("recurrent" + suffix, {units, 3 * units}, kaimingUniform(units));
    const Value bias = c.weight("bias" + suffix, {3 * units}, kaimingUniform(units));
    const Value recurrentBias = c.weight("recurrent_bias" + suffix, {1, units}, kaimingUniform(units));
    const Value projected = weft::matmul(x, weight) + bias;
    Values steps;
    Value h = broadcastTo(c.number(0), {samples, units});
    for (const Value& step : split(projected, 1, length)) {
        const Values now = split(weft::reshape(step, {samples, 3 * units}), 1, 3);
        const Values before = split(weft::matmul(h, recurrent), 1, 3);
        const Value r = weft::sigmoid(now[0] + before[0]);
        const Value z = weft::sigmoid(now[1] + before[1]);
        const Value n = weft::tanh(now[2] + r * (before[2] + recurrentBias));
        h = (1.0 - z) * n + z * h;
        steps.push_back(weft::reshape(h, {samples, 1, units}));
    }
    return {weft::concat(steps, 1), h};
}

Values build(LayerContext& c, Values in)
{
    return readSequence(c, in[0], readOneWay);
}

} // namespace

LayerType gru()
{
    return {
        .title = "GRU",
        .doc = "Reads a sequence step by step, as an LSTM does, with fewer gates and weights (Cho et al. 2014): often "
               "as good on short sequences. The reset gate acts behind the recurrent product, as in cuDNN.",
        .inputs = {{"x", "samples × length × features"}},
        .outputs = {recurrentOutput()},
        .params = recurrentParams(),
        .build = build,
    };
}

} // namespace weft::layers
