#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value logits = in[0];
    const Value labels = in[1];
    const int axis = logits.shape().rank() == 3 ? 2 : 1; // sequences keep their classes last, images behind the samples
    c.require(logits.shape().rank() >= 2, "The scores need one number for each class.", "x");
    const int64_t ignored = c.integer("ignore");
    const Value each =
        softmaxCrossEntropy(logits, labels, {.axis = axis, .ignored = ignored, .smoothing = c.real("label_smoothing")});
    const Value counted = sum(1.0 - cast(equal(labels, double(ignored)), c.dtype()));
    const Value total = sum(each);
    const Value count = maximum(counted, 1.0);
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
