#include "engine/layers/convolution.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return buildConvTranspose(c, in[0], 3);
}

} // namespace

LayerType conv_transpose3d()
{
    return {
        .title = "Transposed conv 3D",
        .doc = "The way back of Conv 3D: spreads each element over a window of a larger volume. With stride 2 it "
               "doubles every size.",
        .inputs = {{"x", "samples × channels × depth × rows × columns"}},
        .outputs = {{"y", "samples × filters × depth × rows × columns"}},
        .params = convTransposeParams(3),
        .build = build,
    };
}

} // namespace weft::layers
