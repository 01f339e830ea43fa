#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {in[0] * minimum(1.0, weft::relu(in[0] / 6.0 + 0.5))};
}

} // namespace

LayerType hard_swish()
{
    return {
        .title = "Hard swish",
        .doc = "Swish in cheap pieces: x times the Hard sigmoid of x. Usual in MobileNetV3.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
