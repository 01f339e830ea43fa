#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

std::vector<ValueInfo> inferScalar(const Attrs&, std::span<const ValueInfo> in)
{
    ValueInfo out = {.dtype = in[0].dtype};
    for (const ValueInfo& operand : in) {
        if (operand.dtype != out.dtype) // most of a program is such nodes: no sentence is made in vain
            throw ShapeError("Operands of different types (" + std::string(name(out.dtype)) + " and "
                             + std::string(name(operand.dtype)) + ") do not mix.");
        const auto together = broadcast(out.shape, operand.shape);
        if (!together)
            throw ShapeError("Shapes " + toString(out.shape) + " and " + toString(operand.shape)
                                 + " do not fit element by element.",
                             DiagnosticCode::shapesDiffer);
        out.shape = *together;
    }
    return {out};
}

// Derivatives of each scalar function, times dy, in the full (broadcast) shape.
Values derivatives(ScalarFunction function, std::span<const Value> in, Value y, Value dy)
{
    const Value x = in[0];
    const Value none;
    switch (function) {
    case ScalarFunction::negate:
        return {-dy};
    case ScalarFunction::abs:
        return {dy * sign(x)};
    case ScalarFunction::exp:
        return {dy * y};
    case ScalarFunction::log:
        return {dy / x};
    case ScalarFunction::log1p:
        return {dy / (x + 1.0)};
    case ScalarFunction::sqrt:
        return {dy * 0.5 / y};
    case ScalarFunction::rsqrt:
        return {dy * -0.5 * y / x};
    case ScalarFunction::reciprocal:
        return {-dy * y * y};
    case ScalarFunction::square:
        return {dy * 2.0 * x};
    case ScalarFunction::tanh:
        return {dy * (1.0 - y * y)};
    case ScalarFunction::sigmoid:
        return {dy * y * (1.0 - y)};
    case ScalarFunction::relu:
        return {dy * less(0.0, y)};
    case ScalarFunction::erf: // 2/√π · exp(-x²)
        return {dy * 1.1283791670955126 * exp(-(x * x))};
    case ScalarFunction::sin:
        return {dy * cos(x)};
    case ScalarFunction::cos:
        return {-dy * sin(x)};
    case ScalarFunction::add:
        return {dy, dy};
    case ScalarFunction::subtract:
        return {dy, -dy};
    case ScalarFunction::multiply:
        return {dy * in[1], dy * x};
    case ScalarFunction::divide:
        return {dy / in[1], -dy * y / in[1]};
    case ScalarFunction::maximum: // of equal ones, the first has the gradient
        return {dy * lessEqual(in[1], x), dy * less(x, in[1])};
    case ScalarFunction::minimum:
        return {dy * lessEqual(x, in[1]), dy * less(in[1], x)};
    case ScalarFunction::power: {
        const Value safe = select(less(0.0, x), x, constant(*x.builder, 1, x.dtype()));
        return {dy * in[1] * power(x, in[1] - 1.0), dy * y * log(safe)};
    }
    case ScalarFunction::select: {
        const Value zero = constant(*x.builder, 0, dy.dtype());
        return {none, select(x, dy, zero), select(x, zero, dy)};
    }
    case ScalarFunction::sign:
    case ScalarFunction::floor:
    case ScalarFunction::is_finite:
    case ScalarFunction::equal:
    case ScalarFunction::less:
    case ScalarFunction::less_equal:
    case ScalarFunction::constant:
        break;
    }
    return Values(in.size());
}

Values scalarGrad(const Node& node, std::span<const Value> in, std::span<const Value> out, std::span<const Value> dOut)
{
    Values result = derivatives(*node.op->scalar, in, out[0], dOut[0]);
    for (size_t i = 0; i < in.size(); ++i) {
        if (result[i].valid())
            result[i] = sumTo(result[i], in[i].shape());
    }
    return result;
}

constexpr Op makeScalar(ScalarFunction function, std::string_view name)
{
    Op op;
    op.name = name;
    op.infer = inferScalar;
    op.grad = scalarGrad;
    op.scalar = function;
    return op;
}

constinit const Op scalarOps[scalarFunctionCount] = {
#define WEFT_ROW(name, operands) makeScalar(ScalarFunction::name, #name),
    WEFT_SCALAR_FUNCTIONS(WEFT_ROW)
#undef WEFT_ROW
};

Values castGrad(const Node&, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut)
{
    return {cast(dOut[0], in[0].dtype())};
}

} // namespace

const Op& scalarOp(ScalarFunction function)
{
    return scalarOps[int(function)];
}

constinit const Op castOp = {
    .name = "cast",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        return {{.shape = in[0].shape, .dtype = std::get<CastAttrs>(attrs).dtype}};
    },
    .grad = castGrad,
};

Value apply(ScalarFunction function, std::initializer_list<Value> in)
{
    return in.begin()->builder->add(scalarOp(function), {}, std::span(in.begin(), in.size()))[0];
}

Value cast(Value x, DType dtype)
{
    return x.dtype() == dtype ? x : x.builder->add(castOp, CastAttrs {dtype}, {{x}})[0];
}

} // namespace weft
