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
