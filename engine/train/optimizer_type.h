#pragma once

#include "engine/graph/param.h"
#include "engine/ir/builder.h"

namespace weft {

// What an optimizer may ask for while it writes the update of one weight.
class OptimizerContext {
public:
    OptimizerContext(Builder& builder, const Params& params, StateVariable weight, Value rate, Value count)
        : learningRate(rate)
        , update(count)
        , m_builder(builder)
        , m_params(params)
        , m_weight(std::move(weight))
    {
    }

    Value learningRate; // a scalar: the schedule's, times the node's scale
    Value update; // a scalar: 1 at the first update, then 2, …

    double real(const std::string& id) const { return std::get<double>(m_params.at(id)); }
    bool toggle(const std::string& id) const { return std::get<bool>(m_params.at(id)); }
    bool isMatrix() const { return m_builder.at(m_weight.value).shape().rank() >= 2; } // not a bias or a scale

    // Memory of the optimizer, in the weight's shape, 0 at first; what it becomes is given with `next`.
    Value memory(const std::string& name);
    void next(Value memory, Value becomes) { m_next.emplace_back(memory, becomes); }
    const std::vector<std::pair<Value, Value>>& nextValues() const { return m_next; }

private:
    Builder& m_builder;
    const Params& m_params;
    StateVariable m_weight;
    std::vector<std::pair<Value, Value>> m_next;
};

// One optimizer, written in IR ops, so that fusion and memory planning cover it.
struct OptimizerType {
    std::string id = {}; // set by the catalogue: the name of the file
    std::string title;
    std::string doc;
    std::vector<Param> params = {};
    // The weight after the update.
    Value (*update)(OptimizerContext& context, Value weight, Value gradient) = nullptr;
};

// What the optimizers of Adam's family share: learning rate · mean / (√square + ε) of the gradients seen, both with
// their bias corrections (Kingma and Ba 2015, algorithm 1), as in PyTorch: ε is added to the corrected root. In the
// weight's shape, to be taken from it.
Value adamStep(OptimizerContext& context, Value gradient);
std::vector<Param> adamParams(); // that it reads

const std::vector<OptimizerType>& optimizerTypes(); // sorted by id
const OptimizerType* findOptimizerType(const std::string& id);

} // namespace weft
