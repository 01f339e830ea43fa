#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return {combined(c, in, weft::operator+)};
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
