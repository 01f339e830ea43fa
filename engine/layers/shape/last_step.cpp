#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    Shape shape = in[0].shape();
    c.require(shape.rank() >= 2, "This takes samples × length × …, but has " + toString(shape) + ".", "x");
    const Value last = weft::slice(in[0], 1, shape[1] - 1, 1);
    shape.erase(1);
    return {weft::reshape(last, shape)};
}

} // namespace

LayerType last_step()
{
    return {
        .title = "Last step",
        .doc = "The last place of a sequence: what a recurrent layer knows after reading all of it.",
        .inputs = {{"x", "samples × length × …"}},
        .outputs = {{"y", "samples × …"}},
        .build = build,
    };
}

} // namespace weft::layers
