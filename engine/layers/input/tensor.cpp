#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values)
{
    requirePossible(c, c.sizes("sizes"), "sizes");
    return {c.feed(c.sizes("sizes"), c.dtype(), FeedKind::numbers)};
}

} // namespace

LayerType tensor()
{
    return {
        .title = "Tensor",
        .doc = "Numbers of any shape for each sample: a target of a regression, a map, a signal.",
        .outputs = {{"y", "samples × sizes"}},
        .params = {sizes("sizes", {1}, "The shape of one sample; empty: a single number.", 0, 7, 1)},
        .build = build,
    };
}

} // namespace weft::layers
