#include "engine/layers/scores.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    requireScores(c, in[0], in[1]);
    const LossAttrs how = {
        .axis = classAxis(in[0].shape()), .ignored = c.integer("ignore"), .smoothing = c.real("label_smoothing")};
    const Value each = softmaxCrossEntropy(in[0], in[1], how);
    const Value total = sum(each);
    const Value count = maximum(sum(countedRows(c, in[1])), 1.0);
    c.loss(total, count, c.real("weight"));
    return {total / count};
}

} // namespace

LayerType cross_entropy()
{
    return {
        .title = "Cross-entropy",
        .doc = "The loss for choosing one of several classes: −log of the probability that softmax gives to the right "
               "one, "
               "averaged over all labels. Takes raw scores; put no Softmax before it.",
        .inputs = {{"x",
                    "scores: samples × classes, samples × length × classes, or samples × classes × rows × columns"},
                   {"target", "labels: samples, samples × length, or samples × rows × columns"}},
        .outputs = {{"loss", "scalar"}},
        .params = {real("weight", 1, "How much this loss counts beside others.", 0),
                   real("label_smoothing", 0, "Share of the target spread over all classes.", 0, 0.999),
                   integer("ignore", -100, "Labels of this value count nothing.", -1000000)},
        .build = build,
    };
}

} // namespace weft::layers
