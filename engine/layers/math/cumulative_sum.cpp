#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

// `by` zeros come in at one end, as many elements go at the other.
Value shifted(Value x, int axis, int64_t by, bool reverse)
{
    const int64_t size = x.shape()[axis];
    PadAttrs how = {.low = x.shape(), .high = x.shape(), .interior = x.shape()};
    for (int i = 0; i < x.shape().rank(); ++i)
        how.low[i] = how.high[i] = how.interior[i] = 0;
    (reverse ? how.high : how.low)[axis] = by;
    return weft::pad(weft::slice(x, axis, reverse ? by : 0, size - by), how);
}

// Sums of 1, 2, 4, … elements in turn (Hillis and Steele 1986): ⌈log₂ size⌉ passes.
Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    const int axis = axisOf(c, "axis", in[0].shape());
    const int64_t size = in[0].shape()[axis];
    const bool reverse = c.toggle("reverse");
    Value y = in[0];
    if (c.toggle("exclusive"))
        y = size > 1 ? shifted(y, axis, 1, reverse) : y * 0.0;
    for (int64_t reach = 1; reach < size; reach *= 2)
        y = y + shifted(y, axis, reach, reverse);
    return {y};
}

} // namespace

LayerType cumulative_sum()
{
    return {
        .title = "Cumulative sum",
        .doc = "Each element becomes the sum of those up to it along an axis.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .params = {integer("axis", 1, "The axis to sum along: 1 is the one behind the samples, −1 the last.", -7, 7),
                   toggle("exclusive", false, "Leave the element itself out: the first becomes 0."),
                   toggle("reverse", false, "Sum from the end.")},
        .build = build,
    };
}

} // namespace weft::layers
