#include "engine/import/onnx/operators/operators.h"

namespace weft {

namespace {

// Small whole numbers that stand for real ones: x ≈ (q − zero) · scale. Weft computes with them as f32, which holds
// them exactly.

// One number, or one for each element of an axis, as it meets x.
Operand along(Conversion& c, const Operand& one, const Operand& x, int64_t axis)
{
    if (one.elements() == 1)
        return one.constant != nullptr ? one : c.reshaped(one, {}, -1);
    std::vector<int64_t> dims(size_t(x.rank()), 1);
    dims[size_t(c.axisIn(axis, x.rank()))] = one.elements();
    if (one.constant == nullptr)
        return c.reshaped(one, dims, -1);
    OnnxConstant same = *one.constant;
    same.dims = dims;
    return c.constant(std::move(same));
}

Operand zeroOf(Conversion& c, size_t input, OnnxType type = OnnxType::u8)
{
    return c.has(input) ? c.in(input) : c.constant(constantOf(type, {}, {0}));
}

std::string rounded(const std::string& x)
{
    const std::string up = "floor(" + x + " + 0.5)";
    // To the even one of two that are equally near.
    return "(" + up + " - (" + up + " - " + x + " == 0.5) * (" + up + " - 2 * floor(" + up + " / 2)))";
}

Operand quantized(Conversion& c, const Operand& x, const Operand& scale, const Operand& zero, int64_t axis)
{
    const bool isSigned = zero.type == OnnxType::i8;
    const Operand steps = c.formula(rounded("(x / y)"), {x, along(c, scale, x, axis)}, zero.type);
    return c.formula(isSigned ? "clamp(x + y, -128, 127)" : "clamp(x + y, 0, 255)", {steps, along(c, zero, x, axis)},
                     zero.type);
}

Operand centred(Conversion& c, const Operand& x, const Operand& zero, int64_t axis)
{
    return c.formula("x - y", {x, along(c, zero, x, axis)}, OnnxType::i32);
}

void quantize(Conversion& c)
{
    c.give(quantized(c, c.in(0), c.in(1), zeroOf(c, 2), c.integer("axis", 1)));
}

void dequantize(Conversion& c)
{
    const Operand& x = c.in(0);
    const int64_t axis = c.integer("axis", 1);
    c.give(c.formula("(x - y) * z", {x, along(c, zeroOf(c, 2, x.type), x, axis), along(c, c.in(1), x, axis)},
                     OnnxType::f32));
}

// Scale and zero from the least and the greatest element, so that 0 is exact.
void quantizeDynamically(Conversion& c)
{
    const Operand x = c.unfolded(c.in(0));
    std::vector<int> axes;
    for (int axis = 0; axis < x.rank(); ++axis)
        axes.push_back(axis);
    const Operand low = c.reduced(x, "min", axes, false), high = c.reduced(x, "max", axes, false);
    const Operand scale = c.formula("(max(x, 0) - min(y, 0)) / 255", {high, low});
    const Operand zero = c.formula("clamp(" + rounded("(-min(x, 0) / y)") + ", 0, 255)", {low, scale}, OnnxType::u8);
    c.give(quantized(c, x, scale, zero, 0));
    c.give(scale);
    c.give(zero);
}

void multiplyMatrices(Conversion& c)
{
    c.give(matrixProduct(c, centred(c, c.in(0), zeroOf(c, 2), -2), centred(c, c.in(1), zeroOf(c, 3), -1)));
}

// What two quantized operands have made, quantized again.
Operand requantized(Conversion& c, const Operand& sums, size_t firstScale, size_t secondScale, size_t last,
                    int64_t secondAxis)
{
    const Operand scaled = c.formula(
        "x * y * z", {sums, along(c, c.in(firstScale), sums, 0), along(c, c.in(secondScale), sums, secondAxis)},
        OnnxType::f32);
    return quantized(c, scaled, c.in(last), zeroOf(c, last + 1), 0);
}

void multiplyQuantizedMatrices(Conversion& c)
{
    const Operand sums = matrixProduct(c, centred(c, c.in(0), c.in(2), -2), centred(c, c.in(3), c.in(5), -1));
    c.give(requantized(c, sums, 1, 4, 6, -1));
}

// Filters that are known, less their zero: of all, or of each filter.
OnnxConstant centredFilters(Conversion& c, size_t filters, size_t zeros)
{
    const OnnxConstant& weight = c.known(filters);
    std::vector<double> numbers;
    const size_t each = weight.dims.empty() || weight.dims[0] == 0 ? 1 : weight.size() / size_t(weight.dims[0]);
    for (size_t i = 0; i < weight.size(); ++i) {
        const size_t zero = !c.has(zeros) || c.known(zeros).size() == 1 ? 0 : i / each;
        if (c.has(zeros) && zero >= c.known(zeros).size())
            c.refuse("its zeros do not fit its filters");
        numbers.push_back(weight.number(i) - (c.has(zeros) ? c.known(zeros).number(zero) : 0));
    }
    return constantOf(OnnxType::f32, weight.dims, numbers);
}

void convolveIntegers(Conversion& c)
{
    Operand sums = convolution(c, centred(c, c.in(0), zeroOf(c, 2), 1), centredFilters(c, 1, 3), nullptr);
    sums.type = OnnxType::i32;
    c.give(sums);
}

void convolveQuantized(Conversion& c)
{
    const OnnxConstant filters = centredFilters(c, 3, 5);
    const Operand sums = convolution(c, centred(c, c.in(0), c.in(2), 1), filters, c.has(8) ? &c.known(8) : nullptr);
    c.give(requantized(c, sums, 1, 4, 6, 1));
}

} // namespace

std::span<const OnnxOperator> quantizedOperators()
{
    static constexpr OnnxOperator all[] = {
        {"QuantizeLinear", quantize},
        {"DequantizeLinear", dequantize},
        {"ConvInteger", convolveIntegers},
        {"DynamicQuantizeLinear", quantizeDynamically},
        {"MatMulInteger", multiplyMatrices},
        {"QLinearConv", convolveQuantized},
        {"QLinearMatMul", multiplyQuantizedMatrices},
    };
    return all;
}

} // namespace weft
