#include "engine/backends/cuda/api/cuda_api.h"
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"
#include "engine/train/network/ready_step.h"
#include "tests/support/conv_samples.h"
#include "tests/support/fake_cuda.h"
#include "tests/support/fused_samples.h"
#include "tests/support/op_samples.h"
#include "tests/support/rounding_backend.h"
#include "tests/support/sequence_samples.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

// Every kernel that the CUDA backend makes is compiled for each generation of GPUs; no GPU is needed for that.

using namespace weft;

namespace {

// Prepares the op of a sample (or what it decomposes into) and launches it on the fake, which loads its kernels.
QString mistake(Backend& backend, const OpSample& sample)
{
    try {
        for (const Layout layout : {Layout::rowMajor, Layout::channelsLast}) {
            std::vector<TestTensor> in = sample.in;
            for (TestTensor& tensor : in) {
                if (tensor.info.shape.rank() >= 3)
                    tensor.info.layout = layout;
            }
            Program program;
            Builder builder(program);
            Values operands;
            for (const TestTensor& tensor : in) {
                operands.push_back(
                    builder.input("in" + std::to_string(operands.size()), tensor.info.shape, tensor.info.dtype));
                program.values.back().layout = tensor.info.layout;
            }
            builder.add(*sample.op, sample.attrs, operands);
            if (sample.op->isView)
                return {};
            if (backend.prepare(program.nodes.back(), program) != nullptr)
                runNode(backend, *sample.op, sample.attrs, in);
            else if (sample.op->decompose != nullptr || layout == Layout::rowMajor) // else the layout pass copies
                runDecomposed(backend, *sample.op, sample.attrs, in);
        }
    } catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestCudaKernels : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (cuda::nvrtcApi() == nullptr)
            QSKIP("NVRTC, the compiler for GPUs, is not on this machine.");
        QVERIFY(m_cache.isValid());
        qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); // so that everything is compiled
    }

    void everyOpCompiles_data()
    {
        QTest::addColumn<int>("sm");
        for (const int sm : {80, 90, 100})
            QTest::addRow("sm_%d", sm) << sm;
    }
    void everyOpCompiles()
    {
        QFETCH(int, sm);
        FakeCuda fake(sm);
        const auto backend = makeCudaBackend(0);
        QStringList mistakes;
        for (const DType dtype : {DType::f32, DType::f64}) {
            if (dtype == DType::f64 && sm != 90) // the same texts, and the compiler takes its time
                continue;
            std::vector<OpSample> samples = opSamples(dtype);
            if (dtype == DType::f32)
                std::ranges::move(fusedSamples(), std::back_inserter(samples));
            RoundingBackend tf32(*backend);
            for (const OpSample& sample : dtype == DType::f32 ? fewChannelSamples() : std::vector<OpSample>()) {
                try { // on tensor cores
                    const Layout layouts[] = {sample.op == &convFilterGradientOp ? Layout::rowMajor
                                                                                 : Layout::channelsLast};
                    runNode(tf32, *sample.op, sample.attrs, sample.in, layouts);
                } catch (const std::exception& error) {
                    mistakes << QString::fromStdString(sample.name + ": " + error.what());
                }
            }
            for (const OpSample& sample : samples) {
                if (const QString text = mistake(*backend, sample); !text.isEmpty())
                    mistakes << QString::fromStdString(sample.name) + ": " + text;
            }
        }
        QVERIFY2(mistakes.isEmpty(), qPrintable('\n' + mistakes.join('\n')));
        QVERIFY(fake.modules() > 20);
    }

    void kernelsOfSequencesCompileForTensorCores_data()
    {
        QTest::addColumn<int>("sm");
        for (const int sm : {80, 90, 100})
            QTest::addRow("sm_%d", sm) << sm;
    }
    void kernelsOfSequencesCompileForTensorCores()
    {
        QFETCH(int, sm);
        FakeCuda fake(sm);
        cuda::Device device(fake.api(), 0);
        std::vector<OpSample> samples = lstmSamples();
        std::ranges::move(attentionSamples(), std::back_inserter(samples));
        for (const OpSample& sample : samples) {
            const bool isLstm = sample.op == &lstmOp || sample.op == &lstmGradientOp;
            const cuda::Prepare prepare = isLstm ? cuda::prepareClusterLstm : cuda::prepareFlashAttention;
            Program program;
            Builder builder(program);
            Values operands;
            for (const TestTensor& tensor : sample.in)
                operands.push_back(
                    builder.input("in" + std::to_string(operands.size()), tensor.info.shape, tensor.info.dtype));
            builder.add(*sample.op, sample.attrs, operands);
            QVERIFY(prepare(program.nodes.back(), program, device) == nullptr); // f32 is exact
            program.products = Products::tf32;
            const auto kernel = prepare(program.nodes.back(), program, device);
            QCOMPARE(kernel != nullptr, sm >= 90 || !isLstm);
            if (kernel != nullptr) { // launching compiles it
                std::byte anything = {};
                const std::vector<std::byte*> all(sample.in.size() + 3, &anything);
                kernel->launch(all, all, nullptr);
            }
        }
        QVERIFY(fake.modules() > 3);
    }

    void kernelsOfWideImagesCompile_data() { everyOpCompiles_data(); }
    void kernelsOfWideImagesCompile()
    {
        QFETCH(int, sm);
        FakeCuda fake(sm);
        cuda::Device device(fake.api(), 0);
        std::vector<OpSample> samples = wideSamples(DType::bf16);
        std::ranges::move(wideSamples(DType::f16), std::back_inserter(samples));
        for (const OpSample& sample : samples) {
            Program program;
            program.products = sample.in[0].info.dtype == DType::f16 ? Products::f16 : Products::bf16;
            Builder builder(program);
            Values operands;
            for (const TestTensor& tensor : sample.in) {
                operands.push_back(
                    builder.input("in" + std::to_string(operands.size()), tensor.info.shape, tensor.info.dtype));
                program.values.back().layout = tensor.info.layout;
            }
            builder.add(*sample.op, sample.attrs, operands);
            program.values.back().layout = Layout::channelsLast;
            const auto kernel = cuda::prepareConvWarpgroups(program.nodes.back(), program, device);
            QVERIFY2((kernel != nullptr) == (sm == 90), sample.name.c_str()); // its instructions are of one generation
            if (kernel != nullptr) {
                std::byte anything = {};
                const std::vector<std::byte*> all(3, &anything);
                kernel->launch(all, all, &anything);
            }
        }
        QVERIFY(sm != 90 || fake.modules() > 10);
    }

    void gatheringSamplesCompiles_data() { everyOpCompiles_data(); }
    void gatheringSamplesCompiles()
    {
        QFETCH(int, sm);
        FakeCuda fake(sm);
        const auto backend = makeCudaBackend(0);
        const std::vector<std::byte> stored(3 * 6 * 4 * 8), results(3 * 256 * 8);
        for (const auto& [from, to] : std::vector<std::pair<DType, DType>> {{DType::u8, DType::f32},
                                                                            {DType::u8, DType::f64},
                                                                            {DType::u8, DType::i32},
                                                                            {DType::f32, DType::f32},
                                                                            {DType::f64, DType::f64},
                                                                            {DType::i32, DType::i32}}) {
            TableSource source {.changes = {{.flips = true, .probability = 0.5f}, {.fromEdge = true, .x = 2, .y = 2}}};
            source.columns = {{.stored = stored,
                               .from = from,
                               .to = to,
                               .elements = 3 * 6 * 4,
                               .height = 6,
                               .width = 4,
                               .results = results,
                               .run = 24,
                               .changes = {0, 1}}};
            std::string whyNot;
            const auto table = backend->makeTable(source, whyNot);
            QVERIFY2(table != nullptr, whyNot.c_str());
            const int before = fake.launches();
            table->gather(0, nullptr, 1, 1, nullptr, 3);
            QCOMPARE(fake.launches(), before + 1);
        }
        QCOMPARE(fake.modules(), 6);
    }

    // Small programs as one kernel: which there are follows from the sizes.
    void wholeProgramsCompile_data()
    {
        QTest::addColumn<int>("sm");
        QTest::newRow("sm_90") << 90;
        QTest::newRow("sm_100") << 100;
    }
    void wholeProgramsCompile()
    {
        QFETCH(int, sm);
        FakeCuda fake(sm);
        const auto backend = makeCudaBackend(0);
        Project project = spirals();
        for (const auto& [units, batch] : std::vector<std::pair<int64_t, int64_t>> {{16, 32}, {1024, 16}, {64, 256}}) {
            std::get<int64_t>(project.graph.nodes[2].params.at("units")) = units;
            project.training.batchSize = batch;
            project.training.precision = batch == 16 ? "tf32" : "f32";
            States states(*backend, 1);
            ReadyStep step(project, {.kind = StepKind::train, .batch = batch, .guarded = true}, states, {}, 4);
            QCOMPARE(step.stepsAtOnce(), 4);
            const int before = fake.launches();
            step.run(4);
            QCOMPARE(fake.launches() - before, 1);
        }
        States states(*backend, 1);
        ReadyStep pictures(shapes(), {.kind = StepKind::train, .batch = 10}, states);
        const int before = fake.launches();
        pictures.run();
        QVERIFY(fake.launches() - before > 1); // convolutions run node by node
    }

private:
    QTemporaryDir m_cache;
};

QTEST_GUILESS_MAIN(TestCudaKernels)
#include "tst_cuda_kernels.moc"
