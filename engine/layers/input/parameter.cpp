#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values)
{
    Shape shape = c.sizes("sizes");
    requirePossible(c, shape, "sizes");
    const Value numbers = c.weight("weight", shape, normalInit(c.real("deviation")));
    shape.insert(0, 1);
    const Value one = reshape(numbers, shape);
    shape[0] = c.batch();
    requirePossible(c, shape, "sizes");
    return {broadcastTo(one, shape)};
}

} // namespace

LayerType parameter()
{
    return {
        .title = "Parameter",
        .doc = "Numbers that are learned, the same for every sample: a scale, a table, a token put before all others. "
               "Freeze it, and it is a constant of many numbers.",
        .outputs = {{"y", "samples × sizes"}},
        .params = {sizes("sizes", {1}, "The shape for one sample; empty: a single number.", 0, 7, 1),
                   real("deviation", 0.02, "Standard deviation of the numbers at the beginning.", 0)},
        .build = build,
    };
}

} // namespace weft::layers
