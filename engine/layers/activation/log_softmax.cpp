#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {weft::logSoftmax(in[0], axisOf(c, "axis", in[0].shape()))};
}

} // namespace

LayerType log_softmax()
{
    return {
        .title = "Log-softmax",
        .doc = "The logarithm of Softmax, computed without losing small probabilities.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .params = {integer("axis", -1, "The axis that sums to 1: 1 is the one behind the samples, −1 the last.", -7,
                           7)},
        .build = build,
    };
}

} // namespace weft::layers
