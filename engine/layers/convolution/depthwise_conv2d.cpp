#include "engine/layers/axes.h"
#include "engine/layers/convolution.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireSpatial(c, in[0], 2);
    const int64_t channels = in[0].shape()[1];
    return {convolve(c, in[0], 2, channels * c.integer("multiplier"), channels)};
}

} // namespace

LayerType depthwise_conv2d()
{
    return {
        .title = "Depthwise conv 2D",
        .doc = "A convolution in which every channel has patterns of its own and sees no other channel. With a 1×1 "
               "Conv 2D after it, a cheap stand-in for a full convolution.",
        .inputs = {{"x", "samples × channels × rows × columns"}},
        .outputs = {{"y", "samples × channels · multiplier × rows × columns"}},
        .params = joined(
            {{integer("multiplier", 1, "Patterns for each channel.", 1, 1024)}, convolutionParams(2, {"identity"})}),
        .build = build,
    };
}

} // namespace weft::layers
