#include "engine/layers/activations.h"
#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {in[0] * weft::tanh(weft::softplus(in[0]))};
}

} // namespace

LayerType mish()
{
    return {
        .title = "Mish",
        .doc = "x · tanh(softplus(x)): smooth, with a small dip below zero.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
