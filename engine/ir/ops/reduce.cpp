#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

std::vector<ValueInfo> inferReduce(const Attrs& attrs, std::span<const ValueInfo> in)
{
    ValueInfo out = {.shape = in[0].shape, .dtype = in[0].dtype};
    for (const int64_t axis : std::get<ReduceAttrs>(attrs).axes) {
        requireShape(axis >= 0 && axis < out.shape.rank(),
                     "There is no axis " + std::to_string(axis) + " in " + toString(in[0].shape) + ".");
        out.shape[int(axis)] = 1;
    }
    return {out};
}

double reduceFlops(const Node& node, const Program& program)
{
    return double(program.values[size_t(node.in[0])].shape.elements());
}

Value reduce(const Op& op, Value x, const std::vector<int>& axes)
{
    std::vector<int64_t> sorted;
    for (const int axis : axes)
        sorted.push_back(axis < 0 ? axis + x.shape().rank() : axis);
    std::ranges::sort(sorted);
    return x.builder->add(op, ReduceAttrs {Shape(sorted)}, {{x}})[0];
}

} // namespace

constinit const Op sumOp = {
    .name = "sum",
    .infer = inferReduce,
    .grad = [](const Node&, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut) -> Values {
        return {broadcastTo(dOut[0], in[0].shape())};
    },
    .flops = reduceFlops,
};

constinit const Op maxOp = {
    // equal greatest elements share the gradient
    .name = "max",
    .infer = inferReduce,
    .grad = [](const Node& node, std::span<const Value> in, std::span<const Value> out,
               std::span<const Value> dOut) -> Values {
        const Value chosen = equal(in[0], out[0]);
        const Value count = in[0].builder->add(sumOp, node.attrs, {{chosen}})[0];
        return {chosen * (dOut[0] / count)};
    },
    .flops = reduceFlops,
};

constinit const Op argmaxOp = {
    .name = "argmax",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        const int axis = std::get<AxisAttrs>(attrs).axis;
        requireShape(axis >= 0 && axis < in[0].shape.rank() && in[0].shape[axis] > 0,
                     "There is nothing to choose from along axis " + std::to_string(axis) + " of "
                         + toString(in[0].shape) + ".");
        Shape shape = in[0].shape;
        shape.erase(axis);
        return {{.shape = shape, .dtype = DType::i32}};
    },
    .flops = reduceFlops,
};

Value sum(Value x, const std::vector<int>& axes)
{
    return reduce(sumOp, x, axes);
}

Value sum(Value x)
{
    std::vector<int> axes;
    for (int axis = 0; axis < x.shape().rank(); ++axis)
        axes.push_back(axis);
    return axes.empty() ? x : reshape(sum(x, axes), {});
}

Value max(Value x, const std::vector<int>& axes)
{
    return reduce(maxOp, x, axes);
}

Value mean(Value x, const std::vector<int>& axes)
{
    const Value total = sum(x, axes);
    return total * (double(total.shape().elements()) / double(x.shape().elements()));
}

Value argmax(Value x, int axis)
{
    return x.builder->add(argmaxOp, AxisAttrs {axis < 0 ? axis + x.shape().rank() : axis}, {{x}})[0];
}

Value sumTo(Value x, const Shape& shape)
{
    if (x.shape() == shape)
        return x;
    const int lead = x.shape().rank() - shape.rank();
    std::vector<int> axes;
    for (int axis = 0; axis < x.shape().rank(); ++axis) {
        if (axis < lead || (shape[axis - lead] == 1 && x.shape()[axis] != 1))
            axes.push_back(axis);
    }
    const Value total = axes.empty() ? x : sum(x, axes);
    return total.shape() == shape ? total : reshape(total, shape);
}

} // namespace weft
