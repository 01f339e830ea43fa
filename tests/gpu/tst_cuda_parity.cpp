#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cuda/api/cuda_api.h"
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/fused_samples.h"
#include "tests/support/op_samples.h"
#include "tests/support/tolerances.h"

#include <QElapsedTimer>
#include <QTest>

// Every op's samples on the GPU against the CPU's plain loops in f64; results are poisoned first. Runs where there is a
// GPU.

using namespace weft;

namespace {

// Samples whose kinks and ties f32 and f64 would see differently are made equal: what the kernel reads.
std::vector<TestTensor> inDouble(std::vector<TestTensor> in)
{
    for (TestTensor& tensor : in) {
        if (tensor.info.dtype == DType::f32)
            tensor.info.dtype = DType::f64;
        tensor.info.layout = Layout::rowMajor;
    }
    return in;
}

Attrs attrsInDouble(Attrs attrs)
{
    const auto widen = [](DType& dtype) { dtype = dtype == DType::f32 ? DType::f64 : dtype; };
    std::visit(
        [&](auto& how) {
            if constexpr (requires { how.dtype; })
                widen(how.dtype);
            if constexpr (requires { how.chains; }) {
                for (FusedAttrs& chain : how.chains)
                    widen(chain.dtype);
            }
        },
        attrs);
    return attrs;
}

bool isFilter(const OpSample& sample, size_t operand)
{
    return operand == 1 && (sample.op == &convOp || sample.op == &convInputGradientOp);
}

} // namespace

class TestCudaParity : public QObject {
    Q_OBJECT
private:
    std::vector<TestTensor> reference(const OpSample& sample)
    {
        const Attrs attrs = attrsInDouble(sample.attrs);
        const std::vector<TestTensor> in = inDouble(sample.in);
        return sample.op->decompose != nullptr ? runDecomposed(*m_cpu, *sample.op, attrs, in)
                                               : runNode(*m_cpu, *sample.op, attrs, in);
    }

private slots:
    void initTestCase()
    {
        std::string whyNot;
        if (cudaDevices(&whyNot).empty())
            QSKIP(qPrintable("There is no GPU to compare with: " + QString::fromStdString(whyNot)));
        m_cpu = makeCpuBackend({.oneDnn = false});
    }

    void everyOpAgreesWithTheCpu_data()
    {
        QTest::addColumn<bool>("libraries");
        QTest::addColumn<int>("dtype");
        QTest::addColumn<int>("layout");
        for (const bool libraries : {false, true}) {
            for (const DType dtype : {DType::f32, DType::f64}) {
                for (const Layout layout : {Layout::rowMajor, Layout::channelsLast})
                    QTest::addRow("%s, %s, %s", libraries ? "libraries" : "own kernels", name(dtype).data(),
                                  layout == Layout::rowMajor ? "row-major" : "channels-last")
                        << libraries << int(dtype) << int(layout);
            }
        }
    }
    void everyOpAgreesWithTheCpu()
    {
        QFETCH(bool, libraries);
        QFETCH(int, dtype);
        QFETCH(int, layout);
        const auto gpu = makeCudaBackend(0, {.libraries = libraries});
        QStringList mistakes, declined;
        int compared = 0;
        for (const OpSample& sample : opSamples(DType(dtype))) {
            const QString name = QString::fromStdString(sample.name);
            if (sample.op->isView)
                continue;
            try {
                const auto expected = reference(sample);
                std::vector<TestTensor> in = sample.in;
                for (size_t k = 0; k < in.size(); ++k) {
                    if (in[k].info.shape.rank() >= 3 && !isFilter(sample, k))
                        in[k].info.layout = Layout(layout);
                }
                std::vector<Layout> results;
                for (const TestTensor& tensor : expected)
                    results.push_back(tensor.info.shape.rank() >= 3 && sample.op != &convFilterGradientOp
                                          ? Layout(layout)
                                          : Layout::rowMajor);
                std::vector<TestTensor> found, again;
                try {
                    found = runNode(*gpu, *sample.op, sample.attrs, in, results);
                } catch (const std::runtime_error& error) {
                    if (!QString(error.what()).contains("declines"))
                        throw;
                    if (layout == int(Layout::channelsLast)) { // the layout pass makes it row-major
                        declined << name;
                        continue;
                    }
                    found = runDecomposed(*gpu, *sample.op, sample.attrs, in);
                    again = found;
                }
                if (again.empty())
                    again = runNode(*gpu, *sample.op, sample.attrs, in, results);
                for (size_t k = 0; k < found.size(); ++k) {
                    if (toMemory(found[k]) != toMemory(again[k]))
                        mistakes << name + ": two launches differ";
                    const std::string text = difference(found[k], expected[k], sample.terms);
                    if (!text.empty())
                        mistakes << name + ": " + QString::fromStdString(text);
                }
                ++compared;
            } catch (const std::exception& error) {
                mistakes << name + ": " + error.what();
                if (QString(error.what()).contains("cannot use it any more"))
                    break;
            }
        }
        qInfo("%d samples compared, %d declined: %s", compared, int(declined.size()),
              qPrintable(declined.join(", ").left(400)));
        QVERIFY2(mistakes.isEmpty(),
                 qPrintable(QString("%1 mistakes\n").arg(mistakes.size()) + mistakes.mid(0, 40).join('\n')));
        QVERIFY(compared > 100);
    }

    // Sizes that fill the device: tails, several parts of a sum, wide rows and tall columns.
    void largeReductionsAgree_data()
    {
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QList<int>>("axes");
        QTest::newRow("all") << QList<int> {1000003} << QList<int> {0};
        QTest::newRow("rows") << QList<int> {300, 4099} << QList<int> {1};
        QTest::newRow("columns") << QList<int> {4099, 300} << QList<int> {0};
        QTest::newRow("few columns") << QList<int> {100003, 10} << QList<int> {0};
        QTest::newRow("channels") << QList<int> {64, 33, 31, 29} << QList<int> {0, 2, 3};
        QTest::newRow("short rows") << QList<int> {70001, 10} << QList<int> {1};
        QTest::newRow("middle") << QList<int> {50, 70, 90} << QList<int> {1};
        QTest::newRow("columns of each sample") << QList<int> {64, 203, 96} << QList<int> {1};
        QTest::newRow("columns of few samples") << QList<int> {3, 4099, 64} << QList<int> {1};
        QTest::newRow("columns of axes between") << QList<int> {5, 31, 33, 72} << QList<int> {1, 2};
    }
    void largeReductionsAgree()
    {
        QFETCH(QList<int>, shape);
        QFETCH(QList<int>, axes);
        const auto gpu = makeCudaBackend(0);
        Shape size, over;
        for (const int one : shape)
            size.push_back(one);
        int64_t terms = 1;
        for (const int one : axes) {
            over.push_back(one);
            terms *= shape[one];
        }
        for (const Op* op : {&sumOp, &maxOp}) {
            const TestTensor x = randomTensor({.shape = size}, 7);
            const auto expected = runNode(*m_cpu, *op, ReduceAttrs {over}, inDouble({x}));
            const auto found = runNode(*gpu, *op, ReduceAttrs {over}, {{x}});
            const std::string text = difference(found[0], expected[0], terms);
            QVERIFY2(text.empty(), text.c_str());
        }
    }

    void largeFusedOpsAgree()
    {
        const auto gpu = makeCudaBackend(0, {.libraries = false});
        QStringList mistakes;
        for (const OpSample& sample : fusedSamples()) {
            const auto expected = reference(sample);
            for (const Layout layout : {Layout::rowMajor, Layout::channelsLast}) {
                std::vector<TestTensor> in = sample.in;
                const bool isSpatial = (sample.op == &normOp || sample.op == &normGradientOp)
                    && in[0].info.shape.rank() == 4 && std::get<NormAttrs>(sample.attrs).axes.rank() == 3;
                if (layout == Layout::channelsLast && !isSpatial)
                    continue;
                for (TestTensor& tensor : in)
                    tensor.info.layout = layout;
                const std::vector<Layout> layouts(expected.size(), layout);
                const auto found = runNode(*gpu, *sample.op, sample.attrs, in, layouts);
                const auto again = runNode(*gpu, *sample.op, sample.attrs, in, layouts);
                for (size_t k = 0; k < found.size(); ++k) {
                    const std::string text = difference(found[k], expected[k], sample.terms);
                    if (!text.empty())
                        mistakes << QString::fromStdString(sample.name + ": " + text);
                    if (toMemory(found[k]) != toMemory(again[k]))
                        mistakes << QString::fromStdString(sample.name + ": two launches differ");
                }
            }
        }
        QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join('\n')));
    }

    void largeProductsAndCopiesAgree()
    {
        for (const bool libraries : {false, true}) {
            const auto gpu = makeCudaBackend(0, {.libraries = libraries});
            const TestTensor a = randomTensor({.shape = {3, 129, 515}}, 1),
                             b = randomTensor({.shape = {3, 515, 77}}, 2);
            const auto product = runNode(*gpu, matmulOp, MatmulAttrs {}, {{a, b}});
            const auto expected = runNode(*m_cpu, matmulOp, MatmulAttrs {}, inDouble({a, b}));
            std::string text = difference(product[0], expected[0], 515);
            QVERIFY2(text.empty(), text.c_str());
            const auto turned = runNode(*gpu, permuteOp, PermuteAttrs {{2, 0, 1}}, {{a}});
            const auto asOnCpu = runNode(*m_cpu, permuteOp, PermuteAttrs {{2, 0, 1}}, {{a}});
            text = difference(turned[0], asOnCpu[0]);
            QVERIFY2(text.empty(), text.c_str());
        }
    }

    void recordingsReplay()
    {
        const auto gpu = makeCudaBackend(0);
        const auto memory = gpu->allocate(4 * 1000);
        const std::vector<float> ones(1000, 1);
        gpu->upload(memory->data(), std::as_bytes(std::span(ones)));
        Program program;
        Builder builder(program);
        const Value x = builder.input("x", {1000}, DType::f32);
        apply(ScalarFunction::add, {x, x});
        const auto kernel = gpu->prepare(program.nodes.back(), program);
        QVERIFY(kernel != nullptr && kernel->mayOverwrite(0));
        std::byte* place = memory->data();
        const auto recording = gpu->record([&] { kernel->launch({{place, place}}, {{place}}, nullptr); });
        for (int i = 0; i < 4; ++i)
            recording->run();
        std::vector<float> found(1000);
        gpu->download(std::as_writable_bytes(std::span(found)), memory->data());
        QCOMPARE(found, std::vector<float>(1000, 32)); // once as it was recorded, and four times
    }

    // After memory has run out the device is usable at once, and nothing is lost of it.
    void fiftyTimesOutOfMemoryLeakNothing()
    {
        size_t before = 0;
        QElapsedTimer timer;
        for (int i = 0; i < 51; ++i) {
            const auto gpu = makeCudaBackend(0);
            const auto memory = gpu->allocate(size_t(1) << 30);
            QVERIFY_EXCEPTION_THROWN(gpu->allocate(size_t(1) << 42), Error);
            const TestTensor x = randomTensor({.shape = {1000}}, 3);
            const auto y = runNode(*gpu, scalarOp(ScalarFunction::negate), {}, {{x}});
            QCOMPARE(y[0].numbers[7], -x.numbers[7]);
            size_t free = 0, total = 0;
            QCOMPARE(cuda::cudaApi()->driver.cuMemGetInfo(&free, &total), CUDA_SUCCESS);
            if (i == 0) {
                before = free;
                timer.start();
            }
            QVERIFY2(before <= free + (size_t(1) << 20), qPrintable(QString("%1 bytes less").arg(before - free)));
        }
        qInfo("%lld ms for a backend", timer.elapsed() / 50);
    }

private:
    std::unique_ptr<Backend> m_cpu;
};

QTEST_GUILESS_MAIN(TestCudaParity)
#include "tst_cuda_parity.moc"
