#include "engine/train/optimizer_type.h"

#include <algorithm>

namespace weft {

namespace optimizers {
#define WEFT_OPTIMIZER(id) OptimizerType id();
#include "optimizers.inc"
#undef WEFT_OPTIMIZER
} // namespace optimizers

Value OptimizerContext::memory(const std::string& name)
{
    const Value weight = m_builder.at(m_weight.value);
    return m_builder.state({.name = m_weight.name + "/" + name, .kind = StateKind::optimizer}, weight.shape(),
                           weight.dtype());
}

Value adamStep(OptimizerContext& c, Value gradient)
{
    const double beta1 = c.real("beta1");
    const double beta2 = c.real("beta2");
    const Value mean = c.memory("mean");
    const Value square = c.memory("square");
    const Value nextMean = mean * beta1 + gradient * (1 - beta1);
    const Value nextSquare = square * beta2 + gradient * gradient * (1 - beta2);
    c.next(mean, nextMean);
    c.next(square, nextSquare);
    const auto corrected = [&](double beta) {
        return 1.0 - power(constant(*gradient.builder, beta, gradient.dtype()), c.update);
    };
    const Value step = c.learningRate / corrected(beta1);
    return step * nextMean / (sqrt(nextSquare) * rsqrt(corrected(beta2)) + c.real("epsilon"));
}

std::vector<Param> adamParams()
{
    return {real("beta1", 0.9, "Memory of the mean gradient.", 0, 0.99999),
            real("beta2", 0.999, "Memory of the squared gradient.", 0, 0.9999999),
            real("epsilon", 1e-8, "Keeps the division finite.", 0)};
}

const std::vector<OptimizerType>& optimizerTypes()
{
    static const std::vector<OptimizerType> all = [] {
        std::vector<OptimizerType> types;
        const auto add = [&](OptimizerType type, const char* id) {
            type.id = id;
            types.push_back(std::move(type));
        };
#define WEFT_OPTIMIZER(id) add(optimizers::id(), #id);
#include "optimizers.inc"
#undef WEFT_OPTIMIZER
        return types;
    }();
    return all;
}

const OptimizerType* findOptimizerType(const std::string& id)
{
    const auto found = std::ranges::find(optimizerTypes(), id, &OptimizerType::id);
    return found == optimizerTypes().end() ? nullptr : &*found;
}

} // namespace weft
