#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {weft::sigmoid(in[0])};
}

} // namespace

LayerType sigmoid()
{
    return {
        .title = "Sigmoid",
        .doc = "Squeezes any number into 0 … 1: 1 / (1 + e^−x). For gates and probabilities.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
