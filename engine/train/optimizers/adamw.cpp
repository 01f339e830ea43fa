#include "engine/train/optimizer_type.h"

namespace weft::optimizers {

namespace {

// Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2.
Value update(OptimizerContext& c, Value weight, Value gradient)
{
    const double beta1 = c.real("beta1");
    const double beta2 = c.real("beta2");
    const Value mean = c.memory("mean");
    const Value square = c.memory("square");
    const Value nextMean = mean * beta1 + gradient * (1 - beta1);
    const Value nextSquare = square * beta2 + gradient * gradient * (1 - beta2);
    c.next(mean, nextMean);
    c.next(square, nextSquare);
    const Value step = c.learningRate / (1.0 - power(constant(*weight.builder, beta1, weight.dtype()), c.update));
    const Value correction = rsqrt(1.0 - power(constant(*weight.builder, beta2, weight.dtype()), c.update));
    const bool decays = c.real("weight_decay") > 0 && (c.isMatrix() || c.toggle("decay_biases"));
    const Value kept = decays ? weight * (1.0 - c.learningRate * c.real("weight_decay")) : weight;
    return kept - step * nextMean / (sqrt(nextSquare) * correction + c.real("epsilon"));
}

} // namespace

OptimizerType adamw()
{
    return {
        .title = "AdamW",
        .doc = "Adam with weight decay apart from the gradient: the usual choice for transformers.",
        .params = {real("beta1", 0.9, "Memory of the mean gradient.", 0, 0.99999),
                   real("beta2", 0.999, "Memory of the squared gradient.", 0, 0.9999999),
                   real("epsilon", 1e-8, "Keeps the division finite.", 0),
                   real("weight_decay", 0.01, "Pulls weights towards 0 each step, times the learning rate.", 0),
                   toggle("decay_biases", true,
                          "Also decay biases and the scales of normalisations, as PyTorch does.")},
        .update = update,
    };
}

} // namespace weft::optimizers
