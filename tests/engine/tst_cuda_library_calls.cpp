#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/backends/cuda/cudnn/convolution.h"
#include "engine/backends/cuda/cudnn/plan_choice.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/fake_cuda_libraries.h"
#include "tests/support/op_samples.h"
#include "tests/support/rounding_backend.h"
#include "tests/support/tolerances.h"

#include <QDir>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

// How cuBLASLt and cuDNN are asked, without a GPU: libraries that read each description and compute what it says.

using namespace weft;

namespace {

bool isConv(const Op* op)
{
    return op == &convOp || op == &convInputGradientOp || op == &convFilterGradientOp;
}

std::vector<TestTensor> reference(const OpSample& sample)
{
    std::vector<TestTensor> in = sample.in;
    for (TestTensor& tensor : in)
        tensor.info.dtype = DType::f64;
    return runNode(*makeCpuBackend({.oneDnn = false}), *sample.op, sample.attrs, in);
}

const OpSample& sampleOf(const std::vector<OpSample>& samples, const std::string& name)
{
    return *std::ranges::find(samples, name, &OpSample::name);
}

} // namespace

class TestCudaLibraryCalls : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (cuda::nvrtcApi() == nullptr)
            QSKIP("NVRTC, the compiler for GPUs, is not on this machine.");
        QVERIFY(m_cache.isValid());
        qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
    }

    void productsAndConvolutionsAreDescribedAsTheyAre_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("channelsLast");
        for (const DType dtype : {DType::f32, DType::f64}) {
            for (OpSample& sample : opSamples(dtype)) {
                if (!isConv(sample.op) && sample.op != &matmulOp)
                    continue;
                const auto* how = std::get_if<ConvAttrs>(&sample.attrs);
                if (how != nullptr && how->padLow != how->padHigh)
                    continue; // written out by a kernel of ours, which nothing runs here
                for (const bool last : {false, true}) {
                    if (last && !isConv(sample.op))
                        continue;
                    QTest::newRow(
                        (sample.name + " " + std::string(name(dtype)) + (last ? ", channels last" : "")).c_str())
                        << int(m_samples.size()) << last;
                    m_samples.push_back(sample);
                }
            }
        }
    }
    void productsAndConvolutionsAreDescribedAsTheyAre()
    {
        QFETCH(int, index);
        QFETCH(bool, channelsLast);
        const FakeCudaLibraries fake;
        OpSample sample = m_samples[size_t(index)];
        const auto expected = reference(sample);
        const Layout layout = channelsLast ? Layout::channelsLast : Layout::rowMajor;
        for (TestTensor& tensor : sample.in)
            tensor.info.layout = layout;
        {
            const auto backend = makeCudaBackend(0);
            const auto found =
                runNode(*backend, *sample.op, sample.attrs, sample.in, std::vector<Layout>(expected.size(), layout));
            QCOMPARE(difference(found[0], expected[0], sample.terms), std::string());
        }
        QCOMPARE(fake.descriptions(), 0);
    }

    void onlyExactAndDeterministicEnginesComputeInF32()
    {
        const std::vector<OpSample> samples = opSamples(DType::f32);
        const OpSample& conv = sampleOf(samples, "conv/same");
        const OpSample& product = sampleOf(samples, "matmul/AB 5×7×3");
        const FakeCudaLibraries fake;
        const auto backend = makeCudaBackend(0);
        for (const Products products : {Products::exact, Products::tf32}) {
            const auto run = [&](const OpSample& sample) {
                Program program;
                Builder builder(program);
                Values in;
                for (const TestTensor& tensor : sample.in)
                    in.push_back(builder.input(std::to_string(in.size()), tensor.info.shape, tensor.info.dtype));
                const Value out = builder.add(*sample.op, sample.attrs, in)[0];
                program.products = products;
                const auto kernel = backend->prepare(program.nodes[0], program);
                std::vector<std::unique_ptr<Memory>> memory;
                std::vector<std::byte*> places;
                for (const TestTensor& tensor : sample.in) {
                    memory.push_back(backend->allocate(tensor.info.bytes()));
                    places.push_back(memory.back()->data());
                }
                const auto result = backend->allocate(out.info().bytes());
                std::byte* const to[] = {result->data()};
                const auto workspace = backend->allocate(std::max<size_t>(1, kernel->workspaceBytes()));
                kernel->launch(places, to, workspace->data());
            };
            run(conv);
            QCOMPARE(fake.lastEngine(), products == Products::exact ? 5 : 0);
            run(product);
            QCOMPARE(fake.lastProductWasTf32(), products == Products::tf32);
        }
    }

    void anEngineThatComputesNonsenseIsFoundOut_data()
    {
        QTest::addColumn<QSet<int>>("broken");
        QTest::addColumn<int>("trusted");
        QTest::addColumn<bool>("measures");
        QTest::newRow("none") << QSet<int> {} << 0 << false;
        QTest::newRow("the first") << QSet<int> {0} << 5 << false;
        QTest::newRow("the second") << QSet<int> {5} << 0 << false;
        QTest::newRow("all") << QSet<int> {0, 5, 7} << -1 << false;
        QTest::newRow("all, measured") << QSet<int> {0, 5, 7} << -1 << true;
        QTest::newRow("the first, measured") << QSet<int> {0} << 5 << true;
        QTest::newRow("the second, measured") << QSet<int> {5} << 0 << true;
    }
    void anEngineThatComputesNonsenseIsFoundOut()
    {
        QFETCH(QSet<int>, broken);
        QFETCH(int, trusted);
        QFETCH(bool, measures);
        QTemporaryDir folder;
        qputenv("XDG_CACHE_HOME", folder.path().toUtf8());
        const std::vector<OpSample> samples = opSamples(DType::f32);
        const OpSample& sample = sampleOf(samples, "conv_filter_gradient/same");
        Program program;
        Builder builder(program);
        Values in;
        for (const TestTensor& tensor : sample.in)
            in.push_back(builder.input(std::to_string(in.size()), tensor.info.shape, tensor.info.dtype));
        builder.add(*sample.op, sample.attrs, in);
        for (const bool isKept : {false, true}) { // the second time nothing is tried
            FakeCudaLibraries fake;
            for (const int engine : broken)
                fake.breakEngine(engine);
            cuda::Device device(*cuda::cudaApi(), 0);
            const cuda::Convolution convolution = cuda::readConvolution(program.nodes[0], program);
            cuda::PlanChoices choices;
            choices.measure(measures);
            const auto plan = choices.choose(device, convolution.text(), {.exact = false},
                                             [&] { return cuda::describe(device, convolution); });
            QCOMPARE(plan ? plan->engine() : "none",
                     trusted < 0 ? std::string("none") : "engine " + std::to_string(trusted));
            QCOMPARE(fake.runs() > 0, !isKept || trusted < 0); // where none is trusted, they are tried again
        }
    }

    void pinnedPlansAreTakenAgain()
    {
        const std::vector<OpSample> samples = opSamples(DType::f32);
        const OpSample &conv = sampleOf(samples, "conv/same"), &product = sampleOf(samples, "matmul/AB 5×7×3");
        const auto engineOf = [&](Backend& backend, const FakeCudaLibraries& fake) {
            RoundingBackend rounding(backend);
            runNode(rounding, *conv.op, conv.attrs, conv.in);
            return fake.lastEngine();
        };
        QTemporaryDir folders[3]; // nobody finds what the others have kept
        Choices choices;
        {
            qputenv("XDG_CACHE_HOME", folders[0].path().toUtf8());
            FakeCudaLibraries fake;
            fake.breakEngine(0);
            const auto backend = makeCudaBackend(0);
            QCOMPARE(engineOf(*backend, fake), 5);
            runNode(*backend, *product.op, product.attrs, product.in);
            choices = backend->choices();
            QCOMPARE(choices.size(), size_t(2));
        }
        for (const bool isPinned : {false, true}) {
            qputenv("XDG_CACHE_HOME", folders[isPinned ? 1 : 2].path().toUtf8());
            const FakeCudaLibraries fake;
            const auto backend = makeCudaBackend(0);
            if (isPinned)
                backend->pin(choices);
            QCOMPARE(engineOf(*backend, fake), isPinned ? 5 : 0);
            const auto found = runNode(*backend, *product.op, product.attrs, product.in);
            QCOMPARE(difference(found[0], reference(product)[0], product.terms), std::string());
            QCOMPARE(backend->choices() == choices, isPinned);
        }
        const FakeCudaLibraries fake; // whatever a damaged checkpoint may say
        for (auto& [what, name] : choices)
            name = "engine 3, knobs 1=1";
        const auto backend = makeCudaBackend(0);
        backend->pin(choices);
        QCOMPARE(engineOf(*backend, fake), 0);
        const auto found = runNode(*backend, *product.op, product.attrs, product.in);
        QCOMPARE(difference(found[0], reference(product)[0], product.terms), std::string());
    }

    void measuredPlansAreKeptOnDisk()
    {
        QTemporaryDir folder;
        qputenv("XDG_CACHE_HOME", folder.path().toUtf8());
        const std::vector<OpSample> samples = opSamples(DType::f32);
        const OpSample& sample = sampleOf(samples, "conv/same");
        for (int i = 0; i < 2; ++i) { // the second time without a trial
            const FakeCudaLibraries fake;
            const auto backend = makeCudaBackend(0, {.measurePlans = true});
            const auto found = runNode(*backend, *sample.op, sample.attrs, sample.in);
            QCOMPARE(difference(found[0], reference(sample)[0], sample.terms), std::string());
            QCOMPARE(fake.lastEngine(), 5);
            const OpSample& product = sampleOf(samples, "matmul/ABᵀ 33×20×17");
            QCOMPARE(difference(runNode(*backend, *product.op, product.attrs, product.in)[0], reference(product)[0],
                                product.terms),
                     std::string());
        }
        QVERIFY(!QDir(folder.path() + "/weft/kernels").isEmpty());
    }

    void aProductThatNobodyComputesSaysSo()
    {
        const std::vector<OpSample> samples = opSamples(DType::f32);
        FakeCudaLibraries fake;
        const auto backend = makeCudaBackend(0);
        fake.failProducts(true);
        try {
            const OpSample& sample = sampleOf(samples, "matmul/AB 5×7×3");
            runNode(*backend, *sample.op, sample.attrs, sample.in);
            QFAIL("It must throw.");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("5×7 by 7×3 in f32"), error.what());
        }
    }

private:
    std::vector<OpSample> m_samples;
    QTemporaryDir m_cache;
};

QTEST_GUILESS_MAIN(TestCudaLibraryCalls)
#include "tst_cuda_library_calls.moc"
