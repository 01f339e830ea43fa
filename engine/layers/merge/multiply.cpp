#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return {combined(c, in, weft::operator*)};
}

} // namespace

LayerType multiply()
{
    return {
        .title = "Multiply",
        .doc = "Multiplies its inputs element by element: gates, masks, attention to channels.",
        .inputs = {{.id = "x", .doc = "any number of inputs of one shape; an axis of 1 is repeated", .many = true}},
        .outputs = {{"y", "as the inputs"}},
        .build = build,
    };
}

} // namespace weft::layers
