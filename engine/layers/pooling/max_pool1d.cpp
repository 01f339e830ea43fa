#include "engine/layers/pooling.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const PoolAttrs how = poolAttrs(c, in[0], 1);
    return {maxPool(in[0], how)};
}

} // namespace

LayerType max_pool1d()
{
    return {
        .title = "Max pool 1D",
        .doc = "Keeps the greatest of every window along a sequence, channel by channel: shorter, and less sensitive "
               "to small shifts.",
        .inputs = {{"x", "samples × channels × length"}},
        .outputs = {{"y", "samples × channels × length, divided by the stride"}},
        .params = poolParams(1),
        .build = build,
    };
}

} // namespace weft::layers
