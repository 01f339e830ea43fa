#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return {combined(c, in, weft::maximum)};
}

} // namespace

LayerType maximum()
{
    return {
        .title = "Maximum",
        .doc = "Keeps the greatest of its inputs, element by element.",
        .inputs = {{.id = "x", .doc = "any number of inputs of one shape; an axis of 1 is repeated", .many = true}},
        .outputs = {{"y", "as the inputs"}},
        .build = build,
    };
}

} // namespace weft::layers
