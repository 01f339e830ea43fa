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
        y = y + in[i];
    }
    return {y};
}

} // namespace

LayerType add()
{
    return {
        .title = "Add",
        .doc = "Adds its inputs element by element. With a wire past some layers it makes a residual connection.",
        .inputs = {{.id = "x", .doc = "any number of inputs of one shape; an axis of 1 is repeated", .many = true}},
        .outputs = {{"y", "as the inputs"}},
        .build = build,
    };
}

} // namespace weft::layers
