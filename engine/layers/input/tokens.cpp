#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values)
{
    return {c.feed({c.integer("length")}, DType::i32, FeedKind::tokens, c.integer("vocabulary"))};
}

} // namespace

LayerType tokens()
{
    return {
        .title = "Tokens",
        .doc = "A text or another sequence of symbols for each sample, as numbers below the size of the vocabulary.",
        .outputs = {{"y", "samples × length"}},
        .params = {integer("length", 128, "Symbols in a sample.", 1, 1e7),
                   integer("vocabulary", 256, "How many symbols there are.", 1)},
        .build = build,
    };
}

} // namespace weft::layers
