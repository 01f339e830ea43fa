#include "engine/export/onnx/forms/forms.h"

namespace weft {

namespace {

using F = ScalarFunction;

// Functions that ONNX has under another name.
const char* typeOf(F function)
{
    switch (function) {
    case F::negate:
        return "Neg";
    case F::abs:
        return "Abs";
    case F::sign:
        return "Sign";
    case F::exp:
        return "Exp";
    case F::log:
        return "Log";
    case F::sqrt:
        return "Sqrt";
    case F::reciprocal:
        return "Reciprocal";
    case F::tanh:
        return "Tanh";
    case F::sigmoid:
        return "Sigmoid";
    case F::relu:
        return "Relu";
    case F::erf:
        return "Erf";
    case F::sin:
        return "Sin";
    case F::cos:
        return "Cos";
    case F::floor:
        return "Floor";
    case F::add:
        return "Add";
    case F::subtract:
        return "Sub";
    case F::multiply:
        return "Mul";
    case F::divide:
        return "Div";
    case F::maximum:
        return "Max";
    case F::minimum:
        return "Min";
    case F::power:
        return "Pow";
    case F::equal:
        return "Equal";
    case F::less:
        return "Less";
    case F::less_equal:
        return "LessOrEqual";
    default:
        return nullptr;
    }
}

Names operands(OnnxWriter& graph, const OpNode& node)
{
    Names names;
    for (const int value : node.node().in)
        names.push_back(graph.name(value));
    return names;
}

void writeNamed(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), typeOf(*node.node().op->scalar), operands(graph, node));
}

void writeComparison(OnnxWriter& graph, const OpNode& node)
{
    graph.giveTruth(node.out(), graph.add(typeOf(*node.node().op->scalar), operands(graph, node)));
}

void writeFinite(OnnxWriter& graph, const OpNode& node)
{
    const std::string& x = graph.name(node.in(0));
    const std::string odd = graph.add("Or", {graph.add("IsNaN", {x}), graph.add("IsInf", {x})});
    graph.giveTruth(node.out(), graph.add("Not", {odd}));
}

void writeSelect(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "Where", {graph.truth(node.in(0)), graph.name(node.in(1)), graph.name(node.in(2))});
}

// ln(1 + x), whose precision near 0 ONNX has no word for: the error stays below one unit in the last place of 1.
void writeLog1p(OnnxWriter& graph, const OpNode& node)
{
    const std::string one = graph.number(1, node.info(node.in(0)).dtype);
    graph.give(node.out(), "Log", {graph.add("Add", {graph.name(node.in(0)), one})});
}

void writeRsqrt(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "Reciprocal", {graph.add("Sqrt", {graph.name(node.in(0))})});
}

void writeSquare(OnnxWriter& graph, const OpNode& node)
{
    graph.give(node.out(), "Mul", {graph.name(node.in(0)), graph.name(node.in(0))});
}

} // namespace

WriteForm scalarForm(ScalarFunction function)
{
    switch (function) {
    case F::equal:
    case F::less:
    case F::less_equal:
        return writeComparison;
    case F::is_finite:
        return writeFinite;
    case F::select:
        return writeSelect;
    case F::log1p:
        return writeLog1p;
    case F::rsqrt:
        return writeRsqrt;
    case F::square:
        return writeSquare;
    default:
        return typeOf(function) != nullptr ? writeNamed : nullptr;
    }
}

} // namespace weft
