#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireSpatial(c, in[0], 2);
    const Shape x = in[0].shape();
    const Shape factor = c.sizes("factor", 2);
    const Value apart = weft::reshape(in[0], {x[0], x[1], x[2], 1, x[3], 1});
    const Value repeated = broadcastTo(apart, {x[0], x[1], x[2], factor[0], x[3], factor[1]});
    return {weft::reshape(repeated, {x[0], x[1], x[2] * factor[0], x[3] * factor[1]})};
}

} // namespace

LayerType upsample2d()
{
    return {
        .title = "Upsample 2D",
        .doc = "Makes an image larger by repeating rows and columns: the cheap way up in decoders, with a "
               "convolution after it.",
        .inputs = {{"x", "samples × channels × rows × columns"}},
        .outputs = {{"y", "samples × channels × rows · factor × columns · factor"}},
        .params = {sizes("factor", {2}, "How many times larger, one number or rows and columns.", 1, 2, 1, 1024)},
        .build = build,
    };
}

} // namespace weft::layers
