#include "engine/ir/builder.h"
#include "engine/ir/chain_results.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

std::vector<ValueInfo> inferChain(const Attrs& attrs, std::span<const ValueInfo>)
{
    const auto& how = std::get<FusedAttrs>(attrs);
    Shape shape = how.shape;
    if (how.reduce != FusedAttrs::none) {
        for (const int64_t axis : how.axes)
            shape[int(axis)] = 1;
    }
    std::vector<ValueInfo> infos;
    for (const int result : how.results)
        infos.push_back({.shape = shape, .dtype = typeOfResult(result, how.dtype, how.rounded)});
    return infos;
}

Values decomposeChain(const Attrs& attrs, std::span<const Value> in)
{
    const auto& how = std::get<FusedAttrs>(attrs);
    Builder& builder = *in[0].builder;
    Values slots;
    for (const Value& operand : in)
        slots.push_back(cast(operand, how.dtype));
    for (const FusedStep& step : how.code) {
        if (step.function == ScalarFunction::constant) {
            slots.push_back(constant(builder, step.value, how.dtype));
            continue;
        }
        Values operands;
        for (int i = 0; i < operandCount(step.function); ++i)
            operands.push_back(slots[size_t(step.args[i])]);
        slots.push_back(builder.add(scalarOp(step.function), {}, operands)[0]);
    }
    const std::vector<int> axes(how.axes.begin(), how.axes.end());
    Values results;
    for (const int result : how.results) {
        const Value full = broadcastTo(slots[size_t(slotOfResult(result))], how.shape);
        const Value y = how.reduce == FusedAttrs::none ? full
            : how.reduce == FusedAttrs::sum            ? sum(full, axes)
                                                       : max(full, axes);
        results.push_back(cast(y, typeOfResult(result, how.dtype, how.rounded)));
    }
    return results;
}

// Calls body(chain, its operands) for the chains of a node.
template <class Operand, class Body> void forChains(const Attrs& attrs, std::span<const Operand> in, Body&& body)
{
    const auto& how = std::get<ChainsAttrs>(attrs);
    size_t first = 0;
    for (size_t i = 0; i < how.chains.size(); ++i) {
        const size_t count = size_t(how.operands[i]);
        body(how.chains[i], in.subspan(first, count));
        first += count;
    }
}

} // namespace

constinit const Op chainOp = {
    .name = "chain",
    .infer = inferChain,
    .decompose = decomposeChain,
    .flops =
        [](const Node& node, const Program&) {
            const auto& how = std::get<FusedAttrs>(node.attrs);
            return double(how.code.size()) * double(how.shape.elements());
        },
};

constinit const Op chainsOp = {
    .name = "chains",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        std::vector<ValueInfo> results;
        forChains(attrs, in, [&](const FusedAttrs& chain, std::span<const ValueInfo> operands) {
            for (const ValueInfo& info : inferChain(chain, operands))
                results.push_back(info);
        });
        return results;
    },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        Values results;
        forChains(attrs, in, [&](const FusedAttrs& chain, std::span<const Value> operands) {
            for (const Value& value : in[0].builder->add(chainOp, chain, operands))
                results.push_back(value);
        });
        return results;
    },
    .flops =
        [](const Node& node, const Program&) {
            double flops = 0;
            for (const FusedAttrs& chain : std::get<ChainsAttrs>(node.attrs).chains)
                flops += double(chain.code.size()) * double(chain.shape.elements());
            return flops;
        },
};

} // namespace weft
