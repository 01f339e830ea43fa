#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {weft::relu(in[0])};
}

} // namespace

LayerType relu()
{
    return {
        .title = "ReLU",
        .doc = "Passes what is positive and stops the rest: max(x, 0). The usual first choice between layers.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
