#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

std::vector<ValueInfo> inferSame(const Attrs& attrs, std::span<const ValueInfo> in)
{
    const int axis = std::get<AxisAttrs>(attrs).axis;
    requireShape(axis >= 0 && axis < in[0].shape.rank(),
                 "There is no axis " + std::to_string(axis) + " in " + toString(in[0].shape) + ".");
    return {{.shape = in[0].shape, .dtype = in[0].dtype}};
}

Value shifted(const Attrs& attrs, Value x) // so that exp cannot overflow
{
    return x - max(x, {std::get<AxisAttrs>(attrs).axis});
}

double flopsOf(const Node& node, const Program& program)
{
    return 5.0 * double(program.values[size_t(node.in[0])].shape.elements());
}

} // namespace

constinit const Op softmaxOp = {
    .name = "softmax",
    .infer = inferSame,
    .grad = [](const Node& node, std::span<const Value>, std::span<const Value> out,
               std::span<const Value> dOut) -> Values {
        return {out[0].builder->add(softmaxGradientOp, node.attrs, {{out[0], dOut[0]}})[0]};
    },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        const Value e = exp(shifted(attrs, in[0]));
        return {e / sum(e, {std::get<AxisAttrs>(attrs).axis})};
    },
    .flops = flopsOf,
};

constinit const Op softmaxGradientOp = {
    // operands y and dy
    .name = "softmax_gradient",
    .infer = inferSame,
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        return {(in[1] - sum(in[1] * in[0], {std::get<AxisAttrs>(attrs).axis})) * in[0]};
    },
    .flops = flopsOf,
};

constinit const Op logSoftmaxOp = {
    .name = "log_softmax",
    .infer = inferSame,
    .grad = [](const Node& node, std::span<const Value>, std::span<const Value> out, std::span<const Value> dOut)
        -> Values { return {dOut[0] - exp(out[0]) * sum(dOut[0], {std::get<AxisAttrs>(node.attrs).axis})}; },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        const Value x = shifted(attrs, in[0]);
        return {x - log(sum(exp(x), {std::get<AxisAttrs>(attrs).axis}))};
    },
    .flops = flopsOf,
};

Value softmax(Value x, int axis)
{
    return x.builder->add(softmaxOp, AxisAttrs {axis < 0 ? axis + x.shape().rank() : axis}, {{x}})[0];
}

Value logSoftmax(Value x, int axis)
{
    return x.builder->add(logSoftmaxOp, AxisAttrs {axis < 0 ? axis + x.shape().rank() : axis}, {{x}})[0];
}

} // namespace weft
