#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

namespace weft {

namespace {

std::vector<ValueInfo> inferMatmul(const Attrs& attrs, std::span<const ValueInfo> in)
{
    const auto& how = std::get<MatmulAttrs>(attrs);
    const Shape& a = in[0].shape;
    const Shape& b = in[1].shape;
    const bool fit = a.rank() == b.rank() && (a.rank() == 2 || (a.rank() == 3 && a[0] == b[0]))
        && a[how.transposeA ? -2 : -1] == b[how.transposeB ? -1 : -2] && in[0].dtype == in[1].dtype;
    requireShape(fit,
                 "Matrices " + toString(a) + (how.transposeA ? " (transposed)" : "") + " and " + toString(b)
                     + (how.transposeB ? " (transposed)" : "") + " cannot be multiplied.");
    Shape out = a;
    out[-2] = a[how.transposeA ? -1 : -2];
    out[-1] = b[how.transposeB ? -2 : -1];
    return {{.shape = out, .dtype = in[0].dtype}};
}

Value matmulOf(Value a, Value b, bool transposeA, bool transposeB)
{
    return a.builder->add(matmulOp, MatmulAttrs {transposeA, transposeB}, {{a, b}})[0];
}

Values matmulGrad(const Node& node, std::span<const Value> in, std::span<const Value>, std::span<const Value> dOut)
{
    const auto [ta, tb] = std::get<MatmulAttrs>(node.attrs);
    return {ta ? matmulOf(in[1], dOut[0], tb, true) : matmulOf(dOut[0], in[1], false, !tb),
            tb ? matmulOf(dOut[0], in[0], true, ta) : matmulOf(in[0], dOut[0], !ta, false)};
}

} // namespace

constinit const Op matmulOp = {
    .name = "matmul",
    .infer = inferMatmul,
    .grad = matmulGrad,
    .flops =
        [](const Node& node, const Program& program) {
            const Shape& a = program.values[size_t(node.in[0])].shape;
            const int64_t inner = a[std::get<MatmulAttrs>(node.attrs).transposeA ? -2 : -1];
            return 2.0 * double(inner) * double(program.values[size_t(node.out[0])].shape.elements());
        },
};

Value matmul(Value a, Value b, bool transposeA, bool transposeB)
{
    const Shape& sa = a.shape();
    requireShape(sa.rank() >= 2 && b.shape().rank() >= 2,
                 "A matrix product needs at least two dimensions on each side; it has " + toString(sa) + " and "
                     + toString(b.shape()) + ".");
    if (b.shape().rank() == 2 && sa.rank() > 2 && !transposeA) { // all leading axes are rows
        Shape result = sa;
        const Value y =
            matmulOf(reshape(a, {sa.elements() / std::max<int64_t>(1, sa[-1]), sa[-1]}), b, false, transposeB);
        result[-1] = y.shape()[-1];
        return reshape(y, result);
    }
    if (sa.rank() > 3 && b.shape().rank() == sa.rank()) { // all but the last two are the batch
        Shape result = sa;
        int64_t batch = 1;
        for (int axis = 0; axis < sa.rank() - 2; ++axis) {
            requireShape(sa[axis] == b.shape()[axis],
                         "Batches of matrices " + toString(sa) + " and " + toString(b.shape()) + " do not agree.");
            batch *= sa[axis];
        }
        const Value y = matmulOf(reshape(a, {batch, sa[-2], sa[-1]}), reshape(b, {batch, b.shape()[-2], b.shape()[-1]}),
                                 transposeA, transposeB);
        result[-2] = y.shape()[-2];
        result[-1] = y.shape()[-1];
        return reshape(y, result);
    }
    return matmulOf(a, b, transposeA, transposeB);
}

} // namespace weft
