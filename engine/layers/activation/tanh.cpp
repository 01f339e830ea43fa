#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {weft::tanh(in[0])};
}

} // namespace

LayerType tanh()
{
    return {
        .title = "Tanh",
        .doc = "Squeezes any number into −1 … 1, with 0 in the middle.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
