#include "engine/layers/pooling.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const PoolAttrs how = poolAttrs(c, in[0], 3);
    return {maxPool(in[0], how)};
}

} // namespace

LayerType max_pool3d()
{
    return {
        .title = "Max pool 3D",
        .doc = "Keeps the greatest of every window of a volume, channel by channel: smaller, and less sensitive to "
               "small shifts.",
        .inputs = {{"x", "samples × channels × depth × rows × columns"}},
        .outputs = {{"y", "samples × channels × depth × rows × columns, divided by the stride"}},
        .params = poolParams(3),
        .build = build,
    };
}

} // namespace weft::layers
