#include "engine/ir/chain_results.h"
#include "engine/ir/op.h"

#include <map>

namespace weft {

namespace {

std::string text(double value)
{
    std::string out = std::to_string(value);
    while (out.back() == '0' && out[out.size() - 2] != '.')
        out.pop_back();
    return out;
}

std::string list(const Shape& shape)
{
    return "[" + (shape.rank() == 0 ? "" : toString(shape)) + "]";
}

struct AttrsText {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const ConstantAttrs& a) const { return text(a.value); }
    std::string operator()(const IotaAttrs& a) const { return "axis " + std::to_string(a.axis); }
    std::string operator()(const CastAttrs&) const { return ""; }
    std::string operator()(const ReduceAttrs& a) const { return "over " + list(a.axes); }
    std::string operator()(const AxisAttrs& a) const { return "axis " + std::to_string(a.axis); }
    std::string operator()(const ShapeAttrs&) const { return ""; }
    std::string operator()(const PermuteAttrs& a) const { return list(a.order); }
    std::string operator()(const SliceAttrs& a) const { return "from " + list(a.starts) + " step " + list(a.steps); }
    std::string operator()(const PadAttrs& a) const
    {
        return list(a.low) + list(a.high) + (a.interior.elements() != 0 ? " between " + list(a.interior) : "");
    }
    std::string operator()(const SplitAttrs& a) const { return "axis " + std::to_string(a.axis); }
    std::string operator()(const MatmulAttrs& a) const
    {
        return std::string(a.transposeA ? "ᵀ" : "·") + (a.transposeB ? "ᵀ" : "·");
    }
    std::string operator()(const ConvAttrs& a) const
    {
        return "stride " + list(a.stride) + " pad " + list(a.padLow) + list(a.padHigh) + " dilation " + list(a.dilation)
            + " groups " + std::to_string(a.groups);
    }
    std::string operator()(const PoolAttrs& a) const
    {
        return list(a.kernel) + " stride " + list(a.stride) + " pad " + list(a.padLow) + list(a.padHigh);
    }
    std::string operator()(const RandomAttrs& a) const
    {
        return (a.distribution == RandomAttrs::normal ? "normal " : "uniform ") + std::to_string(a.stream);
    }
    std::string operator()(const NormAttrs& a) const
    {
        return "over " + list(a.axes) + " ε " + text(a.epsilon * 1e6) + "e-6";
    }
    std::string operator()(const LossAttrs& a) const { return "axis " + std::to_string(a.axis); }
    std::string operator()(const AttentionAttrs& a) const { return text(a.scale) + (a.causal ? " causal" : ""); }
    std::string operator()(const FusedAttrs& a) const
    {
        std::string out = list(a.shape);
        for (const FusedStep& step : a.code) {
            if (step.function == ScalarFunction::constant) {
                out += " " + text(step.value);
                continue;
            }
            out += " " + std::string(names[int(step.function)]) + "(";
            for (int i = 0; i < operandCount(step.function); ++i)
                out += (i == 0 ? "" : ",") + std::to_string(step.args[i]);
            out += ")";
        }
        out += " →";
        for (const int result : a.results)
            out +=
                " " + std::to_string(slotOfResult(result)) + (result < 0 ? " in " + std::string(name(a.rounded)) : "");
        if (a.reduce != FusedAttrs::none)
            out += std::string(a.reduce == FusedAttrs::sum ? " sum" : " max") + " over " + list(a.axes);
        return out;
    }
    std::string operator()(const ChainsAttrs& a) const
    {
        std::string out;
        for (const FusedAttrs& chain : a.chains)
            out += (out.empty() ? "" : "; ") + (*this)(chain);
        return out;
    }
    static constexpr std::string_view names[] = {
#define WEFT_ROW(name, operands) #name,
        WEFT_SCALAR_FUNCTIONS(WEFT_ROW)
#undef WEFT_ROW
    };
};

} // namespace

std::string print(const Program& program)
{
    std::map<int, int> numbers; // value → its number in the text
    const auto number = [&](int value) {
        return "%" + std::to_string(numbers.try_emplace(value, int(numbers.size())).first->second);
    };
    const auto type = [&](int value) {
        const ValueInfo& info = program.values[size_t(value)];
        return std::string(name(info.dtype)) + list(info.shape) + (info.layout == Layout::channelsLast ? " last" : "");
    };
    std::string out = program.products == Products::tf32 ? "products in tf32\n"
        : program.products == Products::exact            ? ""
                                              : "products in " + std::string(name(keptIn(program.products))) + "\n";
    for (const Variable& input : program.inputs)
        out += number(input.value) + " = input " + input.name + " : " + type(input.value) + "\n";
    for (const StateVariable& state : program.states)
        out += number(state.value) + " = state " + state.name + " : " + type(state.value) + "\n";
    for (const Node& node : program.nodes) {
        std::string operands;
        for (const int value : node.in)
            operands += (operands.empty() ? "" : ", ") + number(value);
        std::string results;
        for (const int value : node.out)
            results += (results.empty() ? "" : ", ") + number(value);
        const std::string attrs = std::visit(AttrsText {}, node.attrs);
        out += results + " = " + std::string(node.op->name) + "(" + operands + ")"
            + (attrs.empty() ? "" : " {" + attrs + "}") + " : " + type(node.out[0]);
        if (node.origin >= 0)
            out += "  ; " + program.origins[size_t(node.origin)];
        out += "\n";
    }
    for (const StateVariable& state : program.states) {
        if (state.next >= 0)
            out += "next " + state.name + " = " + number(state.next) + "\n";
    }
    for (const Variable& output : program.outputs)
        out += "output " + output.name + " = " + number(output.value) + "\n";
    return out;
}

} // namespace weft
