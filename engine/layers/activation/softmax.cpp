#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {weft::softmax(in[0], axisOf(c, "axis", in[0].shape()))};
}

} // namespace

LayerType softmax()
{
    return {
        .title = "Softmax",
        .doc = "Turns scores into shares of 1 along an axis: e^x over the sum of all e^x. Losses and Output take raw "
               "scores and need no Softmax before them.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .params = {integer("axis", -1, "The axis that sums to 1: 1 is the one behind the samples, −1 the last.", -7,
                           7)},
        .build = build,
    };
}

} // namespace weft::layers
