#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

std::vector<int> axesOf(const Attrs& attrs)
{
    const Shape& axes = std::get<NormAttrs>(attrs).axes;
    return {axes.begin(), axes.end()};
}

Shape statisticsShape(const Attrs& attrs, Shape shape)
{
    for (const int axis : axesOf(attrs))
        shape[axis] = 1;
    return shape;
}

std::vector<ValueInfo> inferNorm(const Attrs& attrs, std::span<const ValueInfo> in)
{
    const Shape& x = in[0].shape;
    requireShape(broadcast(x, in[1].shape) == x && in[1].shape == in[2].shape && in[1].shape.rank() == x.rank(),
                 "Scale and bias " + toString(in[1].shape) + " do not fit " + toString(x) + ".");
    const ValueInfo statistic = {.shape = statisticsShape(attrs, x), .dtype = in[1].dtype}; // x may be in bf16
    return {{.shape = x, .dtype = in[0].dtype}, statistic, statistic};
}

Values normGrad(const Node& node, std::span<const Value> in, std::span<const Value> out, std::span<const Value> dOut)
{
    requireShape(!dOut[1].valid() && !dOut[2].valid(), "No gradient flows through the statistics of a normalisation.");
    return in[0].builder->add(normGradientOp, node.attrs, {{in[0], in[1], out[1], out[2], dOut[0]}});
}

// Ioffe and Szegedy 2015, section 3; the same algebra for any set of axes.
Values decomposeGradient(const Attrs& attrs, std::span<const Value> in)
{
    const Value x = in[0], scale = in[1], mean_ = in[2], inverse = in[3], dy = in[4];
    const std::vector<int> axes = axesOf(attrs);
    const Value normal = (x - mean_) * inverse;
    const Value scaled = dy * scale;
    const Value dx = inverse * (scaled - mean(scaled, axes) - normal * mean(scaled * normal, axes));
    return {dx, sumTo(dy * normal, scale.shape()), sumTo(dy, scale.shape())};
}

} // namespace

constinit const Op normOp = {
    // operands x, scale, bias; results y, mean, 1/√(variance + ε)
    .name = "norm",
    .infer = inferNorm,
    .grad = normGrad,
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        const std::vector<int> axes = axesOf(attrs);
        const Value centre = mean(in[0], axes);
        const Value inverse = rsqrt(mean(square(in[0] - centre), axes) + std::get<NormAttrs>(attrs).epsilon);
        return {(in[0] - centre) * inverse * in[1] + in[2], centre, inverse};
    },
    .flops = [](const Node& node,
                const Program& program) { return 8.0 * double(program.values[size_t(node.in[0])].shape.elements()); },
};

constinit const Op normGradientOp = {
    // operands x, scale, mean, 1/√(variance + ε), dy; results dx, dscale, dbias
    .name = "norm_gradient",
    .infer = [](const Attrs&, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        return {{.shape = in[0].shape, .dtype = in[0].dtype},
                {.shape = in[1].shape, .dtype = in[1].dtype},
                {.shape = in[1].shape, .dtype = in[1].dtype}};
    },
    .decompose = decomposeGradient,
    .flops = [](const Node& node,
                const Program& program) { return 12.0 * double(program.values[size_t(node.in[0])].shape.elements()); },
};

Values norm(Value x, Value scale, Value bias, const std::vector<int>& axes, double epsilon)
{
    std::vector<int64_t> sorted;
    for (const int axis : axes)
        sorted.push_back(axis < 0 ? axis + x.shape().rank() : axis);
    std::ranges::sort(sorted);
    return x.builder->add(normOp, NormAttrs {Shape(sorted), epsilon}, {{x, scale, bias}});
}

} // namespace weft
