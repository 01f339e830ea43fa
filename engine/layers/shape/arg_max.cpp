#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    const int axis = axisOf(c, "axis", in[0].shape());
    const Value x = c.toggle("least") ? -in[0] : in[0];
    if (!c.toggle("last"))
        return {cast(weft::argmax(x, axis), c.dtype())};
    // The greatest number of those places that hold the greatest.
    const Value places = iota(c.builder(), x.shape(), axis, c.dtype());
    const Value greatest = max(x, {axis});
    Shape without = x.shape();
    without.erase(axis);
    return {weft::reshape(max(select(equal(x, greatest), places, c.number(-1)), {axis}), without)};
}

} // namespace

LayerType arg_max()
{
    return {
        .title = "Arg max",
        .doc = "Where along an axis the greatest number stands, counted from 0: the class that scores make. Nothing "
               "learns through it.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x, without the axis"}},
        .params = {integer("axis", -1, "The axis to look along: 1 is the one behind the samples, −1 the last.", -7, 7),
                   toggle("least", false, "The least number instead."),
                   toggle("last", false, "Of several equal ones the last, not the first.")},
        .build = build,
    };
}

} // namespace weft::layers
