#include "engine/layers/elementwise_loss.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return elementwiseLoss(c, abs(in[0] - targetFor(c, in[0], in[1])));
}

} // namespace

LayerType mae()
{
    return {
        .title = "Mean absolute error",
        .doc = "A loss for predicting numbers: |x − target|, averaged. Outliers count less than with squares.",
        .inputs = {{"x", "predictions: samples × …"}, {"target", "as x"}},
        .outputs = {{"loss", "scalar"}},
        .params = lossParams(),
        .build = build,
    };
}

} // namespace weft::layers
