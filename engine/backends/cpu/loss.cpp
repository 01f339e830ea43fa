#include "engine/backends/cpu/class_rows.h"
#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/simd/vector_functions.h"
#include "engine/ir/ops/ops.h"

#include <cmath>

namespace weft {

namespace {

struct Loss {
    ClassRows rows;
    LossAttrs how;

    // The share of the target that is at the label; a label outside the classes has none.
    float atLabel(int64_t label) const { return label >= 0 && label < rows.classes ? float(1 - how.smoothing) : 0; }
    int64_t each() const { return itemsPerTask(rows.count, 8 * double(rows.classes)); }
};

// The sum of exp(x - shift), a tile at a time.
double totalOf(const VectorFunctions& simd, const float* x, float shift, int64_t size)
{
    constexpr int64_t tile = 1024;
    alignas(64) float exponentials[tile];
    double total = 0;
    for (int64_t start = 0; start < size; start += tile)
        total += simd.exponentials(exponentials, x + start, shift, std::min(tile, size - start));
    return total;
}

// -Σ target · (x - log Σ exp x), where the target is what is at the label, plus smoothing / classes everywhere.
float lossOf(const Loss& loss, const VectorFunctions& simd, const float* x, int64_t label)
{
    if (label == loss.how.ignored)
        return 0;
    const int64_t classes = loss.rows.classes;
    const float greatest = simd.maximum(x, classes);
    const double logarithm = std::log(totalOf(simd, x, greatest, classes));
    const double share = double(loss.atLabel(label)), smoothing = loss.how.smoothing;
    double result = logarithm * (share + smoothing);
    if (share > 0)
        result -= share * double(x[label] - greatest);
    if (smoothing > 0)
        result -= smoothing * (simd.sum(x, classes) / double(classes) - double(greatest));
    return float(result);
}

// (softmax - target) · dLoss
void gradientOf(const Loss& loss, const VectorFunctions& simd, const float* x, int64_t label, float dLoss, float* dx)
{
    const int64_t classes = loss.rows.classes;
    if (label == loss.how.ignored) {
        std::fill_n(dx, classes, 0.0f);
        return;
    }
    const double total = simd.exponentials(dx, x, simd.maximum(x, classes), classes);
    const float everywhere = float(loss.how.smoothing / double(classes));
    simd.affine(dx, dx, 0, dLoss * float(1 / total), -everywhere * dLoss, classes);
    if (const float share = loss.atLabel(label); share > 0)
        dx[label] -= share * dLoss;
}

} // namespace

std::unique_ptr<Kernel> prepareLoss(const Node& node, const Program& program)
{
    const auto& how = std::get<LossAttrs>(node.attrs);
    const ValueInfo &x = operandInfo(node, program, 0), &y = resultInfo(node, program);
    const auto rows = classRowsOf(x, how.axis);
    const bool isGradient = node.op == &softmaxCrossEntropyGradientOp;
    const bool inOrder = operandInfo(node, program, 1).layout == Layout::rowMajor
        && (isGradient ? y.layout == x.layout && operandInfo(node, program, 2).layout == Layout::rowMajor
                       : y.layout == Layout::rowMajor);
    if (!rows || !inOrder)
        return nullptr;
    return makeKernel([loss = Loss {*rows, how}, isGradient](auto in, auto out, std::byte*) {
        const float* logits = as<float>(in[0]);
        const int32_t* labels = as<int32_t>(in[1]);
        float* result = as<float>(out[0]);
        const int64_t classes = loss.rows.classes, each = loss.each();
        parallelFor(divideUp(loss.rows.count, each), [&](int64_t task) {
            const VectorFunctions& simd = vectorFunctions();
            for (int64_t i = task * each; i < std::min(loss.rows.count, (task + 1) * each); ++i) {
                if (isGradient)
                    gradientOf(loss, simd, logits + i * classes, labels[i], as<float>(in[2])[i], result + i * classes);
                else
                    result[i] = lossOf(loss, simd, logits + i * classes, labels[i]);
            }
        });
    });
}

} // namespace weft
