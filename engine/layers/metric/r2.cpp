#include "engine/layers/elementwise_loss.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    const Value target = targetFor(c, x, in[1]);
    const Value count = c.number(double(x.shape().elements()));
    const Value total = sum(target);
    const Value squares = sum(square(target));
    const Value missed = sum(square(target - x));
    c.metric("r2", {{{missed, squares}, {total, count}}}, Measure::explained);
    return {1.0 - missed / (squares - square(total) / count)};
}

} // namespace

LayerType r2()
{
    return {
        .title = "R²",
        .doc = "How much of the target's variance the predictions explain: 1 is all of it, 0 as good as always saying "
               "the mean, below 0 worse. Counted over all samples at once; of several outputs, over all numbers.",
        .inputs = {{"x", "predictions: samples × …"}, {"target", "as x"}},
        .outputs = {{"r2", "scalar, of the batch"}},
        .build = build,
    };
}

} // namespace weft::layers
