#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Shape from = in[0].shape();
    if (from.rank() == 1)
        return {reshape(in[0], {from[0], 1})};
    const int first = axisOf(c, "axis", from);
    Shape to;
    for (int axis = 0; axis < first; ++axis)
        to.push_back(from[axis]);
    int64_t features = 1; // no more than the input has in all
    for (int axis = first; axis < from.rank(); ++axis)
        features *= from[axis];
    to.push_back(features);
    return {reshape(in[0], to)};
}

} // namespace

LayerType flatten()
{
    return {
        .title = "Flatten",
        .doc = "Lays all axes behind the samples in one row, as Dense needs it.",
        .inputs = {{"x", "samples × …"}},
        .outputs = {{"y", "samples × features"}},
        .params = {integer("axis", 1, "The first axis to join: 1 joins all behind the samples.", -7, 7)},
        .build = build,
    };
}

} // namespace weft::layers
