#include "engine/import/onnx/operators/operators.h"

namespace weft {

namespace {

// Rows × columns from columns × rows.
std::vector<float> transposed(const std::vector<float>& from, int64_t rows, int64_t columns)
{
    std::vector<float> to(from.size());
    for (int64_t r = 0; r < rows; ++r) {
        for (int64_t k = 0; k < columns; ++k)
            to[size_t(k * rows + r)] = from[size_t(r * columns + k)];
    }
    return to;
}

bool isDenseInput(const Operand& x)
{
    return x.constant == nullptr && x.rank() >= 1 && x.batchAxis != x.rank() - 1 && (x.rank() >= 2 || x.batchAxis < 0);
}

Operand dense(Conversion& c, const Operand& x, int64_t units, std::vector<float> weight,
              std::optional<std::vector<float>> bias, bool frozen)
{
    std::vector<GraphWriter::Weight> weights = {{"weight", std::move(weight)}};
    if (bias)
        weights.push_back({"bias", std::move(*bias)});
    return c.layer("dense", {{"units", units}, {"bias", bias.has_value()}}, x, std::move(weights), frozen);
}

// Sizes of the leading axes made equal, by repeating.
Operand repeatedTo(Conversion& c, const Operand& x, const std::vector<int64_t>& dims)
{
    std::vector<int64_t> repeats;
    bool any = false;
    for (int i = 0; i < x.rank(); ++i) {
        if (i == x.batchAxis)
            continue;
        const bool matrix = i >= x.rank() - 2;
        const int64_t times = matrix || x.dims[size_t(i)] == dims[size_t(i)] ? 1 : dims[size_t(i)];
        repeats.push_back(times);
        any = any || times != 1;
    }
    return any ? c.layer("tile", {{"repeats", repeats}}, x) : x;
}

// Both as matrices of as many axes.
Operand product(Conversion& c, Operand a, Operand b)
{
    const int rank = std::max({a.rank(), b.rank(), 2});
    const bool rowless = a.rank() == 1, columnless = b.rank() == 1;
    const auto padded = [&](Operand x, bool asColumn) {
        x = c.wired(x);
        std::vector<int64_t> dims = x.dims;
        int batchAxis = x.batchAxis;
        if (x.rank() == 1 && asColumn)
            dims.push_back(1);
        while (std::ssize(dims) < rank) {
            dims.insert(dims.begin(), 1);
            batchAxis += batchAxis >= 0;
        }
        return c.reshaped(x, dims, batchAxis);
    };
    a = padded(a, false);
    b = padded(b, true);
    if (a.batchAxis != b.batchAxis) { // one of them may be the same for all samples
        Operand& odd = a.batchAxis < 0 ? a : b;
        const int axis = std::max(a.batchAxis, b.batchAxis);
        if (odd.batchAxis < 0 && axis < rank - 2 && odd.dims[size_t(axis)] == 1) {
            odd = c.reshaped(odd, odd.dims, axis);
            odd.dims[size_t(axis)] = (&odd == &a ? b : a).dims[size_t(axis)];
        } else {
            a = c.unfolded(a);
            b = c.unfolded(b);
        }
    }
    if (a.batchAxis >= rank - 2) {
        a = c.unfolded(a);
        b = c.unfolded(b);
    }
    std::vector<int64_t> dims = a.dims;
    for (int i = 0; i < rank - 2; ++i)
        dims[size_t(i)] = std::max(a.dims[size_t(i)], b.dims[size_t(i)]);
    a = repeatedTo(c, a, dims);
    b = repeatedTo(c, b, dims);
    Operand y = c.layer({.type = "matmul", .wires = {{"a", a.output}, {"b", b.output}}}, a.batchAxis, a.type);
    if (!rowless && !columnless)
        return y;
    std::vector<int64_t> left = y.dims;
    if (columnless)
        left.pop_back();
    if (rowless)
        left.erase(left.end() - (columnless ? 1 : 2));
    return c.reshaped(y, left, y.batchAxis);
}

void matmul(Conversion& c)
{
    c.give(matrixProduct(c, c.in(0), c.in(1)));
}

// α · A' · B' + β · C
void gemm(Conversion& c)
{
    const double alpha = c.real("alpha", 1), beta = c.real("beta", 1);
    const bool transA = c.integer("transA", 0) != 0, transB = c.integer("transB", 0) != 0;
    Operand a = c.in(0);
    const Operand& b = c.in(1);
    if (b.rank() != 2 || a.rank() < 2 || (a.rank() > 2 && !a.isJoined()))
        c.refuse("its operands are no matrices");
    const bool biasFits = !c.has(2)
        || (c.in(2).constant != nullptr
            && (c.in(2).elements() == 1
                || (c.in(2).dims.back() == c.in(2).elements() && c.in(2).elements() == b.dims[transB ? 0 : 1])));
    if (b.constant != nullptr && biasFits && !transA && isDenseInput(a)) {
        std::vector<float> weight = floatsOf(*b.constant);
        if (transB)
            weight = transposed(weight, b.dims[0], b.dims[1]);
        for (float& one : weight)
            one *= float(alpha);
        const int64_t units = b.dims[transB ? 0 : 1];
        std::optional<std::vector<float>> bias;
        if (c.has(2)) {
            bias = floatsOf(*c.in(2).constant);
            bias->resize(size_t(units), bias->empty() ? 0.0f : bias->front());
            for (float& one : *bias)
                one *= float(beta);
        }
        return c.give(dense(c, a, units, std::move(weight), std::move(bias), false));
    }
    if (a.rank() != 2)
        Conversion::refuseAcross();
    Operand y =
        product(c, transA ? c.permuted(c.unfolded(a), {1, 0}) : a, transB ? c.permuted(c.unfolded(b), {1, 0}) : b);
    if (!c.has(2))
        return c.give(alpha == 1 ? y : c.formula(formulaNumber(alpha) + " * x", {y}));
    c.give(c.formula(formulaNumber(alpha) + " * x + " + formulaNumber(beta) + " * y", {y, c.in(2)}));
}

} // namespace

Operand matrixProduct(Conversion& c, const Operand& a, const Operand& b)
{
    if (b.constant != nullptr && b.rank() == 2 && isDenseInput(a) && a.dims.back() == b.dims[0])
        return dense(c, a, b.dims[1], floatsOf(*b.constant), std::nullopt, false);
    return product(c, a, b);
}

std::span<const OnnxOperator> linearOperators()
{
    static constexpr OnnxOperator all[] = {{"MatMul", matmul}, {"Gemm", gemm}};
    return all;
}

} // namespace weft
