#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {minimum(1.0, weft::relu(in[0] / 6.0 + 0.5))};
}

} // namespace

LayerType hard_sigmoid()
{
    return {
        .title = "Hard sigmoid",
        .doc = "Sigmoid in three straight pieces, cheap to compute: x / 6 + ½, kept in 0 … 1.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
