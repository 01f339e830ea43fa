#include "engine/backends/cuda/cuda_backend.h"
#include "engine/compiler/passes.h"
#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"
#include "engine/runtime/executable.h"
#include "engine/support/error.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

// Tensors of more than 2^31 elements, whose places no 32-bit number counts: what comes of the last samples of many is
// what comes of the same few alone.

using namespace weft;

namespace {

constexpr int64_t few = 8; // samples

// sin of all indices, of samples from `first` on.
Value waves(Builder& builder, const Shape& shape, int64_t first, double phase = 0)
{
    Value angle = constant(builder, phase, DType::f32);
    const double steps[] = {0.37, 0.011, 0.23, 0.057};
    for (int axis = 0; axis < shape.rank(); ++axis) {
        Shape alone = shape;
        for (int other = 0; other < shape.rank(); ++other)
            alone[other] = other == axis ? shape[axis] : 1;
        const Value index = cast(iota(builder, alone, axis, DType::i32), DType::f32);
        angle = angle + (axis == 0 ? index + double(first) : index) * steps[axis];
    }
    return sin(angle);
}

using Make = std::function<Values(Builder& builder, int64_t samples, int64_t first)>; // each of samples × anything

std::vector<float> lastOf(const Make& make, int64_t samples, int64_t first, Products products, Backend& backend)
{
    Program program;
    program.products = products;
    Builder builder(program);
    int number = 0;
    for (const Value& result : make(builder, samples, first))
        builder.output(std::to_string(number++), cast(slice(result, 0, result.shape()[0] - few, few), DType::f32));
    optimize(program, backend);
    States states(backend, 1);
    Executable executable(std::move(program), states);
    executable.run();
    std::vector<float> all;
    for (int i = 0; i < number; ++i) {
        const size_t begin = all.size();
        all.resize(begin + size_t(executable.outputInfo(i).shape.elements()));
        executable.read(i, std::as_writable_bytes(std::span(all).subspan(begin)));
    }
    return all;
}

struct Case {
    const char* name;
    int64_t ofSample; // elements
    Make make;
    Products products = Products::exact;
};

std::vector<Case> cases()
{
    const auto matrix = [](Builder& b, int64_t samples, int64_t first, int64_t columns) {
        return waves(b, {samples, columns}, first);
    };
    const auto images = [](Builder& b, int64_t samples, int64_t first, int64_t channels, int64_t size) {
        return waves(b, {samples, channels, size, size}, first);
    };
    const ConvAttrs same = {.stride = {1, 1}, .padLow = {1, 1}, .padHigh = {1, 1}, .dilation = {1, 1}};
    const PoolAttrs halves = {.kernel = {2, 2}, .stride = {2, 2}, .padLow = {0, 0}, .padHigh = {0, 0}};
    const auto convolved = [=](int64_t channels, int64_t filters) {
        return [=](Builder& b, int64_t n, int64_t first) -> Values {
            return {conv(images(b, n, first, channels, 256), waves(b, {filters, channels, 3, 3}, 0, 1), same)};
        };
    };
    return {
        {"chain", 65536,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             return {relu(matrix(b, n, first, 65536)) * 2.0 + 1.0};
         }},
        {"sums and maxima of rows", 65536,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             const Value x = matrix(b, n, first, 65536);
             return {sum(x, {1}), max(x, {1}), argmax(x, 1)};
         }},
        {"permute", 65536,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             return {permute(slice(permute(matrix(b, n, first, 65536), {1, 0}), 0, 1, 65534), {1, 0})};
         }},
        {"images channels-last and back", 1 << 22,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             return {permute(permute(images(b, n, first, 64, 256), {0, 2, 3, 1}) + 1.0, {0, 3, 1, 2})};
         }},
        {"concat, slice and pad", 65536,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             const Value x = matrix(b, n, first, 65536);
             const Value parts[] = {slice(x, 1, 0, 1000), slice(x, 1, 1000, 64536)};
             return {concat(parts, 1), pad(x, {.low = {0, 1}, .high = {0, 2}, .interior = {0, 0}})};
         }},
        {"softmax", 65536,
         [=](Builder& b, int64_t n, int64_t first) -> Values { return {softmax(matrix(b, n, first, 65536), 1)}; }},
        {"softmax of short rows", 64,
         [=](Builder& b, int64_t n, int64_t first) -> Values { return {softmax(matrix(b, n, first, 64), 1)}; }},
        {"cross-entropy", 1024,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             const Value labels = cast(cast(waves(b, {n}, first), DType::f32) * 400.0 + 500.0, DType::i32);
             return {softmaxCrossEntropy(matrix(b, n, first, 1024), labels, {.axis = 1})};
         }},
        {"layer norm", 1024,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             const Value scale = waves(b, {1, 1024}, 0, 2), bias = waves(b, {1, 1024}, 0, 3);
             return {norm(matrix(b, n, first, 1024), scale, bias, {1}, 1e-5)[0]};
         }},
        {"gather", 1024,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             const Value rows = iota(b, {few}, 0, DType::i32) + constant(b, double(n - few), DType::i32);
             return {gather(matrix(b, n, first, 1024), rows)};
         }},
        {"scatter_add", 1024,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             const Value rows = iota(b, {few}, 0, DType::i32) + constant(b, double(n - few), DType::i32);
             return {scatterAdd(rows, waves(b, {few, 1024}, first + n - few), n)};
         }},
        {"max and average pools", 1 << 22,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             const Value x = images(b, n, first, 64, 256);
             return {maxPool(x, halves), avgPool(x, halves)};
         }},
        {"product", 1024,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             return {matmul(matrix(b, n, first, 1024), waves(b, {1024, 16}, 0, 1))};
         }},
        {"product in bf16", 1024,
         [=](Builder& b, int64_t n, int64_t first) -> Values {
             return {matmul(matrix(b, n, first, 1024), waves(b, {1024, 16}, 0, 1))};
         },
         Products::bf16},
        {"convolution in f32", 1 << 20, convolved(16, 16)},
        {"convolution in tf32", 1 << 20, convolved(16, 16), Products::tf32},
        {"convolution in bf16", 1 << 20, convolved(16, 16), Products::bf16},
        {"convolution of 128 channels in f16", 1 << 23, convolved(128, 128), Products::f16},
    };
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TestCudaHuge : public QObject {
    Q_OBJECT
    std::unique_ptr<Backend> m_gpu;
private slots:
    void initTestCase()
    {
        std::string whyNot;
        if (cudaDevices(&whyNot).empty())
            QSKIP(qPrintable("There is no GPU: " + QString::fromStdString(whyNot)));
        m_gpu = makeCudaBackend(0);
        try {
            m_gpu->allocate(size_t(64) << 30);
        } catch (const Error&) {
            QSKIP("Tensors of 2^31 numbers want a GPU with 80 GB of memory.");
        }
    }
    void theLastOfManyAreAsAlone_data()
    {
        QTest::addColumn<Case>("one");
        for (const Case& one : cases())
            QTest::newRow(one.name) << one;
    }
    void theLastOfManyAreAsAlone()
    {
        QFETCH(const Case, one);
        const int64_t samples = (int64_t(1) << 31) / one.ofSample + few;
        const std::vector<float> found = lastOf(one.make, samples, 0, one.products, *m_gpu);
        const std::vector<float> expected = lastOf(one.make, few, samples - few, one.products, *m_gpu);
        QCOMPARE(found.size(), expected.size());
        double largest = 0, farthest = 0;
        for (size_t i = 0; i < found.size(); ++i) {
            QVERIFY(std::isfinite(found[i]));
            largest = std::max(largest, double(std::abs(expected[i])));
            farthest = std::max(farthest, double(std::abs(found[i] - expected[i])));
        }
        QVERIFY(largest > 0);
        const double most = keptIn(one.products) != DType::f32 ? 1e-2 : one.products == Products::tf32 ? 2e-3 : 1e-5;
        QVERIFY2(farthest <= most * largest, qPrintable(QString("%1 of %2").arg(farthest).arg(largest)));
    }
};

QTEST_GUILESS_MAIN(TestCudaHuge)
#include "tst_cuda_huge.moc"
