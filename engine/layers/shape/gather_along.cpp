#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0], index = in[1];
    const Shape from = x.shape(), asked = index.shape();
    const int axis = axisOf(c, "axis", from);
    bool fits = asked.rank() == from.rank() && asked[0] == from[0];
    for (int i = 1; fits && i < from.rank(); ++i)
        fits = i == axis || asked[i] <= from[i];
    c.require(fits,
              "Indices of " + toString(asked) + " do not fit " + toString(from)
                  + ": they need as many axes, and only the one picked from may be longer.",
              "index");
    const Shape strides = stridesOf(from); // the place of each element in all of x, counted in f64
    Value place = placesOn(index, from[axis]) * double(strides[axis]);
    for (int i = 0; i < from.rank(); ++i) {
        if (i != axis)
            place = place + iota(c.builder(), asked, i, DType::f64) * double(strides[i]);
    }
    const Value table = weft::reshape(x, {from.elements(), 1});
    return {weft::reshape(weft::gather(table, cast(place, DType::i32)), asked)};
}

} // namespace

LayerType gather_along()
{
    return {
        .title = "Gather along",
        .doc = "Picks for each place one element of an axis by its number: the score of each label, the value that was "
               "chosen. No learning flows to the numbers; what is beyond the axis takes its first or last element.",
        .inputs = {{"x", "any shape"}, {"index", "as x, but for the axis: from 0; −1 is the last"}},
        .outputs = {{"y", "as index"}},
        .params = {integer("axis", 1, "The axis to pick from: 1 is the one behind the samples, −1 the last.", -7, 7)},
        .build = build,
    };
}

} // namespace weft::layers
