#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

// Each sample's own elements, found in one table of all samples.
Values build(LayerContext& c, Values in)
{
    const Value x = in[0], index = in[1];
    const Shape from = x.shape(), asked = index.shape();
    const int axis = axisOf(c, "axis", from);
    c.require(asked[0] == from[0], "The samples of the indices are not those of the data.", "index");
    const int rank = from.rank() - 1 + asked.rank() - 1;
    c.require(rank <= Shape::maxRank, "The result would have more than 8 axes.", "index");
    const int64_t samples = from[0], size = from[axis];
    std::vector<int> toFront = {0, axis}; // samples × size × rest
    for (int i = 1; i < from.rank(); ++i) {
        if (i != axis)
            toFront.push_back(i);
    }
    const int64_t rest = samples * size == 0 ? 0 : from.elements() / samples / size;
    const Value table = weft::reshape(weft::permute(x, toFront), {samples * size, rest});
    const Value row = placesOn(index, size) + iota(c.builder(), asked, 0, DType::f64) * double(size);
    const Value found = weft::gather(table, cast(row, DType::i32)); // samples × asked × rest

    Shape apart = asked;
    for (int i = 2; i < from.rank(); ++i)
        apart.push_back(from[toFront[size_t(i)]]);
    std::vector<int> order = {0}; // the axes before the one that is picked from, the indices', those behind
    const int asks = asked.rank() - 1;
    for (int i = 1; i < axis; ++i)
        order.push_back(asks + i);
    for (int i = 1; i <= asks; ++i)
        order.push_back(i);
    for (int i = axis; i < from.rank() - 1; ++i)
        order.push_back(asks + i);
    return {weft::permute(weft::reshape(found, apart), order)};
}

} // namespace

LayerType gather()
{
    return {
        .title = "Gather",
        .doc = "Picks elements of one axis by their numbers: the rows that another part of the network asks for. No "
               "learning flows to the numbers; what is beyond the axis takes its first or last element.",
        .inputs = {{"x", "samples × … × axis × …"}, {"index", "samples × …: from 0; −1 is the last"}},
        .outputs = {{"y", "as x, with the index's axes in place of the axis"}},
        .params = {integer("axis", 1, "The axis to pick from: 1 is the one behind the samples, −1 the last.", -7, 7)},
        .build = build,
    };
}

} // namespace weft::layers
