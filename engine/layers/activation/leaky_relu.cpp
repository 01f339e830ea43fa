#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    const Value x = in[0];
    return {select(less(0.0, x), x, c.real("slope") * x)};
}

} // namespace

LayerType leaky_relu()
{
    return {
        .title = "Leaky ReLU",
        .doc = "As ReLU, but lets a little of what is negative through, so that no unit stops learning.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .params = {real("slope", 0.01, "Share of negative values that passes.", 0, 1)},
        .build = build,
    };
}

} // namespace weft::layers
