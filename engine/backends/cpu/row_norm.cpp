#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/simd/vector_functions.h"
#include "engine/ir/ops/ops.h"

#include <cmath>
#include <optional>

// Normalisation over trailing axes with a scale and a bias for each of their elements, as in layer normalisation.

namespace weft {

namespace {

struct Rows {
    int64_t count = 0, size = 0;
    double epsilon = 0;
    static constexpr int64_t longest = 4096;
    int64_t each() const { return itemsPerTask(count, 4 * double(size)); }
    int64_t tasks() const { return divideUp(count, each()); }
};

std::optional<Rows> rowsOf(const Node& node, const Program& program)
{
    for (const std::vector<int>& values : {node.in, node.out}) {
        for (const int value : values) {
            if (program.values[size_t(value)].layout != Layout::rowMajor)
                return std::nullopt;
        }
    }
    const auto& how = std::get<NormAttrs>(node.attrs);
    const Shape &x = operandInfo(node, program, 0).shape, &scale = operandInfo(node, program, 1).shape;
    const int first = x.rank() - how.axes.rank();
    Rows rows = {.count = 1, .size = 1, .epsilon = how.epsilon};
    for (int axis = 0; axis < x.rank(); ++axis) {
        const bool isTrailing = axis >= first;
        if (isTrailing && how.axes[axis - first] != axis)
            return std::nullopt;
        if (scale[axis] != (isTrailing ? x[axis] : 1))
            return std::nullopt;
        (isTrailing ? rows.size : rows.count) *= x[axis];
    }
    if (rows.size == 0 || rows.size > Rows::longest)
        return std::nullopt;
    return rows;
}

struct Forward {
    Rows rows;
    const float *x, *scale, *bias;
    float *y, *mean, *inverse;

    void row(const VectorFunctions& simd, int64_t i) const
    {
        const float* from = x + i * rows.size;
        float* to = y + i * rows.size;
        const double count = double(rows.size);
        mean[i] = float(simd.sum(from, rows.size) / count);
        inverse[i] = float(1 / std::sqrt(simd.squares(from, mean[i], rows.size) / count + rows.epsilon));
        simd.affine(to, from, mean[i], inverse[i], 0, rows.size);
        simd.scalar[int(ScalarFunction::multiply)](to, to, scale, nullptr, rows.size);
        simd.scalar[int(ScalarFunction::add)](to, to, bias, nullptr, rows.size);
    }

    void run() const
    {
        parallelFor(rows.tasks(), [&](int64_t task) {
            for (int64_t i = task * rows.each(); i < std::min(rows.count, (task + 1) * rows.each()); ++i)
                row(vectorFunctions(), i);
        });
    }
};

// dx = inverse · (g - mean of g - normal · mean of g · normal), where g = dy · scale, normal = (x - mean) · inverse.
struct Backward {
    Rows rows;
    const float *x, *scale, *mean, *inverse, *dy;
    float *dx, *dScale, *dBias;

    void row(const VectorFunctions& simd, int64_t i, float* sumProduct, float* sumPlain) const
    {
        float g[Rows::longest];
        const float* from = x + i * rows.size;
        const float* back = dy + i * rows.size;
        float* to = dx + i * rows.size;
        const double count = double(rows.size), wide = double(inverse[i]);
        const auto multiply = simd.scalar[int(ScalarFunction::multiply)], add = simd.scalar[int(ScalarFunction::add)];
        multiply(g, back, scale, nullptr, rows.size);
        const double total = simd.sum(g, rows.size), product = simd.products(from, mean[i], g, rows.size);
        simd.blend(to, from, mean[i], g, inverse[i], float(-wide * wide * wide * product / count),
                   float(-wide * total / count), rows.size);
        add(sumPlain, sumPlain, back, nullptr, rows.size);
        simd.affine(g, from, mean[i], inverse[i], 0, rows.size);
        multiply(g, g, back, nullptr, rows.size);
        add(sumProduct, sumProduct, g, nullptr, rows.size);
    }

    // partial: for each task, sums of dy · normal and of dy, in f64.
    void run(double* partial) const
    {
        const VectorFunctions& simd = vectorFunctions();
        parallelFor(rows.tasks(), [&](int64_t task) {
            constexpr int64_t deep = 32; // rows whose sums are kept in f32
            float product[Rows::longest], plain[Rows::longest];
            double* sums = partial + task * 2 * rows.size;
            std::fill_n(sums, 2 * rows.size, 0.0);
            const int64_t end = std::min(rows.count, (task + 1) * rows.each());
            for (int64_t first = task * rows.each(); first < end; first += deep) {
                std::fill_n(product, rows.size, 0.0f);
                std::fill_n(plain, rows.size, 0.0f);
                for (int64_t i = first; i < std::min(end, first + deep); ++i)
                    row(simd, i, product, plain);
                simd.addTo(sums, product, rows.size);
                simd.addTo(sums + rows.size, plain, rows.size);
            }
        });
        for (int64_t j = 0; j < rows.size; ++j) {
            double product = 0, plain = 0;
            for (int64_t task = 0; task < rows.tasks(); ++task) {
                product += partial[task * 2 * rows.size + j];
                plain += partial[task * 2 * rows.size + rows.size + j];
            }
            dScale[j] = float(product);
            dBias[j] = float(plain);
        }
    }
};

} // namespace

std::unique_ptr<Kernel> prepareRowNorm(const Node& node, const Program& program)
{
    const auto rows = rowsOf(node, program);
    if (!rows)
        return nullptr;
    if (node.op == &normOp)
        return makeKernel([rows = *rows](auto in, auto out, std::byte*) {
            Forward {rows,
                     as<float>(in[0]),
                     as<float>(in[1]),
                     as<float>(in[2]),
                     as<float>(out[0]),
                     as<float>(out[1]),
                     as<float>(out[2])}
                .run();
        });
    return makeKernel(
        [rows = *rows](auto in, auto out, std::byte* workspace) {
            Backward {rows,
                      as<float>(in[0]),
                      as<float>(in[1]),
                      as<float>(in[2]),
                      as<float>(in[3]),
                      as<float>(in[4]),
                      as<float>(out[0]),
                      as<float>(out[1]),
                      as<float>(out[2])}
                .run(as<double>(workspace));
        },
        size_t(rows->tasks() * 2 * rows->size) * sizeof(double));
}

} // namespace weft
