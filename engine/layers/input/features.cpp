#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values)
{
    return {c.feed({c.integer("count")}, c.dtype(), FeedKind::numbers)};
}

} // namespace

LayerType features()
{
    return {
        .title = "Features",
        .doc = "A row of numbers for each sample: columns of a table, or anything flattened.",
        .outputs = {{"y", "samples × features"}},
        .params = {integer("count", 4, "Numbers in a sample.", 1)},
        .build = build,
    };
}

} // namespace weft::layers
