#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    requireNumbers(c, x);
    c.require(!c.toggle("per_channel") || x.shape().rank() >= 2, "There are no channels to give slopes to.", "x");
    const int64_t slopes = c.toggle("per_channel") ? x.shape()[1] : 1;
    const Value slope = c.weight("slope", {slopes}, filled(c.real("start")));
    return {select(less(0.0, x), x, perChannel(slope, x.shape().rank()) * x)};
}

} // namespace

LayerType prelu()
{
    return {
        .title = "PReLU",
        .doc = "Leaky ReLU that learns how much of what is negative passes (He et al. 2015).",
        .inputs = {{"x", "samples × channels × …, or any shape with one slope for all"}},
        .outputs = {{"y", "as x"}},
        .params = {toggle("per_channel", false, "A slope for each channel, not one for all."),
                   real("start", 0.25, "The slope at the beginning.")},
        .build = build,
    };
}

} // namespace weft::layers
