#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    c.require(!in.empty(), "There is nothing to join yet; wire two or more layers to it.", "x");
    const Shape& first = in[0].shape();
    const int axis = axisOf(c, "axis", first);
    for (const Value& part : in) {
        Shape alike = part.shape();
        if (alike.rank() == first.rank())
            alike[axis] = first[axis];
        c.require(alike == first && part.dtype() == in[0].dtype(),
                  "Inputs of " + toString(first) + " and " + toString(part.shape())
                      + " cannot be joined: they must agree in all but axis " + std::to_string(axis) + ".",
                  "x");
    }
    return {weft::concat(in, axis)};
}

} // namespace

LayerType concat()
{
    return {
        .title = "Concatenate",
        .doc = "Puts its inputs one behind another along an axis: channels of two branches, words of two sentences.",
        .inputs = {{.id = "x", .doc = "any number of inputs that differ only along the axis", .many = true}},
        .outputs = {{"y", "as the inputs, longer along the axis"}},
        .params = {integer("axis", 1, "The axis to join along: 1 is the one behind the samples, −1 the last.", -7, 7)},
        .build = build,
    };
}

} // namespace weft::layers
