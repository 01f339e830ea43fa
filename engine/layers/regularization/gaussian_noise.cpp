#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    if (!c.training() || c.real("deviation") == 0)
        return {in[0]};
    return {in[0] + c.random(in[0].shape(), RandomAttrs::normal) * c.real("deviation")};
}

} // namespace

LayerType gaussian_noise()
{
    return {
        .title = "Gaussian noise",
        .doc = "While training, adds normally distributed noise, so that small changes of the input matter less. "
               "Does nothing afterwards.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .params = {real("deviation", 0.1, "Standard deviation of the noise.", 0)},
        .build = build,
    };
}

} // namespace weft::layers
