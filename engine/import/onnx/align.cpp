#include "engine/import/onnx/conversion.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace weft {

namespace {

// The constant with size 1 along the axis, if it says the same all along it.
OnnxConstantPtr collapsed(const OnnxConstant& constant, int axis)
{
    size_t inner = 1;
    for (size_t i = size_t(axis) + 1; i < constant.dims.size(); ++i)
        inner *= size_t(constant.dims[i]);
    const auto along = size_t(constant.dims[size_t(axis)]);
    if (along == 0 || constant.size() == 0)
        return nullptr;
    OnnxConstant one = constant;
    one.dims[size_t(axis)] = 1;
    const size_t outer = constant.size() / along / inner;
    return std::visit(
        [&](const auto& from) -> OnnxConstantPtr {
            std::remove_cvref_t<decltype(from)> kept;
            for (size_t o = 0; o < outer; ++o) {
                const auto first = from.begin() + ptrdiff_t(o * along * inner);
                for (size_t k = 1; k < along; ++k) {
                    if (!std::equal(first, first + ptrdiff_t(inner), first + ptrdiff_t(k * inner)))
                        return nullptr;
                }
                kept.insert(kept.end(), first, first + ptrdiff_t(inner));
            }
            one.data = std::move(kept);
            return std::make_shared<const OnnxConstant>(std::move(one));
        },
        constant.data);
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The formula with each input letter replaced.
std::string substituted(const std::string& formula, const std::vector<std::string>& texts)
{
    static constexpr std::string_view letters = "xyzw";
    std::string result;
    for (size_t i = 0; i < formula.size();) {
        if (!isNameCharacter(formula[i])) {
            result.push_back(formula[i++]);
            continue;
        }
        size_t end = i;
        while (end < formula.size() && (isNameCharacter(formula[end]) || formula[end] == '.'))
            ++end;
        const std::string word = formula.substr(i, end - i);
        const size_t letter = word.size() == 1 ? letters.find(word[0]) : std::string_view::npos;
        result += letter != std::string_view::npos && letter < texts.size() ? texts[letter] : word;
        i = end;
    }
    return result;
}

} // namespace

std::string formulaNumber(double number)
{
    if (!std::isfinite(number))
        throw Unsupported("a constant of it is infinite or not a number");
    char text[40];
    const std::string written(text, size_t(std::to_chars(text, text + sizeof text, number).ptr - text));
    return std::signbit(number) ? "(" + written + ")" : written;
}

// Known numbers as every sample sees them; the axis of the samples has size 1 in them.
Operand Conversion::wiredAcross(const Operand& x, int axis)
{
    OnnxConstant one = *x.constant;
    one.dims.erase(one.dims.begin() + axis);
    Operand y = wired(constant(std::move(one)));
    y.dims = x.dims;
    y.batchAxis = axis;
    return y;
}

// Where the samples are in the common shape: counted from the end, so that operands of fewer axes agree too.
std::vector<Operand> Conversion::aligned(std::vector<Operand> operands)
{
    int rank = 0;
    for (const Operand& one : operands)
        rank = std::max(rank, one.rank());
    int axis = -1;
    bool agree = true;
    for (const Operand& one : operands) {
        if (one.constant != nullptr || one.batchAxis < 0)
            continue;
        const int here = one.batchAxis + rank - one.rank();
        agree = agree && (axis < 0 || axis == here);
        axis = here;
    }
    for (Operand& one : operands) { // as many axes for all
        if (one.constant == nullptr)
            continue;
        OnnxConstant padded = *one.constant;
        padded.dims.insert(padded.dims.begin(), size_t(rank - one.rank()), 1);
        one.dims = padded.dims;
        one.constant = std::make_shared<const OnnxConstant>(std::move(padded));
        if (axis >= 0 && one.dims[size_t(axis)] != 1) {
            const OnnxConstantPtr same = collapsed(*one.constant, axis);
            agree = agree && same != nullptr;
            if (same != nullptr && agree) {
                one.constant = same;
                one.dims = same->dims;
            }
        }
    }
    const auto padded = [&](const Operand& one) {
        std::vector<int64_t> dims(size_t(rank - one.rank()), 1);
        dims.insert(dims.end(), one.dims.begin(), one.dims.end());
        return dims;
    };
    for (const Operand& one : operands) {
        if (one.constant == nullptr && one.batchAxis < 0 && axis >= 0 && padded(one)[size_t(axis)] != 1)
            agree = false;
    }
    if (!agree)
        axis = -1;
    for (Operand& one : operands) {
        if (one.constant != nullptr) {
            one = axis < 0 ? wired(one) : wiredAcross(one, axis);
        } else if (axis < 0) {
            one = unfolded(one);
            one = reshaped(one, padded(one), -1);
        } else {
            one = reshaped(one, padded(one), axis);
        }
    }
    return operands;
}

Operand Conversion::formula(const std::string& text, const std::vector<Operand>& operands)
{
    return formula(text, operands, operands[0].type);
}

Operand Conversion::formula(const std::string& text, const std::vector<Operand>& operands, OnnxType type)
{
    static constexpr std::string_view letters = "xyzw";
    std::vector<Operand> tensors;
    std::vector<std::string> words;
    int rank = 0; // of known numbers, which the result may take its axes from
    for (const Operand& one : operands) {
        const bool isLast = tensors.empty() && &one == &operands.back();
        if (one.constant != nullptr && one.elements() == 1 && !isLast) {
            words.push_back(formulaNumber(one.constant->number(0)));
            rank = std::max(rank, one.rank());
            continue;
        }
        words.emplace_back(1, letters[tensors.size()]);
        tensors.push_back(one);
    }
    tensors = aligned(std::move(tensors));
    if (rank > tensors[0].rank()) {
        for (Operand& one : tensors) {
            std::vector<int64_t> dims(size_t(rank - one.rank()), 1);
            const int more = int(dims.size());
            dims.insert(dims.end(), one.dims.begin(), one.dims.end());
            one = reshaped(one, dims, one.batchAxis < 0 ? -1 : one.batchAxis + more);
        }
    }
    GraphWriter::Request request {.type = "expression", .params = {{"formula", substituted(text, words)}}};
    for (size_t i = 0; i < tensors.size(); ++i)
        request.wires.push_back({std::string(1, letters[i]), tensors[i].output});
    return layer(std::move(request), tensors[0].batchAxis, type);
}

} // namespace weft
