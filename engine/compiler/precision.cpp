#include "engine/compiler/passes.h"
#include "engine/compiler/rewrite.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

bool isProduct(const Op* op)
{
    return op == &matmulOp || op == &convOp || op == &convInputGradientOp || op == &convFilterGradientOp;
}

// Whether the device computes the node with operands of that type.
bool runsIn(DType dtype, const Node& node, std::span<const Value> in, Backend& backend, bool channelsLast)
{
    Program alone;
    Builder builder(alone);
    const auto lay = [&](Value value) {
        if (channelsLast && node.op != &matmulOp)
            alone.values[size_t(value.id)].layout = Layout::channelsLast;
    };
    Values operands;
    for (const Value& value : in) {
        operands.push_back(builder.input(std::to_string(operands.size()), value.shape(), dtype));
        lay(operands.back());
    }
    for (const Value& result : builder.add(*node.op, node.attrs, operands))
        lay(result);
    return backend.prepare(alone.nodes.back(), alone) != nullptr;
}

} // namespace

// Products alone are computed in bf16, where rounding averages out; what they are given is rounded, and what they give
// goes on in f32: weights, reductions, normalisation, losses and optimizers keep every digit.
bool precision(Program& program, Backend& backend)
{
    if (program.products != Products::bf16)
        return false;
    constexpr DType narrow = DType::bf16;
    const bool channelsLast = backend.prefersChannelsLast(program);
    Rewriter rewriter(program);
    const auto narrowed = [&](Value value) {
        const Node* made = rewriter.producer(value);
        if (made != nullptr && made->op == &castOp) { // from what a product gave
            const Value before = rewriter.builder().at(made->in[0]);
            if (before.dtype() == narrow)
                return before;
        }
        return cast(value, narrow);
    };
    Program next = rewriter.run([&](Rewriter&, const Node& node, std::span<const Value> in) -> std::optional<Values> {
        if (!isProduct(node.op) || in[0].dtype() != DType::f32 || !runsIn(narrow, node, in, backend, channelsLast))
            return std::nullopt;
        Values operands;
        for (const Value& value : in)
            operands.push_back(narrowed(value));
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
