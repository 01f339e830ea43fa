#include "engine/layers/activations.h"
#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    const double sharpness = c.real("sharpness");
    return {weft::softplus(sharpness * in[0]) / sharpness};
}

} // namespace

LayerType softplus()
{
    return {
        .title = "Softplus",
        .doc = "A smooth ReLU that is never zero: log(1 + e^(sharpness · x)) / sharpness. For what must be positive.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .params = {real("sharpness", 1, "The greater, the closer to ReLU.", 1e-3, 1e3)},
        .build = build,
    };
}

} // namespace weft::layers
