#include "engine/layers/scores.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireScores(c, in[0], in[1]);
    const Value chosen = argmax(in[0], classAxis(in[0].shape()));
    const Value counted = countedRows(c, in[1]);
    const Value total = sum(cast(equal(chosen, in[1]), c.dtype()) * counted);
    const Value count = sum(counted);
    c.metric("accuracy", total, count);
    return {total / maximum(count, 1.0)};
}

} // namespace

LayerType accuracy()
{
    return {
        .title = "Accuracy",
        .doc = "The share of labels for which the greatest score is the right class.",
        .inputs = {{"x", "scores, as for Cross-entropy"}, {"target", "labels, as for Cross-entropy"}},
        .outputs = {{"accuracy", "scalar"}},
        .params = {integer("ignore", -100, "Labels of this value count nothing.", -1000000)},
        .build = build,
    };
}

} // namespace weft::layers
