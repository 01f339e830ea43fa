#include "engine/layers/pooling.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return globalPool(c, in[0], mean);
}

} // namespace

LayerType global_avg_pool()
{
    return {
        .title = "Global average pool",
        .doc = "Averages each channel over all places: one number a channel, whatever the size of the image. The "
               "usual step before the last Dense.",
        .inputs = {{"x", "samples × channels × sizes: a sequence, an image or a volume"}},
        .outputs = {{"y", "samples × channels"}},
        .params = {toggle("keep_axes", false,
                          "Keep the sizes as axes of 1, so that the result can multiply the input.")},
        .build = build,
    };
}

} // namespace weft::layers
