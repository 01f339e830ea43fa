#include "engine/layers/pooling.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return buildAvgPool(c, in[0], 2);
}

} // namespace

LayerType avg_pool2d()
{
    return {
        .title = "Average pool 2D",
        .doc = "Averages every window of an image, channel by channel.",
        .inputs = {{"x", "samples × channels × rows × columns"}},
        .outputs = {{"y", "samples × channels × rows × columns, divided by the stride"}},
        .params = avgPoolParams(2),
        .build = build,
    };
}

} // namespace weft::layers
