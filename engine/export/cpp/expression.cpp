#include "engine/export/cpp/expression.h"

#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace weft {

namespace {

bool isMovement(const Op& op)
{
    return &op == &broadcastOp || &op == &permuteOp || &op == &sliceOp || &op == &splitOp;
}

// Reshapes that only add or drop axes of size 1 move nothing in a walk.
bool isReshape(const Op& op)
{
    return &op == &reshapeOp || &op == &stopGradientOp;
}

} // namespace

bool isInline(const Op& op)
{
    return op.scalar || isMovement(op) || &op == &castOp || &op == &iotaOp || &op == &constantOp;
}

PlainMemory::PlainMemory(const PlainProgram& program)
    : m_program(program)
    , m_kept(program.program().values.size(), false)
{
    const Program& code = program.program();
    for (const Variable& input : code.inputs)
        m_kept[size_t(input.value)] = true;
    for (const auto& [value, tensor] : program.constants) {
        if (size_t(value) < m_kept.size()) // else it is no value of the program
            m_kept[size_t(value)] = true;
    }
    for (const ModelOutput& output : program.outputs)
        m_kept[size_t(output.value)] = true;
    for (const auto& [product, tail] : program.tails)
        m_kept[size_t(tail.result)] = true;
    std::vector<int> cost(code.values.size(), 1); // of the expression that a value would be
    for (size_t i = 0; i < code.nodes.size(); ++i) {
        const Node& node = code.nodes[i];
        if (program.swallowed[i])
            continue;
        const bool reads =
            !isInline(*node.op) && node.op != &padOp && node.op != &concatOp && node.op != &sumOp && node.op != &maxOp;
        for (const int value : node.in) {
            if (program.number(value)) { // a loop writes it out; what takes memory needs it there
                m_kept[size_t(value)] = m_kept[size_t(value)] || reads;
                continue;
            }
            const Node* const maker = program.maker(value);
            const bool free = maker != nullptr && (isMovement(*maker->op) || maker->op == &iotaOp);
            const bool grows = program.shape(value).elements() < program.shape(node.out[0]).elements();
            if (reads || (!free && (program.readsOf(value) > 1 || grows)))
                m_kept[size_t(value)] = true;
            cost[size_t(node.out[0])] += m_kept[size_t(value)] ? 1 : cost[size_t(value)];
        }
        for (const int value : node.out) {
            cost[size_t(value)] = cost[size_t(node.out[0])];
            if (!isInline(*node.op) || cost[size_t(value)] > 40)
                m_kept[size_t(value)] = true;
        }
    }
}

int PlainMemory::home(int value) const
{
    for (;;) {
        const Node* const maker = m_program.maker(value);
        if (maker == nullptr)
            return value;
        const auto tail = m_program.tails.find(value);
        if (tail != m_program.tails.end())
            return tail->second.result == value ? value : tail->second.result;
        if (!isReshape(*maker->op))
            return value;
        // A reshape at the end of a tail is its result.
        for (const auto& [product, one] : m_program.tails) {
            if (one.result == value)
                return value;
        }
        value = maker->in[0];
    }
}

std::string plainType(DType type)
{
    switch (type) {
    case DType::f64:
        return "double";
    case DType::i32:
        return "int32_t";
    case DType::i64:
        return "int64_t";
    case DType::u8:
        return "uint8_t";
    default:
        return "float";
    }
}

std::string plainName(int value)
{
    return "v" + std::to_string(value);
}

std::string plainNumber(double number, DType type)
{
    const std::string plain = plainType(type);
    if (!std::isfinite(number))
        return (number < 0 ? "-" : "") + std::string("std::numeric_limits<") + plain
            + (std::isnan(number) ? ">::quiet_NaN()" : ">::infinity()");
    char text[40];
    std::string shortest(text,
                         type == DType::f32 ? std::to_chars(text, text + sizeof text, float(number)).ptr
                                            : std::to_chars(text, text + sizeof text, number).ptr);
    if (!isFloat(type))
        return plain + "(" + std::to_string(int64_t(number)) + ")";
    if (shortest.find_first_of(".e") == std::string::npos)
        shortest += ".0";
    return (type == DType::f32 ? shortest + "f" : shortest);
}

std::string placeText(const std::vector<PlainSize>& strides, const Walk& walk, const std::vector<bool>& dropped)
{
    std::string text;
    PlainSize fixed;
    for (size_t i = 0; i < walk.size(); ++i) {
        fixed = fixed + strides[i] * PlainSize::of(walk[i].start);
        if (walk[i].axis < 0 || dropped[size_t(walk[i].axis)])
            continue;
        const PlainSize stride = strides[i] * PlainSize::of(walk[i].step);
        text += (text.empty() ? "" : " + ") + ("i" + std::to_string(walk[i].axis))
            + (stride.isNumber(1) ? "" : " * " + stride.text());
    }
    if (!fixed.isNumber(0) || text.empty())
        text += (text.empty() ? "" : " + ") + fixed.text();
    return text;
}

std::string LoopText::index(int value, const Walk& walk)
{
    const std::vector<PlainSize> strides = stridesOf(m_program.code.extents(value));
    m_accesses.push_back(accessOf(strides, walk, m_dropped.size()));
    return placeText(strides, walk, m_dropped);
}

LoopText::Access LoopText::accessOf(const std::vector<PlainSize>& strides, const Walk& walk, size_t rank)
{
    Access access(rank);
    for (size_t i = 0; i < walk.size(); ++i) {
        if (walk[i].axis >= 0)
            access[size_t(walk[i].axis)] = access[size_t(walk[i].axis)] + strides[i] * PlainSize::of(walk[i].step);
    }
    return access;
}

std::string LoopText::element(int value, const Walk& walk, bool isRoot)
{
    if (const std::optional<double> number = m_program.number(value))
        return plainNumber(*number, m_program.dtype(value));
    if (m_memory.isKept(value) && !isRoot) {
        const int home = m_memory.home(value);
        if (std::ranges::find(m_reads, home) == m_reads.end())
            m_reads.push_back(home);
        return plainName(home) + "[" + index(value, walk) + "]";
    }
    const Node& node = *m_program.maker(value);
    if (node.op == &iotaOp) {
        const auto& how = std::get<IotaAttrs>(node.attrs);
        const AxisWalk& along = walk[size_t(how.axis)];
        const std::string type = plainType(how.dtype);
        if (along.axis >= 0 && m_dropped[size_t(along.axis)])
            return plainNumber(double(along.start), how.dtype); // an axis of size 1
        if (along.axis >= 0)
            m_counted.insert(along.axis);
        if (along.axis < 0)
            return plainNumber(double(along.start), how.dtype);
        return type + "(" + (along.start == 0 ? "" : std::to_string(along.start) + " + ") + "i"
            + std::to_string(along.axis) + (along.step == 1 ? "" : " * " + std::to_string(along.step)) + ")";
    }
    std::vector<std::string> operands;
    for (const int operand : node.in) {
        const Shape& own = m_program.shape(operand);
        Walk inner(size_t(own.rank()));
        if (node.op == &permuteOp) {
            const Shape& order = std::get<PermuteAttrs>(node.attrs).order;
            for (int axis = 0; axis < own.rank(); ++axis)
                inner[size_t(order[axis])] = walk[size_t(axis)];
        } else if (node.op == &sliceOp) {
            const auto& how = std::get<SliceAttrs>(node.attrs);
            for (int axis = 0; axis < own.rank(); ++axis) {
                const AxisWalk& outer = walk[size_t(axis)];
                inner[size_t(axis)] = {outer.axis, how.starts[axis] + how.steps[axis] * outer.start,
                                       how.steps[axis] * outer.step};
            }
        } else if (node.op == &splitOp) {
            const auto& how = std::get<SplitAttrs>(node.attrs);
            inner = walk;
            inner[size_t(how.axis)].start +=
                (std::ranges::find(node.out, value) - node.out.begin()) * m_program.shape(value)[how.axis];
        } else { // element by element, axes of size 1 repeated
            const size_t lead = walk.size() - inner.size();
            for (size_t axis = 0; axis < inner.size(); ++axis) {
                const bool repeats = own[int(axis)] == 1 && m_program.shape(value)[int(lead + axis)] != 1;
                inner[axis] = repeats ? AxisWalk {-1, 0, 1} : walk[lead + axis];
            }
        }
        operands.push_back(element(operand, inner));
    }
    return isMovement(*node.op) ? operands[0] : call(node, operands);
}

std::string LoopText::call(const Node& node, const std::vector<std::string>& x) const
{
    const DType type = m_program.dtype(node.out[0]);
    const std::string plain = plainType(type);
    if (node.op == &castOp)
        return plain + "(" + x[0] + ")";
    const auto infix = [&](const char* sign) { return "(" + x[0] + " " + sign + " " + x[1] + ")"; };
    const auto call = [&](const std::string& name) {
        std::string text = name + "(";
        for (size_t i = 0; i < x.size(); ++i)
            text += (i > 0 ? ", " : "") + x[i];
        return text + ")";
    };
    using F = ScalarFunction;
    switch (*node.op->scalar) {
    case F::negate:
        return "(-" + x[0] + ")";
    case F::abs:
        return call("std::abs");
    case F::sign:
        return call("signOf");
    case F::exp:
    case F::tanh:
    case F::sigmoid:
        return call(std::string(node.op->name) + "Of");
    case F::log:
    case F::log1p:
    case F::sqrt:
    case F::erf:
    case F::sin:
    case F::cos:
    case F::floor:
        return call("std::" + std::string(node.op->name));
    case F::rsqrt:
        return "(1 / std::sqrt(" + x[0] + "))";
    case F::reciprocal:
        return "(1 / " + x[0] + ")";
    case F::square:
        return "square(" + x[0] + ")";
    case F::relu:
        return "larger(" + x[0] + ", " + plain + "(0))";
    case F::is_finite:
        return plain + "(std::isfinite(" + x[0] + "))";
    case F::add:
        return infix("+");
    case F::subtract:
        return infix("-");
    case F::multiply:
        return infix("*");
    case F::divide:
        return infix("/");
    case F::maximum:
        return call("larger");
    case F::minimum:
        return call("smaller");
    case F::power:
        return call("std::pow");
    case F::equal:
        return plain + infix("==");
    case F::less:
        return plain + infix("<");
    case F::less_equal:
        return plain + infix("<=");
    case F::select:
        return "(" + x[0] + " != 0 ? " + x[1] + " : " + x[2] + ")";
    case F::constant:
        break;
    }
    return "";
}

} // namespace weft
