#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

DType typeOfLogarithms(const ValueInfo& q)
{
    return isNarrowFloat(q.dtype) ? DType::f32 : q.dtype;
}

std::vector<ValueInfo> inferAttention(const Attrs&, std::span<const ValueInfo> in)
{
    const Shape &q = in[0].shape, &k = in[1].shape, &v = in[2].shape;
    requireShape(q.rank() == 4 && k.rank() == 4 && v.rank() == 4 && q[0] == k[0] && q[1] == k[1] && q[3] == k[3]
                     && v[0] == k[0] && v[1] == k[1] && v[2] == k[2],
                 "Attention needs queries, keys and values of samples × heads × length × width; they are " + toString(q)
                     + ", " + toString(k) + " and " + toString(v) + ".");
    Shape y = q;
    y[3] = v[3];
    return {{.shape = y, .dtype = in[0].dtype}, {.shape = {q[0], q[1], q[2], 1}, .dtype = typeOfLogarithms(in[0])}};
}

// Scores before the softmax; a masked one is so small that its weight is exactly 0.
Value scores(const AttentionAttrs& how, Value q, Value k)
{
    const Value s = matmul(q, k, false, true) * how.scale;
    if (!how.causal)
        return s;
    const Shape square = {1, 1, s.shape()[2], s.shape()[3]};
    const Value row = iota(*s.builder, square, 2, s.dtype());
    const Value column = iota(*s.builder, square, 3, s.dtype());
    return select(less(row, column), constant(*s.builder, -1e30, s.dtype()), s);
}

double flopsOf(const Program& program, const Node& node, double products)
{
    const bool isSelf = node.op == &selfAttentionOp || node.op == &selfAttentionGradientOp;
    const Shape& q = program.values[size_t(node.in[0])].shape;
    const Shape& k = program.values[size_t(node.in[isSelf ? 0 : 1])].shape;
    const double all = 2.0 * products * double(q.elements()) * double(isSelf ? k[1] / 3.0 : k[2]);
    return std::get<AttentionAttrs>(node.attrs).causal ? all / 2 : all;
}

// samples × length × parts × heads × width → for each part samples × heads × length × width
Values apart(Value x)
{
    const Shape s = x.shape();
    Values result;
    for (const Value& part : split(permute(x, {2, 0, 3, 1, 4}), 0, s[2]))
        result.push_back(reshape(part, {s[0], s[3], s[1], s[4]}));
    return result;
}

Value together(std::span<const Value> parts)
{
    const Shape s = parts[0].shape();
    Values rows;
    for (const Value& part : parts)
        rows.push_back(reshape(part, {1, s[0], s[1], s[2], s[3]}));
    return permute(concat(rows, 0), {1, 3, 0, 2, 4});
}

} // namespace

constinit const Op attentionOp = {
    // results y and the logarithm of each row's sum of exponentials
    .name = "attention",
    .infer = inferAttention,
    .grad = [](const Node& node, std::span<const Value> in, std::span<const Value> out,
               std::span<const Value> dOut) -> Values {
        return in[0].builder->add(attentionGradientOp, node.attrs, {{in[0], in[1], in[2], out[0], out[1], dOut[0]}});
    },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        const Value s = scores(std::get<AttentionAttrs>(attrs), in[0], in[1]);
        const Value greatest = max(s, {-1});
        const Value e = exp(s - greatest);
        const Value total = sum(e, {-1});
        return {matmul(e / total, in[2]), greatest + log(total)};
    },
    .flops = [](const Node& node, const Program& program) { return flopsOf(program, node, 2); },
};

// Operands q, k, v, y, the log of the sums, dy; results dq, dk, dv. The weights are computed again from the scores
// (Dao et al. 2022, "FlashAttention", algorithm 4).
constinit const Op attentionGradientOp = {
    .name = "attention_gradient",
    .infer = [](const Attrs&, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        return {in[0], in[1], in[2]};
    },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        const auto& how = std::get<AttentionAttrs>(attrs);
        const Value q = in[0], k = in[1], v = in[2], y = in[3], dy = in[5];
        const Value p = exp(scores(how, q, k) - in[4]);
        const Value ds = p * (matmul(dy, v, false, true) - sum(dy * y, {-1})) * how.scale;
        return {matmul(ds, k), matmul(ds, q, true), matmul(p, dy, true)};
    },
    .flops = [](const Node& node, const Program& program) { return flopsOf(program, node, 5); },
};

// The operand is samples × length × 3 × heads × width: queries, keys and values as one product gives them. Results y,
// samples × length × heads × width, and the logarithms, samples × heads × length × 1.
constinit const Op selfAttentionOp = {
    .name = "self_attention",
    .infer = [](const Attrs&, std::span<const ValueInfo> in) -> std::vector<ValueInfo> {
        const Shape& x = in[0].shape;
        requireShape(x.rank() == 5 && x[2] == 3,
                     "Self-attention needs samples × length × 3 × heads × width; it is given " + toString(x) + ".");
        return {{.shape = {x[0], x[1], x[3], x[4]}, .dtype = in[0].dtype},
                {.shape = {x[0], x[3], x[1], 1}, .dtype = typeOfLogarithms(in[0])}};
    },
    .grad = [](const Node& node, std::span<const Value> in, std::span<const Value> out,
               std::span<const Value> dOut) -> Values {
        return in[0].builder->add(selfAttentionGradientOp, node.attrs, {{in[0], out[0], out[1], dOut[0]}});
    },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        const Values results = in[0].builder->add(attentionOp, attrs, apart(in[0]));
        return {permute(results[0], {0, 2, 1, 3}), results[1]};
    },
    .flops = [](const Node& node, const Program& program) { return flopsOf(program, node, 2); },
};

// Operands x, y, the logarithms, dy; result dx.
constinit const Op selfAttentionGradientOp = {
    .name = "self_attention_gradient",
    .infer = [](const Attrs&, std::span<const ValueInfo> in) -> std::vector<ValueInfo> { return {in[0]}; },
    .decompose = [](const Attrs& attrs, std::span<const Value> in) -> Values {
        Values operands = apart(in[0]);
        operands.push_back(permute(in[1], {0, 2, 1, 3}));
        operands.push_back(in[2]);
        operands.push_back(permute(in[3], {0, 2, 1, 3}));
        return {together(in[0].builder->add(attentionGradientOp, attrs, operands))};
    },
    .flops = [](const Node& node, const Program& program) { return flopsOf(program, node, 5); },
};

Value attention(Value q, Value k, Value v, AttentionAttrs attrs)
{
    return q.builder->add(attentionOp, attrs, {{q, k, v}})[0];
}

} // namespace weft
