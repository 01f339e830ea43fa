#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    requireFit(c, in[0], in[1], "y");
    return {in[0] - in[1]};
}

} // namespace

LayerType subtract()
{
    return {
        .title = "Subtract",
        .doc = "The first input minus the second one, element by element.",
        .inputs = {{"x", "any shape"}, {"y", "as x; an axis of 1 is repeated"}},
        .outputs = {{"difference", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
