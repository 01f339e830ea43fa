#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    c.require(x.shape().rank() >= 2, "Unembedding takes a row of features for each sample or place.", "x");
    const int64_t width = x.shape()[-1];
    const Value table = c.weight("weight", {c.integer("vocabulary"), width}, normalInit(c.real("deviation")));
    return {weft::matmul(x, table, false, true)};
}

} // namespace

LayerType unembedding()
{
    return {
        .title = "Unembedding",
        .doc = "Scores every token by how well its row of an embedding's table fits: the way back from features to tokens. "
               "Let it share the weights of the Embedding, and both learn one table (Press and Wolf 2017).",
        .inputs = {{"x", "samples × … × width"}},
        .outputs = {{"y", "samples × … × vocabulary"}},
        .params = {integer("vocabulary", 256, "How many tokens there are; as in the Embedding.", 1),
                   real("deviation", 0.02, "Standard deviation of the rows at the beginning.", 0)},
        .build = build,
    };
}

} // namespace weft::layers
