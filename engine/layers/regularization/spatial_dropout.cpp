#include "engine/layers/axes.h"
#include "engine/layers/drop.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireNumbers(c, in[0]);
    c.require(in[0].shape().rank() >= 3, "This takes samples × channels × sizes; use Dropout here.", "x");
    return {drop(c, in[0], c.real("rate"), sharedFrom(2, in[0].shape()))};
}

} // namespace

LayerType spatial_dropout()
{
    return {
        .title = "Spatial dropout",
        .doc = "Dropout of whole channels: neighbours in an image are too alike for dropping single points to help.",
        .inputs = {{"x", "samples × channels × sizes"}},
        .outputs = {{"y", "as x"}},
        .params = {dropRate(0.2, "Share of channels set to zero.")},
        .build = build,
    };
}

} // namespace weft::layers
