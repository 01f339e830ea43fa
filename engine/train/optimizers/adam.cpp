#include "engine/train/optimizer_type.h"

namespace weft::optimizers {

namespace {

// Kingma and Ba 2015, algorithm 1, with the bias corrections as in PyTorch: ε is added to the corrected root.
Value update(OptimizerContext& c, Value weight, Value gradient)
{
    const double beta1 = c.real("beta1");
    const double beta2 = c.real("beta2");
    Value g = gradient;
    if (c.real("weight_decay") > 0)
        g = g + weight * c.real("weight_decay");
    const Value mean = c.memory("mean");
    const Value square = c.memory("square");
    const Value nextMean = mean * beta1 + g * (1 - beta1);
    const Value nextSquare = square * beta2 + g * g * (1 - beta2);
    c.next(mean, nextMean);
    c.next(square, nextSquare);
    const Value step = c.learningRate / (1.0 - power(constant(*weight.builder, beta1, weight.dtype()), c.update));
    const Value correction = rsqrt(1.0 - power(constant(*weight.builder, beta2, weight.dtype()), c.update));
    return weight - step * nextMean / (sqrt(nextSquare) * correction + c.real("epsilon"));
}

} // namespace

OptimizerType adam()
{
    return {
        .title = "Adam",
        .doc = "Scales each weight's step by how large its gradients have been. A good first choice.",
        .params = {real("beta1", 0.9, "Memory of the mean gradient.", 0, 0.99999),
                   real("beta2", 0.999, "Memory of the squared gradient.", 0, 0.9999999),
                   real("epsilon", 1e-8, "Keeps the division finite.", 0),
                   real("weight_decay", 0, "Pulls weights towards 0, through the gradient.", 0)},
        .update = update,
    };
}

} // namespace weft::optimizers
