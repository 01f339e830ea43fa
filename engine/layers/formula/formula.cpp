#include "engine/layers/formula/formula.h"

namespace weft {

Value Formula::build(Builder& builder, DType dtype, std::span<const Value> in) const
{
    Values values;
    for (const Term& term : m_terms) {
        if (term.kind == Term::number) {
            values.push_back(constant(builder, term.value, dtype));
            continue;
        }
        if (term.kind == Term::input) {
            values.push_back(in[size_t(term.index)]);
            continue;
        }
        Values operands;
        for (int i = 0; i < term.apply->operands; ++i)
            operands.push_back(values[size_t(term.operands[i])]);
        values.push_back(term.apply->apply(operands));
    }
    return values.back();
}

} // namespace weft
