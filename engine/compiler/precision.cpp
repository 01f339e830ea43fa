#include "engine/compiler/passes.h"
#include "engine/compiler/rewrite.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

// Gives on what it is given.
bool isMovement(const Op* op)
{
    return op == &concatOp || op == &sliceOp || op == &padOp || op == &permuteOp || op == &maxPoolOp
        || op == &maxPoolGradientOp || op == &avgPoolOp || op == &avgPoolGradientOp;
}

bool isProduct(const Op* op)
{
    return op == &matmulOp || op == &convOp || op == &convInputGradientOp || op == &convFilterGradientOp;
}

// Which operands the node takes in 16 bits; the others, such as scales and labels, stay as they are. Empty: none.
std::vector<size_t> narrowOperands(const Op* op, size_t count)
{
    if (op == &normOp || op == &softmaxCrossEntropyOp || op == &softmaxCrossEntropyGradientOp || op == &selfAttentionOp)
        return {0};
    if (op == &normGradientOp)
        return {0, 4};
    if (op == &attentionOp)
        return {0, 1, 2};
    if (op == &attentionGradientOp)
        return {0, 1, 2, 3, 5};
    if (op == &selfAttentionGradientOp)
        return {0, 1, 3};
    std::vector<size_t> all;
    for (size_t i = 0; i < count && (isProduct(op) || isMovement(op)); ++i)
        all.push_back(i);
    return all;
}

// Whether the device rounds to this type and back at all: one that only moves its bytes gains nothing by it.
bool casts(Backend& backend, DType narrow)
{
    Program alone;
    Builder builder(alone);
    const Value there = cast(builder.input("x", {1}, DType::f32), narrow);
    builder.output("y", cast(there, DType::f32));
    return std::ranges::all_of(alone.nodes, [&](const Node& node) { return backend.prepare(node, alone) != nullptr; });
}

// Whether the device computes the node with operands of these types.
bool runs(const Node& node, std::span<const Value> in, std::span<const DType> types, Backend& backend)
{
    Program alone;
    alone.products = in[0].builder->program().products;
    Builder builder(alone);
    const bool channelsLast = backend.prefersChannelsLast(alone)
        && (node.op == &convOp || node.op == &convInputGradientOp || node.op == &convFilterGradientOp);
    const auto lay = [&](Value value) {
        if (channelsLast)
            alone.values[size_t(value.id)].layout = Layout::channelsLast;
    };
    Values operands;
    for (size_t i = 0; i < in.size(); ++i) {
        operands.push_back(builder.input(std::to_string(i), in[i].shape(), types[i]));
        lay(operands.back());
    }
    for (const Value& result : builder.add(*node.op, node.attrs, operands))
        lay(result);
    return backend.prepare(alone.nodes.back(), alone) != nullptr;
}

} // namespace

// Products are computed in bf16 or f16, where rounding averages out, and what comes of them is kept in memory so (fuse);
// everything else is computed in f32: weights, reductions, normalisation, losses and optimizers keep every digit.
bool precision(Program& program, Backend& backend)
{
    const DType narrow = keptIn(program.products);
    if (narrow == DType::f32 || !casts(backend, narrow))
        return false;
    Rewriter rewriter(program);
    // What is rounded already, below casts and views.
    const auto isRounded = [&](Value value) {
        const Node* made = rewriter.producer(value);
        while (made != nullptr && made->op == &reshapeOp)
            made = rewriter.producer(rewriter.builder().at(made->in[0]));
        return made != nullptr && made->op == &castOp && rewriter.builder().at(made->in[0]).dtype() == narrow;
    };
    const auto narrowed = [&](Value value) {
        const Node* made = rewriter.producer(value);
        if (made != nullptr && made->op == &castOp) { // from what a product gave
            const Value before = rewriter.builder().at(made->in[0]);
            if (before.dtype() == narrow)
                return before;
        }
        return cast(value, narrow);
    };
    std::vector<char> comesOfProducts(program.values.size(), 0); // other than by way of a sum
    Program next = rewriter.run([&](Rewriter&, const Node& node, std::span<const Value> in) -> std::optional<Values> {
        const bool follows =
            std::ranges::any_of(node.in, [&](int value) { return comesOfProducts[size_t(value)] != 0; })
            && node.op != &sumOp && node.op != &maxOp;
        for (const int value : node.out)
            comesOfProducts[size_t(value)] = char(follows || isProduct(node.op));
        const bool isLoss = node.op == &softmaxCrossEntropyOp || node.op == &softmaxCrossEntropyGradientOp;
        const std::vector<size_t> which = narrowOperands(node.op, in.size());
        const auto* norm = std::get_if<NormAttrs>(&node.attrs);
        const bool overSamples = norm != nullptr && std::ranges::find(norm->axes, 0) != norm->axes.end();
        if (which.empty() || overSamples || (!isProduct(node.op) && !follows) || (isLoss && !isRounded(in[0])))
            return std::nullopt;
        std::vector<DType> types;
        for (const Value& value : in)
            types.push_back(value.dtype());
        for (const size_t i : which) {
            if (types[i] != DType::f32)
                return std::nullopt;
            types[i] = narrow;
        }
        if (!runs(node, in, types, backend))
            return std::nullopt;
        Values operands(in.begin(), in.end());
        for (const size_t i : which)
            operands[i] = narrowed(in[i]);
        Values out = rewriter.builder().add(*node.op, node.attrs, operands);
        for (Value& value : out)
            value = cast(value, DType::f32);
        return out;
    });
    const bool changed = rewriter.changed();
    program = std::move(next);
    return changed;
}

} // namespace weft
