#include "engine/layers/formula/formula_functions.h"

#include "engine/layers/activations.h"

#include <algorithm>
#include <cassert>

namespace weft {

namespace {

using In = std::span<const Value>;

constexpr FormulaFunction functions[] = {
    {"abs", 1, [](In in) { return abs(in[0]); }},
    {"sign", 1, [](In in) { return sign(in[0]); }},
    {"exp", 1, [](In in) { return exp(in[0]); }},
    {"log", 1, [](In in) { return log(in[0]); }},
    {"sqrt", 1, [](In in) { return sqrt(in[0]); }},
    {"square", 1, [](In in) { return square(in[0]); }},
    {"pow", 2, [](In in) { return power(in[0], in[1]); }},
    {"sin", 1, [](In in) { return sin(in[0]); }},
    {"cos", 1, [](In in) { return cos(in[0]); }},
    {"tan", 1, [](In in) { return sin(in[0]) / cos(in[0]); }},
    {"tanh", 1, [](In in) { return tanh(in[0]); }},
    {"sigmoid", 1, [](In in) { return sigmoid(in[0]); }},
    {"relu", 1, [](In in) { return relu(in[0]); }},
    {"gelu", 1, [](In in) { return gelu(in[0]); }},
    {"swish", 1, [](In in) { return in[0] * sigmoid(in[0]); }},
    {"softplus", 1, [](In in) { return softplus(in[0]); }},
    {"erf", 1, [](In in) { return erf(in[0]); }},
    {"floor", 1, [](In in) { return floor(in[0]); }},
    {"ceil", 1, [](In in) { return -floor(-in[0]); }},
    {"round", 1, [](In in) { return floor(in[0] + 0.5); }},
    {"min", 2, [](In in) { return minimum(in[0], in[1]); }},
    {"max", 2, [](In in) { return maximum(in[0], in[1]); }},
    {"clamp", 3, [](In in) { return minimum(maximum(in[0], in[1]), in[2]); }},
    {"select", 3, [](In in) { return select(in[0], in[1], in[2]); }},
};

constexpr FormulaFunction operators[] = {
    {"+", 2, [](In in) { return in[0] + in[1]; }},        {"-", 2, [](In in) { return in[0] - in[1]; }},
    {"negate", 1, [](In in) { return -in[0]; }},          {"*", 2, [](In in) { return in[0] * in[1]; }},
    {"/", 2, [](In in) { return in[0] / in[1]; }},        {"^", 2, [](In in) { return power(in[0], in[1]); }},
    {"<", 2, [](In in) { return less(in[0], in[1]); }},   {"<=", 2, [](In in) { return lessEqual(in[0], in[1]); }},
    {">", 2, [](In in) { return less(in[1], in[0]); }},   {">=", 2, [](In in) { return lessEqual(in[1], in[0]); }},
    {"==", 2, [](In in) { return equal(in[0], in[1]); }}, {"!=", 2, [](In in) { return 1.0 - equal(in[0], in[1]); }},
};

} // namespace

std::span<const FormulaFunction> formulaFunctions()
{
    return functions;
}

const FormulaFunction& formulaOperator(std::string_view name)
{
    const auto found = std::ranges::find(operators, name, &FormulaFunction::name);
    assert(found != std::end(operators));
    return *found;
}

} // namespace weft
