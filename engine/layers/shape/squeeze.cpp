#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    Shape shape = in[0].shape();
    const int axis = axisOf(c, "axis", shape);
    c.require(shape[axis] == 1,
              "Axis " + std::to_string(axis) + " of " + toString(shape) + " is not 1 and cannot be taken out.", "axis");
    shape.erase(axis);
    return {weft::reshape(in[0], shape)};
}

} // namespace

LayerType squeeze()
{
    return {
        .title = "Squeeze",
        .doc = "Takes out an axis of size 1.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x, without the axis"}},
        .params = {integer("axis", -1, "The axis to take out: 1 is the one behind the samples, −1 the last.", -7, 7)},
        .build = build,
    };
}

} // namespace weft::layers
