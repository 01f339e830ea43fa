#include "engine/layers/axes.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireIndices(c, in[0]);
    const Shape rows = {c.integer("vocabulary"), c.integer("width")};
    return {gather(c.weight("weight", rows, normalInit(c.real("deviation"))), in[0])};
}

} // namespace

LayerType embedding()
{
    return {
        .title = "Embedding",
        .doc = "Gives every token or class a learned row of numbers, so that the network can calculate with it.",
        .inputs = {{"x", "tokens or class numbers: samples × …"}},
        .outputs = {{"y", "samples × … × width"}},
        .params = {integer("vocabulary", 256, "How many tokens there are; the tokens are below it.", 1),
                   integer("width", 64, "Numbers for each token.", 1, 1e6),
                   real("deviation", 1, "Standard deviation of the rows at the beginning; transformers often use 0.02.",
                        0)},
        .build = build,
    };
}

} // namespace weft::layers
