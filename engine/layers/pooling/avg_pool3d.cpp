#include "engine/layers/pooling.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return buildAvgPool(c, in[0], 3);
}

} // namespace

LayerType avg_pool3d()
{
    return {
        .title = "Average pool 3D",
        .doc = "Averages every window of a volume, channel by channel.",
        .inputs = {{"x", "samples × channels × depth × rows × columns"}},
        .outputs = {{"y", "samples × channels × depth × rows × columns, divided by the stride"}},
        .params = avgPoolParams(3),
        .build = build,
    };
}

} // namespace weft::layers
