#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

double noFlops(const Node&, const Program&)
{
    return 0;
}

std::vector<ValueInfo> inferSlice(const Attrs& attrs, std::span<const ValueInfo> in)
{
    const auto& how = std::get<SliceAttrs>(attrs);
    const Shape& x = in[0].shape;
    requireShape(how.starts.rank() == x.rank() && how.sizes.rank() == x.rank() && how.steps.rank() == x.rank(),
                 "A slice of " + toString(x) + " needs a range for each axis.");
    for (int i = 0; i < x.rank(); ++i) {
        const bool inside = how.starts[i] >= 0 && how.sizes[i] >= 0 && how.steps[i] >= 1
            && (how.sizes[i] == 0 || how.starts[i] + (how.sizes[i] - 1) * how.steps[i] < x[i]);
        requireShape(inside,
                     "The range from " + std::to_string(how.starts[i]) + ", " + std::to_string(how.sizes[i])
                         + " long, leaves axis " + std::to_string(i) + " of " + toString(x) + ".");
    }
    return {{.shape = how.sizes, .dtype = in[0].dtype}};
}

std::vector<ValueInfo> inferPad(const Attrs& attrs, std::span<const ValueInfo> in)
{
    const auto& how = std::get<PadAttrs>(attrs);
    Shape out = in[0].shape;
    requireShape(how.low.rank() == out.rank() && how.high.rank() == out.rank() && how.interior.rank() == out.rank(),
                 "Padding of " + toString(out) + " needs sizes for each axis.");
    for (int i = 0; i < out.rank(); ++i) {
        requireShape(how.low[i] >= 0 && how.high[i] >= 0 && how.interior[i] >= 0, "Padding cannot be negative.");
        out[i] += how.low[i] + how.high[i] + std::max<int64_t>(0, out[i] - 1) * how.interior[i];
    }
    return {{.shape = out, .dtype = in[0].dtype}};
}

std::vector<ValueInfo> inferConcat(const Attrs& attrs, std::span<const ValueInfo> in)
{
    const int axis = std::get<AxisAttrs>(attrs).axis;
    Shape out = in[0].shape;
    requireShape(axis >= 0 && axis < out.rank(), "There is no axis " + std::to_string(axis) + " to join along.");
    out[axis] = 0;
    for (const ValueInfo& part : in) {
        Shape other = part.shape;
        bool fits = other.rank() == out.rank() && part.dtype == in[0].dtype;
        for (int i = 0; fits && i < out.rank(); ++i)
            fits = i == axis || other[i] == out[i];
        requireShape(fits,
                     "Parts " + toString(in[0].shape) + " and " + toString(other)
                         + " differ in more than the axis they are joined along.");
        out[axis] += other[axis];
    }
    return {{.shape = out, .dtype = in[0].dtype}};
}

Values sliceGrad(const Node& node, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut)
{
    const auto& how = std::get<SliceAttrs>(node.attrs);
    const Shape& x = in[0].shape();
    PadAttrs back = {.low = how.starts, .high = x, .interior = how.steps};
    for (int i = 0; i < x.rank(); ++i) {
        const int64_t end = how.starts[i] + (how.sizes[i] == 0 ? 0 : (how.sizes[i] - 1) * how.steps[i] + 1);
        back.high[i] = x[i] - end;
        back.interior[i] = how.steps[i] - 1;
    }
    return {pad(dOut[0], back)};
}

Values padGrad(const Node& node, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut)
{
    const auto& how = std::get<PadAttrs>(node.attrs);
    SliceAttrs back = {.starts = how.low, .sizes = in[0].shape(), .steps = how.interior};
    for (int i = 0; i < back.steps.rank(); ++i)
        back.steps[i] = how.interior[i] + 1;
    return dOut[0].builder->add(sliceOp, back, {{dOut[0]}});
}

Values concatGrad(const Node& node, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut)
{
    const int axis = std::get<AxisAttrs>(node.attrs).axis;
    Values parts;
    int64_t start = 0;
    for (const Value& part : in) {
        parts.push_back(slice(dOut[0], axis, start, part.shape()[axis]));
        start += part.shape()[axis];
    }
    return parts;
}

Values permuteGrad(const Node& node, std::span<const Value>, std::span<const Value>, std::span<const Value> dOut)
{
    const auto& how = std::get<PermuteAttrs>(node.attrs);
    std::vector<int> back(size_t(how.order.rank()));
    for (int i = 0; i < how.order.rank(); ++i)
        back[size_t(how.order[i])] = i;
    return {permute(dOut[0], back)};
}

} // namespace

constinit const Op constantOp = {
    .name = "constant",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo>) -> std::vector<ValueInfo> {
        return {{.shape = {}, .dtype = std::get<ConstantAttrs>(attrs).dtype}};
    },
    .flops = noFlops,
};

constinit const Op iotaOp = {
    .name = "iota",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo>) -> std::vector<ValueInfo> {
        return {{.shape = std::get<IotaAttrs>(attrs).shape, .dtype = std::get<IotaAttrs>(attrs).dtype}};
    },
    .flops = noFlops,
};

constinit const Op reshapeOp = {
    .name = "reshape",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        const Shape& to = std::get<ShapeAttrs>(attrs).shape;
        requireShape(to.elements() == in[0].shape.elements(),
                     toString(in[0].shape) + " has " + std::to_string(in[0].shape.elements()) + " elements, "
                         + toString(to) + " has " + std::to_string(to.elements()) + ".");
        return {{.shape = to, .dtype = in[0].dtype}};
    },
    .grad = [](const Node&, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut) -> Values {
        return {reshape(dOut[0], in[0].shape())};
    },
    .flops = noFlops,
    .isView = true,
};

constinit const Op stopGradientOp = {
    .name = "stop_gradient",
    .infer = [](const Attrs&, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        return {{.shape = in[0].shape, .dtype = in[0].dtype}};
    },
    .flops = noFlops,
    .isView = true,
};

constinit const Op permuteOp = {
    .name = "permute",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        const Shape& order = std::get<PermuteAttrs>(attrs).order;
        std::vector<int64_t> seen(order.begin(), order.end());
        std::ranges::sort(seen);
        bool complete = order.rank() == in[0].shape.rank();
        for (size_t i = 0; i < seen.size(); ++i)
            complete = complete && seen[i] == int64_t(i);
        requireShape(complete, "The new order of the axes must name each axis of " + toString(in[0].shape) + " once.");
        Shape out = in[0].shape;
        for (int i = 0; i < order.rank(); ++i)
            out[i] = in[0].shape[int(order[i])];
        return {{.shape = out, .dtype = in[0].dtype}};
    },
    .grad = permuteGrad,
    .flops = noFlops,
};

constinit const Op broadcastOp = {
    .name = "broadcast",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        const Shape& to = std::get<ShapeAttrs>(attrs).shape;
        requireShape(broadcast(in[0].shape, to) == to,
                     toString(in[0].shape) + " cannot be repeated to " + toString(to) + ".");
        return {{.shape = to, .dtype = in[0].dtype}};
    },
    .grad = [](const Node&, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut) -> Values {
        return {sumTo(dOut[0], in[0].shape())};
    },
    .flops = noFlops,
};

constinit const Op sliceOp = {.name = "slice", .infer = inferSlice, .grad = sliceGrad, .flops = noFlops};
constinit const Op padOp = {.name = "pad", .infer = inferPad, .grad = padGrad, .flops = noFlops};
constinit const Op concatOp = {.name = "concat", .infer = inferConcat, .grad = concatGrad, .flops = noFlops};

constinit const Op splitOp = {
    .name = "split",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        const auto& how = std::get<SplitAttrs>(attrs);
        Shape part = in[0].shape;
        requireShape(how.axis >= 0 && how.axis < part.rank() && how.parts >= 1 && part[how.axis] % how.parts == 0,
                     "Axis " + std::to_string(how.axis) + " of " + toString(part) + " does not divide into "
                         + std::to_string(how.parts) + " parts.");
        part[how.axis] /= how.parts;
        return std::vector<ValueInfo>(size_t(how.parts), {.shape = part, .dtype = in[0].dtype});
    },
    .grad = [](const Node& node, std::span<const Value>, std::span<const Value> out,
               std::span<const Value> dOut) -> Values {
        Values parts(dOut.begin(), dOut.end());
        for (size_t i = 0; i < parts.size(); ++i) {
            if (!parts[i].valid())
                parts[i] = broadcastTo(constant(*out[i].builder, 0, out[i].dtype()), out[i].shape());
        }
        return {concat(parts, std::get<SplitAttrs>(node.attrs).axis)};
    },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        const auto& how = std::get<SplitAttrs>(attrs);
        const int64_t size = in[0].shape()[how.axis] / how.parts;
        Values parts;
        for (int64_t i = 0; i < how.parts; ++i)
            parts.push_back(slice(in[0], how.axis, i * size, size));
        return parts;
    },
    .flops = noFlops,
};

Value constant(Builder& builder, double value, DType dtype)
{
    return builder.add(constantOp, ConstantAttrs {value, dtype}, {})[0];
}

Value iota(Builder& builder, const Shape& shape, int axis, DType dtype)
{
    return builder.add(iotaOp, IotaAttrs {shape, axis < 0 ? axis + shape.rank() : axis, dtype}, {})[0];
}

Value reshape(Value x, const Shape& shape)
{
    return x.shape() == shape ? x : x.builder->add(reshapeOp, ShapeAttrs {shape}, {{x}})[0];
}

Values split(Value x, int axis, int64_t parts)
{
    return x.builder->add(splitOp, SplitAttrs {axis < 0 ? axis + x.shape().rank() : axis, parts}, {{x}});
}

Value stopGradient(Value x)
{
    return x.builder->add(stopGradientOp, {}, {{x}})[0];
}

Value permute(Value x, const std::vector<int>& order)
{
    const std::vector<int64_t> axes(order.begin(), order.end());
    return x.builder->add(permuteOp, PermuteAttrs {Shape(axes)}, {{x}})[0];
}

Value broadcastTo(Value x, const Shape& shape)
{
    return x.shape() == shape ? x : x.builder->add(broadcastOp, ShapeAttrs {shape}, {{x}})[0];
}

Value slice(Value x, int axis, int64_t start, int64_t size, int64_t step)
{
    SliceAttrs how = {.starts = x.shape(), .sizes = x.shape(), .steps = x.shape()};
    for (int i = 0; i < x.shape().rank(); ++i) {
        how.starts[i] = 0;
        how.steps[i] = 1;
    }
    requireShape(axis >= -x.shape().rank() && axis < x.shape().rank(),
                 "There is no axis " + std::to_string(axis) + " in " + toString(x.shape()) + ".");
    how.starts[axis] = start;
    how.sizes[axis] = size;
    how.steps[axis] = step;
    return x.builder->add(sliceOp, how, {{x}})[0];
}

Value pad(Value x, PadAttrs attrs)
{
    return x.builder->add(padOp, std::move(attrs), {{x}})[0];
}

Value concat(std::span<const Value> parts, int axis)
{
    const int rank = parts[0].shape().rank();
    return parts[0].builder->add(concatOp, AxisAttrs {axis < 0 ? axis + rank : axis}, parts)[0];
}

} // namespace weft
