#include "engine/layers/convolution.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return buildConvTranspose(c, in[0], 2);
}

} // namespace

LayerType conv_transpose2d()
{
    return {
        .title = "Transposed conv 2D",
        .doc = "The way back of Conv 2D: spreads each element over a window of a larger result. With stride 2 it "
               "doubles rows and columns, as decoders and generators need.",
        .inputs = {{"x", "samples × channels × rows × columns"}},
        .outputs = {{"y", "samples × filters × rows × columns"}},
        .params = convTransposeParams(2),
        .build = build,
    };
}

} // namespace weft::layers
