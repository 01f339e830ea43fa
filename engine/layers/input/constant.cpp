#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values)
{
    Shape shape = c.sizes("sizes");
    shape.insert(0, c.batch());
    requirePossible(c, shape, "sizes");
    return {broadcastTo(c.number(c.real("value")), shape)};
}

} // namespace

LayerType constant()
{
    return {
        .title = "Constant",
        .doc = "The same number everywhere, for every sample: a factor, a bias, a mask to combine with.",
        .outputs = {{"y", "samples × sizes"}},
        .params = {sizes("sizes", {1}, "The shape for one sample.", 0, 7, 1),
                   real("value", 1, "The number.", -1e30, 1e30)},
        .build = build,
    };
}

} // namespace weft::layers
