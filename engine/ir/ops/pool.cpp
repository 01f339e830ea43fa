#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

Shape poolResult(const PoolAttrs& how, const Shape& x)
{
    const int spatial = x.rank() - 2;
    requireShape(spatial >= 1 && how.kernel.rank() == spatial && how.stride.rank() == spatial
                     && how.padLow.rank() == spatial && how.padHigh.rank() == spatial,
                 "Pooling needs samples × channels × sizes; it has " + toString(x) + ".");
    Shape out = {x[0], x[1]};
    for (int i = 0; i < spatial; ++i) {
        const int64_t room = x[i + 2] + how.padLow[i] + how.padHigh[i];
        requireShape(how.kernel[i] >= 1 && how.stride[i] >= 1 && room >= how.kernel[i],
                     "A window of " + std::to_string(how.kernel[i]) + " does not fit an input of "
                         + std::to_string(x[i + 2]) + " (with padding " + std::to_string(room) + ").");
        requireShape(how.padLow[i] < how.kernel[i] && how.padHigh[i] < how.kernel[i],
                     "The padding must be smaller than the window, or some windows would hold nothing.");
        out.push_back((room - how.kernel[i]) / how.stride[i] + 1);
    }
    return out;
}

std::vector<ValueInfo> inferPool(const Attrs& attrs, std::span<const ValueInfo> in)
{
    return {{.shape = poolResult(std::get<PoolAttrs>(attrs), in[0].shape), .dtype = in[0].dtype}};
}

double windowFlops(const Node& node, const Program& program)
{
    const auto& how = std::get<PoolAttrs>(node.attrs);
    const bool isGradient = how.result.rank() > 0;
    return double(how.kernel.elements())
        * double(program.values[size_t(isGradient ? node.in[0] : node.out[0])].shape.elements());
}

} // namespace

constinit const Op maxPoolOp = {
    .name = "max_pool",
    .infer = inferPool,
    .grad = [](const Node& node, std::span<const Value> in, std::span<const Value> out,
               std::span<const Value> dOut) -> Values {
        return {in[0].builder->add(maxPoolGradientOp, node.attrs, {{in[0], out[0], dOut[0]}})[0]};
    },
    .flops = windowFlops,
};

// Operands x, y and dy; the first of equal greatest elements of a window has the gradient.
constinit const Op maxPoolGradientOp = {
    .name = "max_pool_gradient",
    .infer = [](const Attrs&, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        return {{.shape = in[0].shape, .dtype = in[0].dtype}};
    },
};

constinit const Op avgPoolOp = {
    .name = "avg_pool",
    .infer = inferPool,
    .grad = [](const Node& node, std::span<const Value> in, std::span<const Value>,
               std::span<const Value> dOut) -> Values {
        PoolAttrs how = std::get<PoolAttrs>(node.attrs);
        how.result = in[0].shape();
        return {in[0].builder->add(avgPoolGradientOp, how, {{dOut[0]}})[0]};
    },
    .flops = windowFlops,
};

constinit const Op avgPoolGradientOp = {
    .name = "avg_pool_gradient",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        return {{.shape = std::get<PoolAttrs>(attrs).result, .dtype = in[0].dtype}};
    },
    .grad = [](const Node& node, std::span<const Value>, std::span<const Value>,
               std::span<const Value> dOut) -> Values {
        PoolAttrs how = std::get<PoolAttrs>(node.attrs);
        how.result = {};
        return {avgPool(dOut[0], how)};
    },
    .flops = windowFlops,
};

Value maxPool(Value x, PoolAttrs attrs)
{
    return x.builder->add(maxPoolOp, std::move(attrs), {{x}})[0];
}

Value avgPool(Value x, PoolAttrs attrs)
{
    return x.builder->add(avgPoolOp, std::move(attrs), {{x}})[0];
}

} // namespace weft
