#include "engine/layers/axes.h"
#include "engine/layers/drop.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {drop(c, in[0], c.real("rate"), in[0].shape())};
}

} // namespace

LayerType dropout()
{
    return {
        .title = "Dropout",
        .doc = "While training, sets a random share of the numbers to zero and scales the rest up, so that no unit "
               "relies on another one. Does nothing afterwards.",
        .inputs = {{"x", "any shape"}},
        .outputs = {{"y", "as x"}},
        .params = {dropRate(0.5, "Share of numbers set to zero.")},
        .build = build,
    };
}

} // namespace weft::layers
