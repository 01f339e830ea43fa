#include "engine/train/optimizer_type.h"

namespace weft::optimizers {

namespace {

// Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning", in PyTorch's form: the
// learning rate multiplies the velocity, not what flows into it.
Value update(OptimizerContext& c, Value weight, Value gradient)
{
    Value g = gradient;
    if (c.real("weight_decay") > 0 && (c.isMatrix() || c.toggle("decay_biases")))
        g = g + weight * c.real("weight_decay");
    const double momentum = c.real("momentum");
    if (momentum > 0) {
        const Value velocity = c.memory("velocity");
        const Value moved = velocity * momentum + g;
        c.next(velocity, moved);
        g = c.toggle("nesterov") ? g + moved * momentum : moved;
    }
    return weight - c.learningRate * g;
}

} // namespace

OptimizerType sgd()
{
    return {
        .title = "SGD",
        .doc = "Steps against the gradient; with momentum, steps add up to a velocity.",
        .params = {real("momentum", 0, "Share of the velocity kept from step to step.", 0, 0.9999),
                   toggle("nesterov", false, "Look ahead along the velocity before stepping."),
                   real("weight_decay", 0, "Pulls weights towards 0, through the gradient.", 0),
                   toggle("decay_biases", true,
                          "Also decay biases and the scales of normalisations, as PyTorch does.")},
        .update = update,
    };
}

} // namespace weft::optimizers
