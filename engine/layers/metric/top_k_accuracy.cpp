#include "engine/layers/scores.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireScores(c, in[0], in[1]);
    const auto [scores, labels] = scoreRows(in[0], in[1]);
    const int64_t rows = scores.shape()[0], classes = scores.shape()[1];
    const Value numbers = iota(c.builder(), scores.shape(), 1, DType::i32);
    const Value isRight = cast(equal(numbers, reshape(labels, {rows, 1})), c.dtype());
    const Value right = sum(select(isRight, scores, c.number(0)), {1});
    // Those above, by what is not at most the right one: a score that is not a number never counts as a hit.
    const Value above = double(classes) - sum(lessEqual(scores, right), {1});
    const Value hits = lessEqual(reshape(above, {rows}), double(c.integer("k") - 1));
    const Value counted = countedRows(c, labels);
    const Value total = sum(hits * counted);
    const Value count = sum(counted);
    c.metric("top_" + std::to_string(c.integer("k")) + "_accuracy", total, count);
    return {total / maximum(count, 1.0)};
}

} // namespace

LayerType top_k_accuracy()
{
    return {
        .title = "Top-k accuracy",
        .doc = "The share of labels for which the right class is among the k greatest scores.",
        .inputs = {{"x", "scores, as for Cross-entropy"}, {"target", "labels, as for Cross-entropy"}},
        .outputs = {{"accuracy", "scalar"}},
        .params = {integer("k", 5, "How many guesses are allowed.", 1),
                   integer("ignore", -100, "Labels of this value count nothing.", -1000000)},
        .build = build,
    };
}

} // namespace weft::layers
