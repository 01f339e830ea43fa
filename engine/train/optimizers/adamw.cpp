#include "engine/train/optimizer_type.h"

namespace weft::optimizers {

namespace {

// Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2.
Value update(OptimizerContext& c, Value weight, Value gradient)
{
    const Value step = adamStep(c, gradient);
    const bool decays = c.real("weight_decay") > 0 && (c.isMatrix() || c.toggle("decay_biases"));
    return (decays ? weight * (1.0 - c.learningRate * c.real("weight_decay")) : weight) - step;
}

std::vector<Param> params()
{
    std::vector<Param> all = adamParams();
    all.push_back(real("weight_decay", 0.01, "Pulls weights towards 0 each step, times the learning rate.", 0));
    all.push_back(toggle("decay_biases", true, "Also decay biases and the scales of normalisations, as PyTorch does."));
    return all;
}

} // namespace

OptimizerType adamw()
{
    return {
        .title = "AdamW",
        .doc = "Adam with weight decay apart from the gradient: the usual choice for transformers.",
        .params = params(),
        .update = update,
    };
}

} // namespace weft::optimizers
