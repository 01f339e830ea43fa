#include "engine/import/onnx/operators/operators.h"

#include <cmath>

namespace weft {

namespace {

struct Written {
    std::string_view op;
    std::string_view formula;
};

// What the catalogue has no layer for is a formula.
constexpr Written formulas[] = {
    {"Abs", "abs(x)"},
    {"Acos", "acos(x)"},
    {"Acosh", "acosh(x)"},
    {"Asin", "asin(x)"},
    {"Asinh", "asinh(x)"},
    {"Atan", "atan(x)"},
    {"Atanh", "atanh(x)"},
    {"Ceil", "ceil(x)"},
    {"Cos", "cos(x)"},
    {"Cosh", "cosh(x)"},
    {"Erf", "erf(x)"},
    {"Exp", "exp(x)"},
    {"Floor", "floor(x)"},
    {"Log", "log(x)"},
    {"Neg", "-x"},
    {"Reciprocal", "1 / x"},
    // To the even one of two that are equally near.
    {"Round", "floor(x + 0.5) - (floor(x + 0.5) - x == 0.5) * (floor(x + 0.5) - 2 * floor(floor(x + 0.5) / 2))"},
    {"Sign", "sign(x)"},
    {"Sin", "sin(x)"},
    {"Sinh", "sinh(x)"},
    {"Softsign", "x / (1 + abs(x))"},
    {"Sqrt", "sqrt(x)"},
    {"Tan", "tan(x)"},
};

constexpr Written layers[] = {
    {"Relu", "relu"},         {"Sigmoid", "sigmoid"}, {"Tanh", "tanh"}, {"HardSwish", "hard_swish"},
    {"Softplus", "softplus"}, {"Mish", "mish"},
};

void convertFormula(Conversion& c)
{
    for (const Written& one : formulas) {
        if (one.op == c.node().op)
            return c.give(c.formula(std::string(one.formula), {c.in(0)}));
    }
}

void convertLayer(Conversion& c)
{
    for (const Written& one : layers) {
        if (one.op == c.node().op)
            return c.give(c.layer(std::string(one.formula), {}, c.in(0)));
    }
}

std::string number(const Conversion& c, std::string_view attribute, double otherwise)
{
    return formulaNumber(c.real(attribute, otherwise));
}

void leakyRelu(Conversion& c)
{
    const double slope = c.real("alpha", 0.01f);
    if (slope >= 0 && slope <= 1)
        return c.give(c.layer("leaky_relu", {{"slope", slope}}, c.in(0)));
    c.give(c.formula("select(x > 0, x, x * " + formulaNumber(slope) + ")", {c.in(0)}));
}

void elu(Conversion& c)
{
    c.give(c.layer("elu", {{"alpha", c.real("alpha", 1)}}, c.in(0)));
}

void celu(Conversion& c)
{
    const std::string alpha = number(c, "alpha", 1);
    c.give(c.formula("max(x, 0) + min(0, " + alpha + " * (exp(min(x, 0) / " + alpha + ") - 1))", {c.in(0)}));
}

void selu(Conversion& c)
{
    const double alpha = c.real("alpha", 1.67326319217681884765625), gamma = c.real("gamma", 1.05070102214813232421875);
    if (std::abs(alpha - 1.6732632423543772) < 1e-6 && std::abs(gamma - 1.0507009873554805) < 1e-6)
        return c.give(c.layer("selu", {}, c.in(0)));
    c.give(c.formula("select(x > 0, " + formulaNumber(gamma) + " * x, " + formulaNumber(gamma * alpha)
                         + " * (exp(min(x, 0)) - 1))",
                     {c.in(0)}));
}

void hardSigmoid(Conversion& c)
{
    const double alpha = c.real("alpha", 0.2f), beta = c.real("beta", 0.5);
    if (std::abs(alpha - 1.0 / 6) < 1e-7 && beta == 0.5)
        return c.give(c.layer("hard_sigmoid", {}, c.in(0)));
    c.give(c.formula("clamp(" + formulaNumber(alpha) + " * x + " + formulaNumber(beta) + ", 0, 1)", {c.in(0)}));
}

void thresholdedRelu(Conversion& c)
{
    c.give(c.formula("select(x > " + number(c, "alpha", 1) + ", x, 0)", {c.in(0)}));
}

void shrink(Conversion& c)
{
    const std::string bias = number(c, "bias", 0), lambda = number(c, "lambd", 0.5);
    c.give(c.formula("select(x > " + lambda + ", x - " + bias + ", select(x < -" + lambda + ", x + " + bias + ", 0))",
                     {c.in(0)}));
}

void gelu(Conversion& c)
{
    const bool tanh = c.text("approximate", "none") == "tanh";
    c.give(c.layer("gelu", {{"form", tanh ? "tanh" : "exact"}}, c.in(0)));
}

void notOf(Conversion& c)
{
    c.give(c.formula("1 - x", {c.in(0)}));
}

void isNaN(Conversion& c)
{
    c.give(c.formula("1 - (x == x)", {c.in(0)}, OnnxType::boolean));
}

void isInf(Conversion& c)
{
    // Beyond every finite number of its type.
    const bool negative = c.integer("detect_negative", 1) != 0, positive = c.integer("detect_positive", 1) != 0;
    const std::string formula = negative && positive ? "abs(x) > 3.4028235e38"
        : positive                                   ? "x > 3.4028235e38"
        : negative                                   ? "x < -3.4028235e38"
                                                     : "x > x";
    c.give(c.formula(formula, {c.in(0)}, OnnxType::boolean));
}

void clip(Conversion& c)
{
    const Operand& x = c.in(0);
    const auto bound = [&](size_t input, const char* attribute) -> std::optional<double> {
        if (const OnnxAttribute* const found = c.find(attribute))
            return double(found->real);
        if (!c.has(input))
            return std::nullopt;
        const OnnxConstant& constant = c.known(input);
        if (constant.size() != 1)
            c.refuse("a bound of it is not one number");
        return constant.number(0);
    };
    const auto low = bound(1, "min"), high = bound(2, "max");
    constexpr double most = 3.4e38; // "no bound" of older exporters
    const bool hasLow = low && *low > -most, hasHigh = high && *high < most;
    if (hasLow && hasHigh && *low == 0 && *high == 6)
        return c.give(c.layer("relu6", {}, x));
    if (hasLow && !hasHigh && *low == 0)
        return c.give(c.layer("relu", {}, x));
    if (!hasLow && !hasHigh)
        return c.give(x);
    c.give(c.formula(hasLow && hasHigh ? "clamp(x, " + formulaNumber(*low) + ", " + formulaNumber(*high) + ")"
                         : hasLow      ? "max(x, " + formulaNumber(*low) + ")"
                                       : "min(x, " + formulaNumber(*high) + ")",
                     {x}));
}

// What a number becomes in another type, though all are f32 here.
Operand casted(Conversion& c, const Operand& x, OnnxType type)
{
    if (type == OnnxType::string || type == OnnxType::bf16 || int(type) > int(OnnxType::bf16))
        c.refuse("it makes texts, or rounds to a type that Weft does not compute in");
    if (type == OnnxType::boolean && x.type != OnnxType::boolean)
        return c.formula("x != 0", {x}, type);
    if (!isFloat(type) && isFloat(x.type))
        return c.formula("sign(x) * floor(abs(x))", {x}, type);
    Operand y = c.wired(x);
    y.type = type;
    return y;
}

void cast(Conversion& c)
{
    c.give(casted(c, c.in(0), OnnxType(c.integer("to", int64_t(OnnxType::f32)))));
}

void castLike(Conversion& c)
{
    c.give(casted(c, c.in(0), c.in(1).type));
}

void identity(Conversion& c)
{
    c.give(c.in(0));
}

void dropout(Conversion& c)
{
    if (c.has(2) && (c.in(2).constant == nullptr || c.known(2).size() != 1 || c.known(2).number(0) != 0))
        c.refuse("it drops in training mode; export the model for inference");
    double rate = c.real("ratio", 0.5);
    if (c.has(1) && c.in(1).constant != nullptr && c.known(1).size() == 1)
        rate = c.known(1).number(0);
    const Operand y = c.layer("dropout", {{"rate", std::clamp(rate, 0.0, 0.999)}}, c.in(0));
    c.give(y);
    if (c.isUsed(1))
        c.give(c.formula("x * 0 + 1", {c.in(0)}, OnnxType::boolean));
}

} // namespace

std::span<const OnnxOperator> functionOperators()
{
    static const auto all = [] {
        std::vector<OnnxOperator> rows = {
            {"LeakyRelu", leakyRelu},
            {"Elu", elu},
            {"Celu", celu},
            {"Selu", selu},
            {"HardSigmoid", hardSigmoid},
            {"ThresholdedRelu", thresholdedRelu},
            {"Shrink", shrink},
            {"Gelu", gelu},
            {"Not", notOf},
            {"IsNaN", isNaN},
            {"IsInf", isInf},
            {"Clip", clip},
            {"Cast", cast},
            {"CastLike", castLike},
            {"Identity", identity},
            {"Dropout", dropout},
        };
        for (const Written& one : formulas)
            rows.push_back({one.op, convertFormula});
        for (const Written& one : layers)
            rows.push_back({one.op, convertLayer});
        return rows;
    }();
    return all;
}

} // namespace weft
