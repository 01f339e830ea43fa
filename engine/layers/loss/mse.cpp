#include "engine/layers/elementwise_loss.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    return elementwiseLoss(c, square(in[0] - targetFor(c, in[0], in[1])));
}

} // namespace

LayerType mse()
{
    return {
        .title = "Mean squared error",
        .doc = "The loss for predicting numbers: (x − target)², averaged. Large mistakes count much more than small "
               "ones.",
        .inputs = {{"x", "predictions: samples × …"}, {"target", "as x"}},
        .outputs = {{"loss", "scalar"}},
        .params = lossParams(),
        .build = build,
    };
}

} // namespace weft::layers
