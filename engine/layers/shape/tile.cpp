#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Shape x = in[0].shape();
    c.require(x.rank() >= 2, "There is nothing behind the samples to repeat.", "x");
    const Shape repeats = c.sizes("repeats", x.rank() - 1);
    Shape result = x;
    for (int axis = 1; axis < x.rank(); ++axis)
        result[axis] *= repeats[axis - 1];
    requirePossible(c, result, "repeats");
    Value y = in[0];
    for (int axis = 1; axis < x.rank(); ++axis) {
        if (repeats[axis - 1] > 1) {
            const Values parts(size_t(repeats[axis - 1]), y);
            y = weft::concat(parts, axis);
        }
    }
    return {y};
}

} // namespace

LayerType tile()
{
    return {
        .title = "Tile",
        .doc = "Lays copies of its input side by side along its axes.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x, each axis so many times as long"}},
        .params = {sizes("repeats", {2}, "How many copies along each axis behind the samples; one number for all.", 1,
                         7, 1, 4096)},
        .build = build,
    };
}

} // namespace weft::layers
