#include "engine/backends/cuda/chain/chain_text.h"

#include "engine/ir/chain_results.h"

#include <algorithm>
#include <bit>
#include <charconv>

namespace weft::cuda {

namespace {

const char* nameOf(ScalarFunction function)
{
    static constexpr const char* names[] = {
#define WEFT_ROW(name, operands) #name,
        WEFT_SCALAR_FUNCTIONS(WEFT_ROW)
#undef WEFT_ROW
    };
    return names[int(function)];
}

bool needsFloats(ScalarFunction function)
{
    using enum ScalarFunction;
    switch (function) {
    case exp:
    case log:
    case log1p:
    case sqrt:
    case rsqrt:
    case reciprocal:
    case tanh:
    case sigmoid:
    case erf:
    case sin:
    case cos:
    case power:
        return true;
    default:
        return false;
    }
}

} // namespace

bool isDefined(const FusedAttrs& how)
{
    if (how.dtype == DType::f32 || how.dtype == DType::f64)
        return true;
    return std::ranges::none_of(how.code, [](const FusedStep& step) { return needsFloats(step.function); });
}

std::vector<bool> usedSlots(const FusedAttrs& how, int operands)
{
    std::vector<bool> used(size_t(operands) + how.code.size(), false);
    for (const int result : how.results)
        used[size_t(slotOfResult(result))] = true;
    for (int i = int(how.code.size()) - 1; i >= 0; --i) {
        const FusedStep& step = how.code[size_t(i)];
        for (int arg = 0; used[size_t(operands + i)] && arg < operandCount(step.function); ++arg)
            used[size_t(step.args[arg])] = true;
    }
    return used;
}

std::string precisionText(std::span<const ValueInfo> in, std::span<const ValueInfo> out)
{
    const auto isHalf = [](const ValueInfo& info) { return isNarrowFloat(info.dtype) && info.shape.elements() > 1; };
    return std::ranges::any_of(in, isHalf) || std::ranges::any_of(out, isHalf) ? "#define WEFT_HALF\n" : "";
}

std::string numberText(double value)
{
    char digits[16];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, std::bit_cast<uint64_t>(value), 16);
    return "(T)__longlong_as_double(0x" + std::string(digits, end) + "ll)";
}

std::string stepsText(const FusedAttrs& how, int operands)
{
    const std::vector<bool> used = usedSlots(how, operands);
    std::string text;
    for (int i = 0; i < int(how.code.size()); ++i) {
        if (!used[size_t(operands + i)])
            continue;
        const FusedStep& step = how.code[size_t(i)];
        text += "        const T s" + std::to_string(operands + i) + " = ";
        if (step.function == ScalarFunction::constant) {
            text += numberText(step.value) + ";\n";
            continue;
        }
        text += std::string("f_") + nameOf(step.function) + "(";
        for (int arg = 0; arg < operandCount(step.function); ++arg)
            text += (arg > 0 ? ", s" : "s") + std::to_string(step.args[arg]);
        text += ");\n";
    }
    return text;
}

} // namespace weft::cuda
