#include "engine/compiler/passes.h"
#include "engine/compiler/rewrite.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

constexpr int64_t large = 4 << 20; // elements; below, launches count for more than bytes

// Over all axes but the channels', and with one scale for each of those.
bool normalisesChannels(const Node& node, std::span<const Value> in)
{
    const Shape x = in[0].shape();
    const Shape& axes = std::get<NormAttrs>(node.attrs).axes;
    return x.rank() >= 3 && x.elements() >= large && in[0].dtype() == DType::f32 && axes.rank() == x.rank() - 1
        && std::ranges::find(axes, 1) == axes.end() && in[1].shape().elements() == x[1];
}

Value firstPlace(Value x, const std::vector<int>& axes)
{
    const Shape shape = x.shape();
    SliceAttrs how = {.starts = shape, .sizes = shape, .steps = shape};
    for (int axis = 0; axis < shape.rank(); ++axis) {
        how.starts[axis] = 0;
        how.steps[axis] = 1;
    }
    for (const int axis : axes)
        how.sizes[axis] = 1;
    return x.builder->add(sliceOp, how, {{x}})[0];
}

// Both sums in one pass, around each channel's first number so that no large ones cancel.
Values openNorm(std::span<const Value> in, const std::vector<int>& axes, double epsilon)
{
    const Value x = in[0], scale = in[1], bias = in[2];
    const double each = double(scale.shape().elements()) / double(x.shape().elements());
    const Value shift = firstPlace(x, axes);
    const Value apart = x - shift;
    const Value squares = square(apart);
    const Value first = sum(apart, axes) * each;
    const Value second = sum(squares, axes) * each;
    const Value mean = shift + first;
    const Value inverse = rsqrt(relu(second - square(first)) + epsilon);
    const Value factor = inverse * scale; // times the distance: x · factor would cancel far from 0
    return {apart * factor + (bias - first * factor), mean, inverse};
}

// As normGradientOp's decomposition, with everything that is the same for a channel outside of the pass over x and dy.
Values openGradient(std::span<const Value> in, const std::vector<int>& axes)
{
    const Value x = in[0], scale = in[1], mean = in[2], inverse = in[3], dy = in[4];
    const double each = double(scale.shape().elements()) / double(x.shape().elements());
    const Value apart = x - mean;
    const Value product = dy * (apart * inverse);
    const Value dBias = sum(dy, axes);
    const Value dScale = sum(product, axes);
    const Value factor = inverse * scale;
    const Value ofX = factor * inverse * dScale * -each;
    return {dy * factor + (apart * ofX + factor * dBias * -each), dScale, dBias};
}

} // namespace

// A large normalisation of channels as sums and scalar functions: those fuse with what stands around them, so that an
// activation behind it, or before its gradient, costs no pass over memory of its own.
bool openNorms(Program& program, Backend& backend)
{
    if (!backend.sparesTraffic(program))
        return false;
    Rewriter rewriter(program);
    program = rewriter.run([](Rewriter&, const Node& node, std::span<const Value> in) -> std::optional<Values> {
        if ((node.op != &normOp && node.op != &normGradientOp) || !normalisesChannels(node, in))
            return std::nullopt;
        const auto& how = std::get<NormAttrs>(node.attrs);
        const std::vector<int> axes(how.axes.begin(), how.axes.end());
        return node.op == &normOp ? openNorm(in, axes, how.epsilon) : openGradient(in, axes);
    });
    return rewriter.changed();
}

} // namespace weft
