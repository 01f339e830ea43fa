#include "engine/layers/pooling.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return globalPool(c, in[0], max);
}

} // namespace

LayerType global_max_pool()
{
    return {
        .title = "Global max pool",
        .doc = "Keeps the greatest element of each channel, wherever it is: one number a channel.",
        .inputs = {{"x", "samples × channels × sizes: a sequence, an image or a volume"}},
        .outputs = {{"y", "samples × channels"}},
        .params = {toggle("keep_axes", false,
                          "Keep the sizes as axes of 1, so that the result can multiply the input.")},
        .build = build,
    };
}

} // namespace weft::layers
