#include "engine/backends/cpu/class_rows.h"
#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/simd/vector_functions.h"
#include "engine/ir/ops/ops.h"

#include <cmath>

namespace weft {

namespace {

void softmaxRow(const VectorFunctions& simd, const float* x, float* y, int64_t size)
{
    const double total = simd.exponentials(y, x, simd.maximum(x, size), size);
    simd.affine(y, y, 0, float(1 / total), 0, size);
}

void logSoftmaxRow(const VectorFunctions& simd, const float* x, float* y, int64_t size)
{
    const float greatest = simd.maximum(x, size);
    const double total = simd.exponentials(y, x, greatest, size);
    simd.affine(y, x, greatest, 1, -float(std::log(total)), size);
}

void gradientRow(const VectorFunctions& simd, const float* y, const float* dy, float* dx, int64_t size)
{
    const float dot = float(simd.products(y, 0, dy, size));
    simd.affine(dx, dy, dot, 1, 0, size);
    simd.scalar[int(ScalarFunction::multiply)](dx, dx, y, nullptr, size);
}

// Calls row(simd, i) for each row.
template <class Row> void forRows(const ClassRows& rows, Row&& row)
{
    const int64_t each = itemsPerTask(rows.count, 8 * double(rows.classes));
    parallelFor(divideUp(rows.count, each), [&](int64_t task) {
        const VectorFunctions& simd = vectorFunctions();
        for (int64_t i = task * each; i < std::min(rows.count, (task + 1) * each); ++i)
            row(simd, i);
    });
}

class SoftmaxKernel final : public Kernel {
public:
    using Row = void (*)(const VectorFunctions& simd, const float* x, float* y, int64_t size);
    SoftmaxKernel(const ClassRows& rows, Row row)
        : m_rows(rows)
        , m_row(row)
    {
    }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte*) override
    {
        forRows(m_rows, [&](const VectorFunctions& simd, int64_t i) {
            m_row(simd, as<float>(in[0]) + i * m_rows.classes, as<float>(out[0]) + i * m_rows.classes, m_rows.classes);
        });
    }

private:
    ClassRows m_rows;
    Row m_row;
};

} // namespace

std::unique_ptr<Kernel> prepareSoftmax(const Node& node, const Program& program)
{
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const auto rows = classRowsOf(x, std::get<AxisAttrs>(node.attrs).axis);
    if (!rows || y.layout != x.layout || operandInfo(node, program, int(node.in.size()) - 1).layout != x.layout)
        return nullptr;
    if (node.op == &softmaxGradientOp)
        return makeKernel([rows = *rows](auto in, auto out, std::byte*) {
            forRows(rows, [&](const VectorFunctions& simd, int64_t i) {
                const int64_t at = i * rows.classes;
                gradientRow(simd, as<float>(in[0]) + at, as<float>(in[1]) + at, as<float>(out[0]) + at, rows.classes);
            });
        });
    return std::make_unique<SoftmaxKernel>(*rows, node.op == &softmaxOp ? softmaxRow : logSoftmaxRow);
}

} // namespace weft
