#include "engine/layers/scores.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireScores(c, in[0], in[1]);
    const auto [scores, labels] = scoreRows(in[0], in[1]);
    const int64_t rows = scores.shape()[0], classes = scores.shape()[1];
    const Value chosen = reshape(argmax(scores, 1), {rows});
    const Value oneHot =
        cast(equal(iota(c.builder(), scores.shape(), 1, DType::i32), reshape(chosen, {rows, 1})), c.dtype());
    const Value counted = oneHot * reshape(countedRows(c, labels), {rows, 1});
    const Value matrix = scatterAdd(labels, counted, classes);
    c.confusion(matrix, labels, chosen);
    return {matrix};
}

} // namespace

LayerType confusion_matrix()
{
    return {
        .title = "Confusion matrix",
        .doc = "Counts, for every true class, which classes were chosen instead: shows what is mixed up with what.",
        .inputs = {{"x", "scores, as for Cross-entropy"}, {"target", "labels, as for Cross-entropy"}},
        .outputs = {{"counts", "classes × classes: rows are the truth, columns what was chosen"}},
        .params = {integer("ignore", -100, "Labels of this value count nothing.", -1000000)},
        .build = build,
    };
}

} // namespace weft::layers
