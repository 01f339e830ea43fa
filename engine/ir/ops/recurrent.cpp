#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

std::vector<ValueInfo> inferLstm(const Attrs&, std::span<const ValueInfo> in)
{
    const Shape &gates = in[0].shape, &recurrent = in[1].shape;
    const int64_t units = recurrent.rank() == 2 ? recurrent[0] : 0;
    requireShape(gates.rank() == 3 && recurrent.rank() == 2 && recurrent[1] == 4 * units && gates[2] == 4 * units
                     && in[2].shape == Shape({gates[0], units}) && in[3].shape == in[2].shape,
                 "An LSTM of " + std::to_string(units) + " units does not fit " + toString(gates) + ".");
    const ValueInfo states = {.shape = {gates[0], gates[1], units}, .dtype = in[0].dtype};
    return {states, states, {.shape = gates, .dtype = in[0].dtype}};
}

Value orZeros(Value gradient, Value like)
{
    return gradient.valid() ? gradient : broadcastTo(constant(*like.builder, 0, like.dtype()), like.shape());
}

Values lstmGrad(const Node&, std::span<const Value> in, std::span<const Value> out, std::span<const Value> dOut)
{
    const Value recurrent = in[1], h0 = in[2], c0 = in[3], h = out[0], c = out[1], gates = out[2];
    requireShape(!dOut[2].valid(), "No gradient flows through the gates of an LSTM.");
    const Values back =
        h.builder->add(lstmGradientOp, {}, {{recurrent, c0, c, gates, orZeros(dOut[0], h), orZeros(dOut[1], c)}});
    // The weights' gradient is one product over all steps: the states before each step, times the gates' gradients.
    const int64_t samples = h.shape()[0], length = h.shape()[1], units = h.shape()[2];
    const Value first = reshape(h0, {samples, 1, units});
    const Value before = length == 1 ? first : concat({{first, slice(h, 1, 0, length - 1)}}, 1);
    const Value dRecurrent = matmul(reshape(before, {samples * length, units}),
                                    reshape(back[0], {samples * length, 4 * units}), true, false);
    return {back[0], dRecurrent, back[1], back[2]};
}

double flopsOf(const Node&, const Shape& recurrent, const Shape& gates)
{
    return 2.0 * double(recurrent.elements()) * double(gates[0] * gates[1]) + 20.0 * double(gates.elements());
}

} // namespace

constinit const Op lstmOp = {
    // operands projected, recurrent, h0, c0
    .name = "lstm",
    .infer = inferLstm,
    .grad = lstmGrad,
    .flops =
        [](const Node& node, const Program& program) {
            return flopsOf(node, program.values[size_t(node.in[1])].shape, program.values[size_t(node.in[0])].shape);
        },
};

constinit const Op lstmGradientOp = {
    // operands recurrent, c0, c, gates, dh, dc; results dprojected, dh0, dc0
    .name = "lstm_gradient",
    .infer = [](const Attrs&, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        return {in[3], in[1], in[1]};
    },
    .flops =
        [](const Node& node, const Program& program) {
            return flopsOf(node, program.values[size_t(node.in[0])].shape, program.values[size_t(node.in[3])].shape);
        },
};

Values lstm(Value projected, Value recurrent, Value h0, Value c0)
{
    return projected.builder->add(lstmOp, {}, {{projected, recurrent, h0, c0}});
}

} // namespace weft
