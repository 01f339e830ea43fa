#include "engine/import/onnx/operators/operators.h"

namespace weft {

namespace {

bool isSingle(const Operand& x)
{
    return x.constant != nullptr && x.elements() == 1;
}

// One number a channel, or a feature, that the layer before can add itself.
bool addsBias(Conversion& c, const Operand& x, const Operand& bias)
{
    if (x.constant != nullptr || bias.constant == nullptr || x.batchAxis < 0 || bias.elements() <= 1)
        return false;
    GraphNode& node = c.writer().node(x.output.from.node);
    const bool isDense = node.type == "dense";
    if (!isDense && node.type != "conv1d" && node.type != "conv2d" && node.type != "conv3d")
        return false;
    const auto has = node.params.find("bias");
    if (has == node.params.end() || has->second != ParamValue(false))
        return false;
    const int axis = isDense ? x.rank() - 1 : 1; // that the numbers lie along
    if (isDense ? x.batchAxis == axis : x.batchAxis != 0)
        return false;
    const int fromEnd = x.rank() - axis;
    if (bias.rank() < fromEnd || bias.elements() != x.dims[size_t(axis)]
        || bias.dims[size_t(bias.rank() - fromEnd)] != bias.elements() || bias.rank() > x.rank())
        return false;
    node.params.erase(has); // the default: with a bias
    c.writer().addWeight(node.id, "bias", {bias.elements()}, floatsOf(*bias.constant));
    return true;
}

void add(Conversion& c)
{
    const Operand &x = c.in(0), &y = c.in(1);
    if (c.mayExtend(0) && addsBias(c, x, y))
        return c.give(x);
    if (c.mayExtend(1) && addsBias(c, y, x))
        return c.give(y);
    if (isSingle(x) || isSingle(y))
        return c.give(c.formula("x + y", {x, y}));
    c.give(c.merged("add", {x, y}));
}

void multiply(Conversion& c)
{
    if (isSingle(c.in(0)) || isSingle(c.in(1)))
        return c.give(c.formula("x * y", {c.in(0), c.in(1)}));
    c.give(c.merged("multiply", {c.in(0), c.in(1)}));
}

void subtract(Conversion& c)
{
    c.give(c.formula("x - y", {c.in(0), c.in(1)}));
}

void divide(Conversion& c)
{
    if (isFloat(c.in(0).type))
        return c.give(c.formula("x / y", {c.in(0), c.in(1)}));
    c.give(c.formula("sign(x / y) * floor(abs(x / y))", {c.in(0), c.in(1)}));
}

void modulo(Conversion& c)
{
    if (c.integer("fmod", 0) != 0)
        return c.give(c.formula("x - y * (sign(x / y) * floor(abs(x / y)))", {c.in(0), c.in(1)}));
    c.give(c.formula("x - y * floor(x / y)", {c.in(0), c.in(1)}));
}

void power(Conversion& c)
{
    const Operand &x = c.in(0), &y = c.in(1);
    if (isSingle(y) && y.constant->number(0) == 2)
        return c.give(c.formula("square(x)", {x}));
    c.give(c.formula(isFloat(x.type) ? "x ^ y" : "sign(x ^ y) * floor(abs(x ^ y))", {x, y}));
}

void prelu(Conversion& c)
{
    const Operand &x = c.in(0), &slope = c.in(1);
    const bool channels = slope.constant != nullptr && x.batchAxis == 0 && x.rank() >= 2
        && slope.elements() == x.dims[1] && slope.rank() == x.rank() - 1 && slope.dims[0] == slope.elements();
    if (isSingle(slope) || channels)
        return c.give(c.layer("prelu", {{"per_channel", channels}}, x, {{"slope", floatsOf(*slope.constant)}}));
    c.give(c.formula("select(x > 0, x, x * y)", {x, slope}));
}

struct Comparison {
    std::string_view op;
    std::string_view formula;
};
constexpr Comparison comparisons[] = {
    {"And", "x * y"},  {"Or", "max(x, y)"},  {"Xor", "x != y"},         {"Equal", "x == y"},
    {"Less", "x < y"}, {"Greater", "x > y"}, {"LessOrEqual", "x <= y"}, {"GreaterOrEqual", "x >= y"},
};

void compare(Conversion& c)
{
    for (const Comparison& one : comparisons) {
        if (one.op == c.node().op)
            return c.give(c.formula(std::string(one.formula), {c.in(0), c.in(1)}, OnnxType::boolean));
    }
}

void where(Conversion& c)
{
    c.give(c.formula("select(x, y, z)", {c.in(0), c.in(1), c.in(2)}, c.in(1).type));
}

void shiftBits(Conversion& c)
{
    const bool left = c.text("direction", "") == "LEFT";
    c.give(c.formula(left ? "x * 2 ^ y" : "floor(x / 2 ^ y)", {c.in(0), c.in(1)}));
}

std::vector<Operand> operandsOf(Conversion& c)
{
    std::vector<Operand> all;
    for (size_t i = 0; i < c.inputs(); ++i)
        all.push_back(c.in(i));
    if (all.empty())
        c.refuse("it has no inputs");
    return all;
}

void sum(Conversion& c)
{
    const std::vector<Operand> all = operandsOf(c);
    c.give(all.size() == 1 ? all[0] : c.merged("add", all));
}

void mean(Conversion& c)
{
    const std::vector<Operand> all = operandsOf(c);
    if (all.size() == 1)
        return c.give(all[0]);
    c.give(c.formula("x / " + formulaNumber(double(all.size())), {c.merged("add", all)}));
}

void greatest(Conversion& c)
{
    const std::vector<Operand> all = operandsOf(c);
    c.give(all.size() == 1 ? all[0] : c.merged("maximum", all));
}

void least(Conversion& c)
{
    Operand y = operandsOf(c)[0];
    for (size_t i = 1; i < c.inputs(); ++i)
        y = c.formula("min(x, y)", {y, c.in(i)});
    c.give(y);
}

} // namespace

std::span<const OnnxOperator> arithmeticOperators()
{
    static const auto all = [] {
        std::vector<OnnxOperator> rows = {
            {"Add", add},   {"Mul", multiply}, {"Sub", subtract}, {"Div", divide},         {"Mod", modulo},
            {"Pow", power}, {"PRelu", prelu},  {"Where", where},  {"BitShift", shiftBits}, {"Sum", sum},
            {"Mean", mean}, {"Max", greatest}, {"Min", least},
        };
        for (const Comparison& one : comparisons)
            rows.push_back({one.op, compare});
        return rows;
    }();
    return all;
}

} // namespace weft
