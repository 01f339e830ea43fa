#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

void requireLabels(const LossAttrs& how, const ValueInfo& logits, const ValueInfo& labels)
{
    Shape expected = logits.shape;
    requireShape(how.axis >= 0 && how.axis < expected.rank(), "The scores have no axis of classes.");
    expected.erase(how.axis);
    requireShape(labels.dtype == DType::i32, "Labels must be class numbers (whole numbers).");
    requireShape(labels.shape == expected,
                 "Scores " + toString(logits.shape) + " need labels " + toString(expected) + ", but these are "
                     + toString(labels.shape) + ".");
}

// Labels with an axis of size 1 where the classes are.
Value expanded(const LossAttrs& how, Value labels)
{
    Shape shape = labels.shape();
    shape.insert(how.axis, 1);
    return reshape(labels, shape);
}

Value counts(const LossAttrs& how, Value labels, DType dtype) // 1, or 0 for ignored labels
{
    return 1.0 - cast(equal(labels, double(how.ignored)), dtype);
}

// What the softmax should be: one-hot, smoothed.
Value target(const LossAttrs& how, Value logits, Value labels)
{
    const Value classes = iota(*logits.builder, logits.shape(), how.axis, DType::i32);
    const Value oneHot = cast(equal(classes, expanded(how, labels)), logits.dtype());
    if (how.smoothing == 0)
        return oneHot;
    return oneHot * (1 - how.smoothing) + how.smoothing / double(logits.shape()[how.axis]);
}

} // namespace

constinit const Op softmaxCrossEntropyOp = {
    // operands logits, labels
    .name = "softmax_cross_entropy",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        requireLabels(std::get<LossAttrs>(attrs), in[0], in[1]);
        return {{.shape = in[1].shape, .dtype = isNarrowFloat(in[0].dtype) ? DType::f32 : in[0].dtype}};
    },
    .grad = [](const Node& node, std::span<const Value> in, std::span<const Value>,
               std::span<const Value> dOut) -> Values {
        return {in[0].builder->add(softmaxCrossEntropyGradientOp, node.attrs, {{in[0], in[1], dOut[0]}})[0], {}};
    },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        const auto& how = std::get<LossAttrs>(attrs);
        const Value picked = sum(target(how, in[0], in[1]) * logSoftmax(in[0], how.axis), {how.axis});
        return {-reshape(picked, in[1].shape()) * counts(how, in[1], in[0].dtype())};
    },
    .flops = [](const Node& node,
                const Program& program) { return 5.0 * double(program.values[size_t(node.in[0])].shape.elements()); },
};

constinit const Op softmaxCrossEntropyGradientOp = {
    // operands logits, labels, gradient of each label's loss
    .name = "softmax_cross_entropy_gradient",
    .infer = [](const Attrs& attrs, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        requireLabels(std::get<LossAttrs>(attrs), in[0], in[1]);
        return {{.shape = in[0].shape, .dtype = in[0].dtype}};
    },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        const auto& how = std::get<LossAttrs>(attrs);
        const Value weight = expanded(how, in[2] * counts(how, in[1], in[0].dtype()));
        return {(softmax(in[0], how.axis) - target(how, in[0], in[1])) * weight};
    },
    .flops = [](const Node& node,
                const Program& program) { return 6.0 * double(program.values[size_t(node.in[0])].shape.elements()); },
};

Value softmaxCrossEntropy(Value logits, Value labels, LossAttrs attrs)
{
    if (attrs.axis < 0)
        attrs.axis += logits.shape().rank();
    return logits.builder->add(softmaxCrossEntropyOp, attrs, {{logits, labels}})[0];
}

} // namespace weft
