#include "engine/layers/convolution.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return buildConv(c, in[0], 2);
}

} // namespace

LayerType conv2d()
{
    return {
        .title = "Conv 2D",
        .doc = "Slides small learned patterns over an image; each filter says how strongly its pattern is found at "
               "each place.",
        .inputs = {{"x", "samples × channels × rows × columns"}},
        .outputs = {{"y", "samples × filters × rows × columns"}},
        .params = convParams(2),
        .build = build,
    };
}

} // namespace weft::layers
