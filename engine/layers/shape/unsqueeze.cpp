#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Shape x = in[0].shape();
    c.require(x.rank() < Shape::maxRank, "There are 8 axes already, and no more are possible.", "x");
    Shape longer = x;
    longer.push_back(1);
    const int axis = axisOf(c, "axis", longer);
    Shape shape = x;
    shape.insert(axis, 1);
    return {weft::reshape(in[0], shape)};
}

} // namespace

LayerType unsqueeze()
{
    return {
        .title = "Unsqueeze",
        .doc = "Puts in an axis of size 1, so that the result combines with what has more axes.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x, with an axis of 1"}},
        .params = {integer("axis", 1, "Where the new axis stands in the result: 1 is behind the samples, −1 the end.",
                           -7, 7)},
        .build = build,
    };
}

} // namespace weft::layers
