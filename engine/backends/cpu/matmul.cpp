#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"

#include <utility>

namespace weft {

namespace {

struct Product {
    int64_t batch = 1, rows = 0, columns = 0, inner = 0;
    bool swapped = false; // the operands change places
    int64_t batchA = 0, rowA = 0, innerA = 0; // strides
    int64_t batchB = 0, innerB = 0, columnB = 0;
};

Product productOf(const ValueInfo& a, const ValueInfo& b, const ValueInfo& c, const MatmulAttrs& how)
{
    const Shape stridesA = stridesOf(a), stridesB = stridesOf(b);
    Product p;
    p.rows = a.shape[how.transposeA ? -1 : -2];
    p.inner = a.shape[how.transposeA ? -2 : -1];
    p.columns = b.shape[how.transposeB ? -2 : -1];
    p.rowA = stridesA[how.transposeA ? -1 : -2];
    p.innerA = stridesA[how.transposeA ? -2 : -1];
    p.innerB = stridesB[how.transposeB ? -1 : -2];
    p.columnB = stridesB[how.transposeB ? -2 : -1];
    if (a.shape.rank() == 3) {
        p.batch = a.shape[0];
        p.batchA = stridesA[0];
        p.batchB = stridesB[0];
    }
    if (c.shape.rank() == 3 && c.layout == Layout::channelsLast) { // cᵀ = bᵀ · aᵀ
        p.swapped = true;
        std::swap(p.rows, p.columns);
        std::swap(p.batchA, p.batchB);
        std::swap(p.rowA, p.columnB);
        std::swap(p.innerA, p.innerB);
    }
    return p;
}

// c += a · b for four rows of a at a time; b's rows lie one after the other.
template <class T>
void multiplyRows(const Product& p, const T* a, const T* b, int64_t stepB, T* c, int64_t first, int64_t end)
{
    for (int64_t row = first; row < end; row += 4) {
        const int64_t count = std::min<int64_t>(4, end - row);
        T* y = c + row * p.columns;
        std::fill_n(y, count * p.columns, T(0));
        const T* x = a + row * p.rowA;
        for (int64_t k = 0; k < p.inner; ++k) {
            const T* bk = b + k * stepB;
            if (count == 4) {
                const T x0 = x[k * p.innerA], x1 = x[p.rowA + k * p.innerA], x2 = x[2 * p.rowA + k * p.innerA],
                        x3 = x[3 * p.rowA + k * p.innerA];
                for (int64_t j = 0; j < p.columns; ++j) {
                    y[j] += x0 * bk[j];
                    y[p.columns + j] += x1 * bk[j];
                    y[2 * p.columns + j] += x2 * bk[j];
                    y[3 * p.columns + j] += x3 * bk[j];
                }
                continue;
            }
            for (int64_t r = 0; r < count; ++r) {
                const T xr = x[r * p.rowA + k * p.innerA];
                for (int64_t j = 0; j < p.columns; ++j)
                    y[r * p.columns + j] += xr * bk[j];
            }
        }
    }
}

template <class T> void transposeB(const Product& p, const T* b, T* target)
{
    const int64_t items = p.batch * p.inner, each = itemsPerTask(items, double(p.columns));
    parallelFor(divideUp(items, each), [&](int64_t task) {
        for (int64_t i = task * each; i < std::min(items, (task + 1) * each); ++i) {
            const T* x = b + i / p.inner * p.batchB + i % p.inner * p.innerB;
            for (int64_t j = 0; j < p.columns; ++j)
                target[i * p.columns + j] = x[j * p.columnB];
        }
    });
}

template <class T> void multiply(const Product& p, const T* a, const T* b, T* c, T* workspace)
{
    int64_t stepB = p.innerB, batchB = p.batchB;
    if (p.columnB != 1) {
        transposeB(p, b, workspace);
        b = workspace;
        stepB = p.columns;
        batchB = p.inner * p.columns;
    }
    constexpr int64_t rowsTogether = 16;
    const int64_t blocks = divideUp(p.rows, rowsTogether), items = p.batch * blocks;
    const int64_t each = itemsPerTask(items, double(rowsTogether) * double(p.columns) * double(p.inner));
    parallelFor(divideUp(items, each), [&](int64_t task) {
        for (int64_t i = task * each; i < std::min(items, (task + 1) * each); ++i) {
            const int64_t batch = i / blocks, row = i % blocks * rowsTogether;
            multiplyRows(p, a + batch * p.batchA, b + batch * batchB, stepB, c + batch * p.rows * p.columns, row,
                         std::min(p.rows, row + rowsTogether));
        }
    });
}

} // namespace

std::unique_ptr<Kernel> prepareMatmul(const Node& node, const Program& program)
{
    const ValueInfo &a = operandInfo(node, program, 0), &b = operandInfo(node, program, 1);
    const Product p = productOf(a, b, resultInfo(node, program), std::get<MatmulAttrs>(node.attrs));
    return withNumber(a.dtype, [&]<class T>() {
        return makeKernel(
            [p](auto in, auto out, std::byte* workspace) {
                multiply(p, as<T>(in[p.swapped]), as<T>(in[!p.swapped]), as<T>(out[0]), as<T>(workspace));
            },
            p.columnB == 1 ? 0 : size_t(p.batch * p.inner * p.columns) * sizeof(T));
    });
}

} // namespace weft
