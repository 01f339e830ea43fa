#include "engine/layers/elementwise_loss.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const double delta = c.real("delta");
    const Value distance = abs(in[0] - targetFor(c, in[0], in[1]));
    const Value small = 0.5 * square(distance);
    return elementwiseLoss(c, select(lessEqual(distance, delta), small, delta * (distance - 0.5 * delta)));
}

} // namespace

LayerType huber()
{
    return {
        .title = "Huber",
        .doc = "A loss for predicting numbers: squared for small mistakes, straight for large ones, so that outliers "
               "do not rule (Huber 1964).",
        .inputs = {{"x", "predictions: samples × …"}, {"target", "as x"}},
        .outputs = {{"loss", "scalar"}},
        .params = lossParams({real("delta", 1, "Where squared becomes straight.", 1e-9)}),
        .build = build,
    };
}

} // namespace weft::layers
