#include "engine/layers/elementwise_loss.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value each = abs(in[0] - targetFor(c, in[0], in[1]));
    const Value total = sum(each);
    const Value count = c.number(double(each.shape().elements()));
    c.metric("mean_absolute_error", total, count);
    return {total / count};
}

} // namespace

LayerType mean_absolute_error()
{
    return {
        .title = "Mean absolute error (metric)",
        .doc = "How far predictions are from the target on average, in the target's unit.",
        .inputs = {{"x", "predictions: samples × …"}, {"target", "as x"}},
        .outputs = {{"error", "scalar"}},
        .build = build,
    };
}

} // namespace weft::layers
