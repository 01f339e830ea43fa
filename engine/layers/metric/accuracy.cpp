#include "engine/layers/layer_context.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const int axis = in[0].shape().rank() == 3 ? 2 : 1; // as in Cross-entropy
    c.require(in[0].shape().rank() >= 2, "The scores need one number for each class.", "x");
    const Value chosen = argmax(in[0], axis);
    c.require(chosen.shape() == in[1].shape(),
              "Scores " + toString(in[0].shape()) + " need labels " + toString(chosen.shape()) + ", but these are "
                  + toString(in[1].shape()) + ".",
              "target");
    const Value counts = 1.0 - cast(equal(in[1], double(c.integer("ignore"))), c.dtype());
    const Value total = sum(cast(equal(chosen, in[1]), c.dtype()) * counts);
    const Value count = sum(counts);
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
