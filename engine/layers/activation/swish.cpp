#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {in[0] * weft::sigmoid(in[0])};
}

} // namespace

LayerType swish()
{
    return {
        .title = "Swish (SiLU)",
        .doc = "x · sigmoid(x): a smooth ReLU with a small dip below zero. Usual in EfficientNet and in language "
               "models.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
