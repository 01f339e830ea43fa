#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    const Value x = in[0];
    constexpr double alpha = 1.6732632423543772;
    constexpr double scale = 1.0507009873554805;
    return {select(less(0.0, x), scale * x, scale * alpha * (exp(minimum(x, 0.0)) - 1.0))};
}

} // namespace

LayerType selu()
{
    return {
        .title = "SELU",
        .doc = "ELU with constants that keep mean and variance through deep stacks of Dense (Klambauer et al. 2017).",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .build = build,
    };
}

} // namespace weft::layers
