#include "engine/layers/convolution.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return buildConvTranspose(c, in[0], 1);
}

} // namespace

LayerType conv_transpose1d()
{
    return {
        .title = "Transposed conv 1D",
        .doc = "The way back of Conv 1D: spreads each element over a window of a longer result. With stride 2 it "
               "doubles the length.",
        .inputs = {{"x", "samples × channels × length"}},
        .outputs = {{"y", "samples × filters × length"}},
        .params = convTransposeParams(1),
        .build = build,
    };
}

} // namespace weft::layers
