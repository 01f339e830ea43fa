#include "engine/train/optimizer_type.h"

namespace weft::optimizers {

namespace {

Value update(OptimizerContext& c, Value weight, Value gradient)
{
    const double decay = c.real("weight_decay");
    return weight - adamStep(c, decay > 0 ? gradient + weight * decay : gradient);
}

std::vector<Param> params()
{
    std::vector<Param> all = adamParams();
    all.push_back(real("weight_decay", 0, "Pulls weights towards 0, through the gradient.", 0));
    return all;
}

} // namespace

OptimizerType adam()
{
    return {
        .title = "Adam",
        .doc = "Scales each weight's step by how large its gradients have been. A good first choice.",
        .params = params(),
        .update = update,
    };
}

} // namespace weft::optimizers
