#include "engine/layers/activations.h"
#include "engine/layers/elementwise_loss.h"

namespace weft::layers {

namespace {

Values build(LayerContext& c, Values in)
{
    const Value x = in[0];
    const Value target = targetFor(c, x, in[1]);
    const double positive = c.real("positive_weight");
    // −t · log σ(x) − (1 − t) · log(1 − σ(x)), in terms that cannot overflow.
    const Value each =
        positive == 1 ? softplus(x) - x * target : (1.0 - target) * softplus(x) + positive * target * softplus(-x);
    return elementwiseLoss(c, each);
}

} // namespace

LayerType binary_cross_entropy()
{
    return {
        .title = "Binary cross-entropy",
        .doc = "The loss for yes or no, for each output by itself: −log of the probability that a sigmoid gives to "
               "the right answer. Takes raw scores; put no Sigmoid before it.",
        .inputs = {{"x", "scores: samples × …"}, {"target", "1 for yes, 0 for no, or a probability; as x"}},
        .outputs = {{"loss", "scalar"}},
        .params = lossParams(
            {real("positive_weight", 1, "How much a yes counts beside a no; above 1 where yes is rare.", 0)}),
        .build = build,
    };
}

} // namespace weft::layers
