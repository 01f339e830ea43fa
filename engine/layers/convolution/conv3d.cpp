#include "engine/layers/convolution.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return buildConv(c, in[0], 3);
}

} // namespace

LayerType conv3d()
{
    return {
        .title = "Conv 3D",
        .doc = "Slides learned patterns through a volume or a video; each filter says how strongly its pattern is "
               "found at each place.",
        .inputs = {{"x", "samples × channels × depth × rows × columns"}},
        .outputs = {{"y", "samples × filters × depth × rows × columns"}},
        .params = convParams(3),
        .build = build,
    };
}

} // namespace weft::layers
