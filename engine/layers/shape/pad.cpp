#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

// The places that a border of these sizes shows of an axis: at the edge its first and last, reflected those inside,
// the nearest first.
Value bordered(LayerContext& c, Value x, int axis, int64_t before, int64_t after, bool reflects)
{
    if (before == 0 && after == 0)
        return x;
    const int64_t size = x.shape()[axis];
    c.require(!reflects || (before < size && after < size),
              "Axis " + std::to_string(axis) + " has " + std::to_string(size)
                  + " elements, too few to be reflected that far.",
              "before");
    const Value place = iota(c.builder(), {before + size + after}, 0, DType::f64) - double(before);
    const auto last = double(size - 1);
    const Value shown =
        reflects ? last - weft::abs(last - weft::abs(place)) : weft::minimum(weft::maximum(place, 0.0), last);
    std::vector<int> order;
    for (int i = 0; i < x.shape().rank(); ++i)
        order.push_back(i == 0 ? axis : i == axis ? 0 : i);
    return weft::permute(gather(weft::permute(x, order), cast(shown, DType::i32)), order);
}

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireNumbers(c, x);
    const int rank = x.shape().rank();
    c.require(rank >= 2, "There is nothing behind the samples to put a border around.", "x");
    const bool channels = c.sizes("before").rank() == rank - 1 && c.sizes("after").rank() == rank - 1;
    const int first = rank == 2 || channels ? 1 : 2;
    const Shape before = c.sizes("before", rank - first), after = c.sizes("after", rank - first);
    if (const std::string& mode = c.text("mode"); mode != "constant") {
        Value y = x;
        for (int axis = first; axis < rank; ++axis)
            y = bordered(c, y, axis, before[axis - first], after[axis - first], mode == "reflect");
        return {y};
    }
    PadAttrs how = {.low = x.shape(), .high = x.shape(), .interior = x.shape()};
    for (int axis = 0; axis < rank; ++axis) {
        how.low[axis] = axis < first ? 0 : before[axis - first];
        how.high[axis] = axis < first ? 0 : after[axis - first];
        how.interior[axis] = 0;
    }
    const double value = c.real("value");
    if (value == 0)
        return {weft::pad(x, how)};
    const Value inside = weft::pad(broadcastTo(c.number(1), x.shape()), how);
    return {weft::pad(x, how) + (1.0 - inside) * value};
}

} // namespace

LayerType pad()
{
    return {
        .title = "Pad",
        .doc = "Puts a border around an image, a sequence or a volume: of zeros, of another number, or of what lies "
               "beside it.",
        .inputs = {{"x", "samples × channels × sizes, or samples × features"}},
        .outputs = {{"y", "as x, larger"}},
        .params = {sizes("before", {1},
                         "Elements put before each axis: one number for all behind the channels, or one for each; with "
                         "one more, the first is for the channels.",
                         1, 7, 0, 65536),
                   sizes("after", {1}, "Elements put after each axis, likewise.", 1, 7, 0, 65536),
                   real("value", 0, "What a constant border is filled with.", -1e30, 1e30),
                   choice("mode", "constant", {"constant", "reflect", "edge"},
                          "constant: the value; reflect: as in a mirror at the last element; edge: the last element "
                          "again and again.")},
        .build = build,
    };
}

} // namespace weft::layers
