#include "engine/train/optimizer_type.h"

namespace weft::optimizers {

namespace {

// Tieleman and Hinton 2012, lecture 6.5 of "Neural Networks for Machine Learning", in PyTorch's form.
Value update(OptimizerContext& c, Value weight, Value gradient)
{
    Value g = gradient;
    if (c.real("weight_decay") > 0)
        g = g + weight * c.real("weight_decay");
    const double alpha = c.real("alpha");
    const Value square = c.memory("square");
    const Value nextSquare = square * alpha + g * g * (1 - alpha);
    c.next(square, nextSquare);
    Value step = g / (sqrt(nextSquare) + c.real("epsilon"));
    if (c.real("momentum") > 0) {
        const Value velocity = c.memory("velocity");
        step = velocity * c.real("momentum") + step;
        c.next(velocity, step);
    }
    return weight - c.learningRate * step;
}

} // namespace

OptimizerType rmsprop()
{
    return {
        .title = "RMSprop",
        .doc = "Divides each step by the running size of the weight's gradients.",
        .params = {real("alpha", 0.99, "Memory of the squared gradient.", 0, 0.99999),
                   real("epsilon", 1e-8, "Keeps the division finite.", 0),
                   real("momentum", 0, "Share of the velocity kept from step to step.", 0, 0.9999),
                   real("weight_decay", 0, "Pulls weights towards 0, through the gradient.", 0)},
        .update = update,
    };
}

} // namespace weft::optimizers
