#include "engine/layers/convolution.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return buildConv(c, in[0], 1);
}

} // namespace

LayerType conv1d()
{
    return {
        .title = "Conv 1D",
        .doc = "Slides learned patterns along a sequence or signal; each filter says how strongly its pattern is "
               "found at each place.",
        .inputs = {{"x", "samples × channels × length"}},
        .outputs = {{"y", "samples × filters × length"}},
        .params = convParams(1),
        .build = build,
    };
}

} // namespace weft::layers
