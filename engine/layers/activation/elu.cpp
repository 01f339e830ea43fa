#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    const Value x = in[0];
    return {select(less(0.0, x), x, c.real("alpha") * (exp(minimum(x, 0.0)) - 1.0))};
}

} // namespace

LayerType elu()
{
    return {
        .title = "ELU",
        .doc = "As ReLU for positive numbers; negative ones bend smoothly to −α.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .params = {real("alpha", 1, "What large negative numbers come to, with the sign turned.", 0)},
        .build = build,
    };
}

} // namespace weft::layers
