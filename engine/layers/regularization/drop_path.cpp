#include "engine/layers/axes.h"
#include "engine/layers/drop.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    return {drop(c, in[0], c.real("rate"), sharedFrom(1, in[0].shape()))};
}

} // namespace

LayerType drop_path()
{
    return {
        .title = "Drop path",
        .doc = "While training, sets the whole input of a random share of the samples to zero and scales the rest "
               "up. Put it at the end of a residual branch, before the Add (Huang et al. 2016).",
        .inputs = {{"x", "samples × …"}},
        .outputs = {{"y", "as x"}},
        .params = {dropRate(0.1, "Share of samples whose branch is left out.")},
        .build = build,
    };
}

} // namespace weft::layers
