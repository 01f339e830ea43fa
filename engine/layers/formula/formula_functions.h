#pragma once

#include "engine/layers/formula/formula.h"

namespace weft {

// What operators stand for: "+", "-" (of two), "negate", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=".
const FormulaFunction& formulaOperator(std::string_view name);

} // namespace weft
