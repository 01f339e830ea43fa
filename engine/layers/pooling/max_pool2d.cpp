#include "engine/layers/pooling.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const PoolAttrs how = poolAttrs(c, in[0], 2);
    return {maxPool(in[0], how)};
}

} // namespace

LayerType max_pool2d()
{
    return {
        .title = "Max pool 2D",
        .doc = "Keeps the greatest of every window of an image, channel by channel: smaller, and less sensitive to "
               "small shifts.",
        .inputs = {{"x", "samples × channels × rows × columns"}},
        .outputs = {{"y", "samples × channels × rows × columns, divided by the stride"}},
        .params = poolParams(2),
        .build = build,
    };
}

} // namespace weft::layers
