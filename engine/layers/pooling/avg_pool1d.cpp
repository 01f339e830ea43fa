#include "engine/layers/pooling.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return buildAvgPool(c, in[0], 1);
}

} // namespace

LayerType avg_pool1d()
{
    return {
        .title = "Average pool 1D",
        .doc = "Averages every window along a sequence, channel by channel.",
        .inputs = {{"x", "samples × channels × length"}},
        .outputs = {{"y", "samples × channels × length, divided by the stride"}},
        .params = avgPoolParams(1),
        .build = build,
    };
}

} // namespace weft::layers
