#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    c.require(!in.empty(), "There is nothing to combine yet; wire two or more layers to it.", "x");
    requireNumbers(c, in[0]);
    Value y = in[0];
    for (size_t i = 1; i < in.size(); ++i) {
        requireFit(c, y, in[i]);
        y = y * in[i];
    }
    return {y};
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
