#include "engine/compiler/passes.h"
#include "engine/compiler/rewrite.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

using F = ScalarFunction;

std::optional<double> fold(F function, double a, double b)
{
    switch (function) {
    case F::negate:
        return -a;
    case F::sqrt:
        return std::sqrt(a);
    case F::square:
        return a * a;
    case F::reciprocal:
        return 1 / a;
    case F::add:
        return a + b;
    case F::subtract:
        return a - b;
    case F::multiply:
        return a * b;
    case F::divide:
        return a / b;
    default:
        return std::nullopt;
    }
}

// Elementwise ops repeat their operands anyway, so a broadcast in front of one is not needed.
bool dropBroadcasts(Rewriter& rewriter, Values& in)
{
    bool dropped = false;
    for (size_t i = 0; i < in.size(); ++i) {
        const Node* maker = rewriter.producer(in[i]);
        if (maker == nullptr || maker->op != &broadcastOp)
            continue;
        Values without = in;
        without[i] = rewriter.builder().at(maker->in[0]);
        Shape result;
        bool fits = true;
        for (const Value& operand : without) {
            const auto together = broadcast(result, operand.shape());
            fits = fits && together.has_value();
            result = together.value_or(result);
        }
        Shape wanted;
        for (const Value& operand : in)
            wanted = *broadcast(wanted, operand.shape());
        if (fits && result == wanted) {
            in = without;
            dropped = true;
        }
    }
    return dropped;
}

std::optional<Values> simplifyScalar(Rewriter& rewriter, const Node& node, std::span<const Value> given)
{
    const F function = *node.op->scalar;
    Values in(given.begin(), given.end());
    const bool dropped = dropBroadcasts(rewriter, in);
    const auto first = rewriter.constantOf(in[0]);
    const auto second = in.size() > 1 ? rewriter.constantOf(in[1]) : std::optional<double>(0);
    if (in.size() < 3 && first && second) {
        if (const auto value = fold(function, *first, *second))
            return Values {constant(rewriter.builder(), *value, in[0].dtype())};
    }
    const auto pass = [&](size_t operand) -> std::optional<Values> { // the operand is the result, if it has its shape
        const size_t other = 1 - operand;
        if (broadcast(in[operand].shape(), in[other].shape()) == in[operand].shape())
            return Values {in[operand]};
        return std::nullopt;
    };
    std::optional<Values> result;
    if ((function == F::multiply || function == F::divide) && rewriter.isConstant(in[1], 1))
        result = pass(0);
    else if ((function == F::add || function == F::subtract) && rewriter.isConstant(in[1], 0))
        result = pass(0);
    else if (function == F::multiply && rewriter.isConstant(in[0], 1))
        result = pass(1);
    else if (function == F::add && rewriter.isConstant(in[0], 0))
        result = pass(1);
    else if (function == F::negate) {
        const Node* maker = rewriter.producer(in[0]);
        if (maker != nullptr && maker->op->scalar == F::negate)
            result = Values {rewriter.builder().at(maker->in[0])};
    }
    if (!result && dropped)
        result = rewriter.builder().add(*node.op, node.attrs, in);
    return result;
}

bool isNothing(const PadAttrs& how)
{
    const auto zero = [](int64_t size) { return size == 0; };
    return std::ranges::all_of(how.low, zero) && std::ranges::all_of(how.high, zero)
        && std::ranges::all_of(how.interior, zero);
}

// Of floats; `result` is what it gives.
bool isWidening(const Node& maker, Value result)
{
    if (maker.op != &castOp)
        return false;
    const DType from = result.builder->at(maker.in[0]).dtype();
    return isFloat(from) && isFloat(result.dtype()) && byteSize(from) < byteSize(result.dtype());
}

std::optional<Values> simplifyMovement(Rewriter& rewriter, const Node& node, std::span<const Value> in)
{
    Builder& builder = rewriter.builder();
    const Node* maker = rewriter.producer(in[0]);
    if (node.op == &reshapeOp) {
        const Shape& to = std::get<ShapeAttrs>(node.attrs).shape;
        if (in[0].shape() == to)
            return Values {in[0]};
        if (maker != nullptr && maker->op == &reshapeOp)
            return Values {reshape(builder.at(maker->in[0]), to)};
        if (maker != nullptr && isWidening(*maker, in[0])) { // next to what reads it, a cast costs nothing
            const Value narrow = builder.at(maker->in[0]);
            return Values {cast(reshape(narrow, to), in[0].dtype())};
        }
    } else if (node.op == &broadcastOp) {
        const Shape& to = std::get<ShapeAttrs>(node.attrs).shape;
        if (in[0].shape() == to)
            return Values {in[0]};
        if (maker != nullptr && maker->op == &broadcastOp)
            return Values {broadcastTo(builder.at(maker->in[0]), to)};
    } else if (node.op == &castOp) {
        const DType to = std::get<CastAttrs>(node.attrs).dtype;
        if (in[0].dtype() == to)
            return Values {in[0]};
        if (maker != nullptr && isWidening(*maker, in[0]) && builder.at(maker->in[0]).dtype() == to)
            return Values {builder.at(maker->in[0])}; // there and back
        if (maker != nullptr && maker->op == &reshapeOp && in[0].dtype() == DType::f32 && isNarrowFloat(to))
            return Values {reshape(cast(builder.at(maker->in[0]), to), in[0].shape())}; // next to what computes it
    } else if (node.op == &permuteOp) {
        const Shape& order = std::get<PermuteAttrs>(node.attrs).order;
        std::vector<int> whole;
        const bool after = maker != nullptr && maker->op == &permuteOp;
        bool identity = true;
        for (int i = 0; i < order.rank(); ++i) {
            whole.push_back(int(after ? std::get<PermuteAttrs>(maker->attrs).order[int(order[i])] : order[i]));
            identity = identity && whole.back() == i;
        }
        if (identity)
            return Values {after ? builder.at(maker->in[0]) : in[0]};
        if (after)
            return Values {permute(builder.at(maker->in[0]), whole)};
    } else if (node.op == &sumOp || node.op == &maxOp) {
        bool single = true;
        for (const int64_t axis : std::get<ReduceAttrs>(node.attrs).axes)
            single = single && in[0].shape()[int(axis)] == 1;
        if (single)
            return Values {in[0]};
    } else if ((node.op == &sliceOp && std::get<SliceAttrs>(node.attrs).sizes == in[0].shape())
               || (node.op == &padOp && isNothing(std::get<PadAttrs>(node.attrs)))
               || (node.op == &concatOp && in.size() == 1)) {
        return Values {in[0]};
    } else if (node.op == &stopGradientOp) { // gradients are taken before any pass
        return Values {in[0]};
    }
    return std::nullopt;
}

} // namespace

bool simplify(Program& program, Backend&)
{
    Rewriter rewriter(program);
    program = rewriter.run([](Rewriter& into, const Node& node, std::span<const Value> in) -> std::optional<Values> {
        if (in.empty())
            return std::nullopt;
        return node.op->scalar ? simplifyScalar(into, node, in) : simplifyMovement(into, node, in);
    });
    return rewriter.changed();
}

} // namespace weft
