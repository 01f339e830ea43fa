#include "engine/layers/formula/formula_functions.h"

#include "engine/layers/activations.h"

#include <algorithm>
#include <cassert>

namespace weft {

namespace {

using In = std::span<const Value>;

// atan(x) = 2 · atan(x / (1 + √(1 + x²))), three times, and then the series, whose last term is below 1e-16 there.
Value arcTangent(Value x)
{
    const Value inverted = select(less(1.0, abs(x)), reciprocal(x), x); // √(1 + x²) of a large x would overflow
    Value a = inverted;
    for (int i = 0; i < 3; ++i)
        a = a / (1.0 + sqrt(1.0 + square(a)));
    const Value s = square(a);
    Value series = constant(*x.builder, 1.0 / 17, x.dtype());
    for (int odd = 15; odd >= 1; odd -= 2)
        series = 1.0 / odd - s * series;
    const Value angle = 8.0 * a * series;
    return select(less(1.0, abs(x)), sign(x) * 1.5707963267948966 - angle, angle);
}

Value arcSine(Value x)
{
    return 2.0 * arcTangent(x / (1.0 + sqrt((1.0 - x) * (1.0 + x))));
}

Value areaSine(Value x)
{
    const Value a = abs(x); // by the size: no difference of equals for large negative ones
    return sign(x) * log1p(a + square(a) / (1.0 + sqrt(1.0 + square(a))));
}

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
    {"asin", 1, [](In in) { return arcSine(in[0]); }},
    {"acos", 1, [](In in) { return 1.5707963267948966 - arcSine(in[0]); }},
    {"atan", 1, [](In in) { return arcTangent(in[0]); }},
    {"sinh", 1, [](In in) { return 0.5 * (exp(in[0]) - exp(-in[0])); }},
    {"cosh", 1, [](In in) { return 0.5 * (exp(in[0]) + exp(-in[0])); }},
    {"tanh", 1, [](In in) { return tanh(in[0]); }},
    {"asinh", 1, [](In in) { return areaSine(in[0]); }},
    {"acosh", 1, [](In in) { return log(in[0] + sqrt((in[0] - 1.0) * (in[0] + 1.0))); }},
    {"atanh", 1, [](In in) { return 0.5 * (log1p(in[0]) - log1p(-in[0])); }},
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
