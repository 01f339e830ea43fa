#include "engine/backends/cuda/cuda_backend.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/forwarding_backend.h"
#include "tests/support/sequence_samples.h"

#include <QTest>

#include <algorithm>

// The kernels of sequences that run on tensor cores, against the CPU's plain loops in f64; results are poisoned first.
// Runs where there is a GPU of compute capability 9.0 or later.

using namespace weft;

namespace {

// Products may be rounded to TF32, or to the type of the first operand, and one family of kernels takes the node, or
// nobody does.
class TensorCores final : public NodeByNode {
public:
    TensorCores(Backend& gpu, cuda::Prepare family)
        : NodeByNode(gpu)
        , m_device(*cuda::cudaApi(), 0)
        , m_prepare(family)
    {
    }
    void upload(std::byte* to, std::span<const std::byte> host) override
    {
        device().upload(to, host);
        device().wait(); // it has a stream of its own
    }
    void wait() override { m_device.wait(); }
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        Program rounded = program;
        const DType type = program.values[size_t(program.nodes.back().in[0])].dtype;
        rounded.products = type == DType::f16 ? Products::f16 : type == DType::bf16 ? Products::bf16 : Products::tf32;
        m_device.makeCurrent();
        return m_prepare(node, rounded, m_device);
    }
    int sm() const { return m_device.sm(); }

private:
    cuda::Device m_device;
    cuda::Prepare m_prepare;
};

// Queries, keys, values, results and their gradients in that type; what is computed of a query's sum stays f32.
OpSample inType(OpSample sample, DType dtype)
{
    for (size_t i = 0; i < sample.in.size(); ++i) {
        const bool isLogarithm =
            (sample.op == &attentionGradientOp && i == 4) || (sample.op == &selfAttentionGradientOp && i == 2);
        if (isLogarithm)
            continue;
        sample.in[i].info.dtype = dtype;
        sample.in[i] = fromMemory(sample.in[i].info, toMemory(sample.in[i]));
    }
    sample.name += std::string(", ") + std::string(name(dtype));
    return sample;
}

} // namespace

class TestCudaSequences : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        std::string whyNot;
        if (cudaDevices(&whyNot).empty())
            QSKIP(whyNot.empty() ? "This machine has no GPU that CUDA can use." : whyNot.c_str());
        m_gpu = makeCudaBackend(0);
        m_lstms = std::make_unique<TensorCores>(*m_gpu, &cuda::prepareClusterLstm);
        m_attention = std::make_unique<TensorCores>(*m_gpu, &cuda::prepareFlashAttention);
        if (m_lstms->sm() < 90)
            QSKIP("This GPU has no clusters.");
        m_cpu = makeCpuBackend({.oneDnn = false});
    }

    void agreesWithTheReference_data()
    {
        QTest::addColumn<int>("index");
        m_samples = lstmSamples();
        for (const OpSample& sample : attentionSamples()) {
            m_samples.push_back(sample);
            const Shape& q = sample.in[0].info.shape;
            for (const DType dtype : {DType::bf16, DType::f16}) {
                if (q[-1] % 16 == 0 && sample.in.back().info.shape[-1] % 16 == 0)
                    m_samples.push_back(inType(sample, dtype));
            }
        }
        for (size_t i = 0; i < m_samples.size(); ++i)
            QTest::newRow(m_samples[i].name.c_str()) << int(i);
    }
    void agreesWithTheReference()
    {
        QFETCH(int, index);
        const OpSample& sample = m_samples[size_t(index)];
        std::vector<TestTensor> reference = sample.in;
        for (TestTensor& tensor : reference)
            tensor.info.dtype = DType::f64;
        const bool isLstm = sample.op == &lstmOp || sample.op == &lstmGradientOp;
        const auto expected = isLstm ? runNode(*m_cpu, *sample.op, sample.attrs, reference)
                                     : runDecomposed(*m_cpu, *sample.op, sample.attrs, reference);
        TensorCores& gpu = isLstm ? *m_lstms : *m_attention;
        const auto run = [&] { return runNode(gpu, *sample.op, sample.attrs, sample.in); };
        const auto found = run(), again = run();
        for (size_t k = 0; k < found.size(); ++k) {
            const double far = distance(found[k], expected[k]);
            const DType type = sample.in[0].info.dtype;
            QVERIFY2(far < (type == DType::bf16      ? 1e-2
                                : type == DType::f16 ? 2e-3
                                                     : 1e-3),
                     qPrintable(QString("result %1: %2").arg(k).arg(far))); // NaN neither
            QVERIFY2(toMemory(found[k]) == toMemory(again[k]), "two launches differ");
        }
    }

    void recordingsOfClustersReplay()
    {
        const OpSample sample = lstmSamples().front();
        Program program;
        Builder builder(program);
        Values in;
        for (const TestTensor& tensor : sample.in)
            in.push_back(builder.input("in" + std::to_string(in.size()), tensor.info.shape, tensor.info.dtype));
        const Values out = builder.add(*sample.op, sample.attrs, in);
        program.products = Products::tf32;
        const auto kernel = m_gpu->prepare(program.nodes.back(), program);
        QVERIFY(kernel != nullptr);
        std::vector<std::unique_ptr<Memory>> memory;
        std::vector<std::byte*> inputs, outputs;
        for (const TestTensor& tensor : sample.in) {
            memory.push_back(m_gpu->allocate(tensor.info.bytes()));
            m_gpu->upload(memory.back()->data(), toMemory(tensor));
            inputs.push_back(memory.back()->data());
        }
        for (const Value& value : out) {
            memory.push_back(m_gpu->allocate(program.values[size_t(value.id)].bytes()));
            outputs.push_back(memory.back()->data());
        }
        const auto workspace = m_gpu->allocate(std::max<size_t>(1, kernel->workspaceBytes()));
        const auto recording = m_gpu->record([&] { kernel->launch(inputs, outputs, workspace->data()); });
        const ValueInfo& info = program.values[size_t(out[0].id)];
        std::vector<std::byte> first(info.bytes()), later(info.bytes());
        m_gpu->download(first, outputs[0]);
        for (int i = 0; i < 3; ++i) {
            m_gpu->upload(outputs[0], std::vector<std::byte>(info.bytes(), std::byte(0xff)));
            recording->run();
        }
        m_gpu->download(later, outputs[0]);
        QVERIFY(first == later);
    }

private:
    std::unique_ptr<Backend> m_gpu, m_cpu;
    std::unique_ptr<TensorCores> m_lstms, m_attention;
    std::vector<OpSample> m_samples;
};

QTEST_GUILESS_MAIN(TestCudaSequences)
#include "tst_cuda_sequences.moc"
