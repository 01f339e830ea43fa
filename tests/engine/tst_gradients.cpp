#include "engine/backends/cpu/cpu_backend.h"
#include "engine/compiler/gradients.h"
#include "engine/compiler/passes.h"
#include "engine/ir/ops/ops.h"
#include "engine/runtime/executable.h"
#include "tests/support/op_samples.h"

#include <QTest>

#include <set>

using namespace weft;

namespace {

// Through these nothing flows, or nobody asks for their gradient: gradients themselves, and chains, which are made
// after differentiation.
const std::set<std::string_view> flat = {"constant",
                                         "iota",
                                         "argmax",
                                         "random",
                                         "sign",
                                         "floor",
                                         "is_finite",
                                         "equal",
                                         "less",
                                         "less_equal",
                                         "stop_gradient",
                                         "chain",
                                         "chains",
                                         "max_pool_gradient",
                                         "softmax_gradient",
                                         "norm_gradient",
                                         "softmax_cross_entropy_gradient",
                                         "attention_gradient",
                                         "self_attention_gradient",
                                         "lstm_gradient"};

// loss = Σ over the differentiable results r of Σ w·r with random w, and its gradient for every real operand.
class LossOf {
public:
    explicit LossOf(const OpSample& sample)
        : m_states(*m_backend, 1)
    {
        Program program;
        Builder builder(program);
        Values in;
        Values real;
        for (size_t i = 0; i < sample.in.size(); ++i) {
            const ValueInfo& info = sample.in[i].info;
            in.push_back(builder.input("x" + std::to_string(i), info.shape, info.dtype));
            if (info.dtype == DType::f64) {
                real.push_back(in.back());
                operands.push_back(i);
            }
        }
        const Values out = builder.add(*sample.op, sample.attrs, in);
        Value loss = constant(builder, 0, DType::f64);
        const bool isOne = sample.op == &normOp || sample.op == &attentionOp || sample.op == &selfAttentionOp;
        const size_t results = isOne ? 1 : sample.op == &lstmOp ? 2 : out.size();
        for (size_t i = 0; i < results; ++i) {
            if (out[i].dtype() != DType::f64)
                continue; // whole numbers have no slope
            const Value weight = builder.input("w" + std::to_string(m_weights.size()), out[i].shape(), out[i].dtype());
            m_weights.push_back(randomTensor(weight.info(), uint32_t(77 + i)));
            loss = loss + sum(out[i] * weight);
        }
        builder.output("loss", loss);
        const Values found = gradients(builder, loss, real);
        for (size_t i = 0; i < found.size(); ++i) {
            flows.push_back(found[i].valid());
            if (found[i].valid())
                builder.output("d" + std::to_string(i), found[i]);
        }
        optimize(program, *m_backend);
        m_executable = std::make_unique<Executable>(std::move(program), m_states);
        for (size_t i = 0; i < m_weights.size(); ++i) {
            if (const auto input = m_executable->findInput("w" + std::to_string(i)))
                m_executable->write(*input, toMemory(m_weights[i]));
        }
    }

    double at(const std::vector<TestTensor>& in)
    {
        for (size_t i = 0; i < in.size(); ++i)
            m_executable->write(*m_executable->findInput("x" + std::to_string(i)), toMemory(in[i]));
        m_executable->run();
        double loss = 0;
        m_executable->read(*m_executable->findOutput("loss"), std::as_writable_bytes(std::span(&loss, 1)));
        return loss;
    }

    TestTensor gradient(size_t operand) // after at()
    {
        const int output = *m_executable->findOutput("d" + std::to_string(operand));
        std::vector<std::byte> bytes(m_executable->outputInfo(output).bytes());
        m_executable->read(output, bytes);
        return fromMemory(m_executable->outputInfo(output), bytes);
    }

    std::vector<size_t> operands; // the real ones
    std::vector<bool> flows; // whether a gradient reaches each of them

private:
    std::unique_ptr<Backend> m_backend = makeCpuBackend({.oneDnn = false});
    States m_states;
    std::vector<TestTensor> m_weights;
    std::unique_ptr<Executable> m_executable;
};

} // namespace

class TestGradients : public QObject {
    Q_OBJECT
private slots:
    void everyOpHasASample()
    {
        std::set<const Op*> seen;
        for (const OpSample& sample : opSamples(DType::f64))
            seen.insert(sample.op);
        for (const Op* op : allOps())
            QVERIFY2(seen.contains(op), op->name.data());
    }
    void everyOpHasAGradientOrIsKnownToBeFlat()
    {
        for (const Op* op : allOps())
            QVERIFY2(op->grad != nullptr || flat.contains(op->name), op->name.data());
    }
    void gradientsAgreeWithFiniteDifferences_data()
    {
        QTest::addColumn<int>("index");
        const std::vector<OpSample> samples = opSamples(DType::f64);
        for (int i = 0; i < int(samples.size()); ++i) {
            if (!flat.contains(samples[size_t(i)].op->name))
                QTest::addRow("%s #%d", samples[size_t(i)].name.c_str(), i) << i;
        }
    }
    void gradientsAgreeWithFiniteDifferences()
    {
        QFETCH(int, index);
        const OpSample sample = opSamples(DType::f64)[size_t(index)];
        LossOf loss(sample);
        std::vector<TestTensor> in = sample.in;
        loss.at(in);
        std::vector<TestTensor> found;
        for (size_t k = 0; k < loss.operands.size(); ++k)
            found.push_back(loss.flows[k] ? loss.gradient(k) : TestTensor());
        int compared = 0;
        for (size_t k = 0; k < loss.operands.size(); ++k) {
            std::vector<double>& numbers = in[loss.operands[k]].numbers;
            const size_t stride = 1 + numbers.size() / 40; // of large operands, every so many
            for (size_t i = 0; i < numbers.size(); i += stride) {
                const double before = numbers[i];
                const double step = 1e-5;
                numbers[i] = before + step;
                const double above = loss.at(in);
                numbers[i] = before - step;
                const double below = loss.at(in);
                numbers[i] = before;
                const double expected = (above - below) / (2 * step);
                const double gradient = loss.flows[k] ? found[k].numbers[i] : 0;
                const double error = std::abs(gradient - expected);
                QVERIFY2(error <= 1e-6 + 1e-5 * std::abs(expected),
                         qPrintable(QString("operand %1, element %2: %3, differences say %4")
                                        .arg(loss.operands[k])
                                        .arg(i)
                                        .arg(gradient)
                                        .arg(expected)));
                ++compared;
            }
        }
        const bool isEmpty = std::ranges::all_of(sample.in, [](const TestTensor& one) { return one.numbers.empty(); });
        QVERIFY(compared > 0 || isEmpty || loss.operands.empty());
    }
    void aWrongSignWouldBeSeen() // the comparison above can fail
    {
        Program program;
        Builder builder(program);
        const Value x = builder.input("x", {3}, DType::f64);
        const Value loss = sum(square(x));
        const Value right = gradients(builder, loss, {{x}})[0];
        builder.output("wrong", -right);
        builder.output("right", right);
        const auto backend = makeCpuBackend({.oneDnn = false});
        States states(*backend, 1);
        optimize(program, *backend);
        Executable executable(std::move(program), states);
        const double at[3] = {1, -2, 0.5};
        executable.write(0, std::as_bytes(std::span(at)));
        executable.run();
        double right3[3], wrong3[3];
        executable.read(*executable.findOutput("right"), std::as_writable_bytes(std::span(right3)));
        executable.read(*executable.findOutput("wrong"), std::as_writable_bytes(std::span(wrong3)));
        QCOMPARE(right3[1], -4.0);
        QVERIFY(std::abs(wrong3[1] - right3[1]) > 1e-6 + 1e-5 * 4);
    }
};

QTEST_APPLESS_MAIN(TestGradients)
#include "tst_gradients.moc"
