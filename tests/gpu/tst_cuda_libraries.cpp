#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cuda/cublaslt/product.h"
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/backends/cuda/cudnn/convolution.h"
#include "engine/backends/cuda/cudnn/plan_choice.h"
#include "engine/backends/cuda/device/memory.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/forwarding_backend.h"
#include "tests/support/op_samples.h"
#include "tests/support/tolerances.h"

#include <QStringList>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdio>

// What cuBLASLt and cuDNN compute, against the plain loops of the CPU in f64: every sample of the ops that they take,
// every plan that cuDNN offers for them, and larger shapes, which other algorithms compute.

using namespace weft;

namespace {

bool isConv(const Op* op)
{
    return op == &convOp || op == &convInputGradientOp || op == &convFilterGradientOp;
}

bool isLibraryOp(const Op* op)
{
    return isConv(op) || op == &matmulOp || op == &lstmOp || op == &lstmGradientOp;
}

// A convolution and its gradients.
std::vector<OpSample> convolutions(const std::string& name, const Shape& x, const Shape& filter, ConvAttrs how)
{
    uint32_t seed = 0;
    const auto tensor = [&](const Shape& shape) { return randomTensor({.shape = shape, .dtype = DType::f32}, ++seed); };
    const std::vector<ValueInfo> infos = {{.shape = x}, {.shape = filter}};
    const Shape y = convOp.infer(how, infos)[0].shape;
    ConvAttrs toInput = how, toFilter = how;
    toInput.result = x;
    toFilter.result = filter;
    const int64_t each = filter.elements() / filter[0];
    return {{"conv/" + name, &convOp, how, {tensor(x), tensor(filter)}, each},
            {"conv_input_gradient/" + name,
             &convInputGradientOp,
             toInput,
             {tensor(y), tensor(filter)},
             each / filter[1] * filter[0]},
            {"conv_filter_gradient/" + name,
             &convFilterGradientOp,
             toFilter,
             {tensor(x), tensor(y)},
             y.elements() / filter[0]}};
}

std::vector<OpSample> largeSamples()
{
    std::vector<OpSample> samples;
    const auto add = [&](std::vector<OpSample> more) { std::ranges::move(more, std::back_inserter(samples)); };
    const Shape one = {1, 1}, zero = {0, 0};
    add(convolutions("32 channels", {6, 32, 20, 20}, {48, 32, 3, 3}, {one, one, one, one}));
    add(convolutions("first layer", {9, 3, 33, 35}, {16, 3, 7, 7}, {{2, 2}, {3, 3}, {3, 3}, one}));
    add(convolutions("pointwise", {5, 64, 14, 14}, {96, 64, 1, 1}, {one, zero, zero, one}));
    add(convolutions("five wide", {17, 6, 14, 14}, {16, 6, 5, 5}, {one, zero, zero, one}));
    add(convolutions("depthwise", {4, 40, 15, 15}, {40, 1, 3, 3}, {{2, 2}, one, one, one, 40}));
    add(convolutions("grouped", {4, 32, 12, 12}, {64, 8, 3, 3}, {one, one, one, one, 4}));
    add(convolutions("transposed", {4, 24, 16, 16}, {32, 24, 2, 2}, {{2, 2}, zero, zero, one}));
    add(convolutions("line", {7, 16, 101}, {24, 16, 9}, {{1}, {8}, {8}, {2}}));
    add(convolutions("plain line", {5, 16, 90}, {24, 16, 5}, {{2}, {2}, {2}, {1}}));
    uint32_t seed = 100;
    const auto matrix = [&](const Shape& shape) { return randomTensor({.shape = shape, .dtype = DType::f32}, ++seed); };
    for (const bool ta : {false, true}) {
        for (const bool tb : {false, true}) {
            const auto product = [&](int64_t m, int64_t k, int64_t n, int64_t batch) {
                Shape a = ta ? Shape {k, m} : Shape {m, k}, b = tb ? Shape {n, k} : Shape {k, n};
                if (batch > 0) {
                    a.insert(0, batch);
                    b.insert(0, batch);
                }
                samples.push_back({std::string("matmul/") + (ta ? "Aᵀ" : "A") + (tb ? "Bᵀ" : "B") + " "
                                       + std::to_string(m) + "×" + std::to_string(k) + "×" + std::to_string(n),
                                   &matmulOp,
                                   MatmulAttrs {ta, tb},
                                   {matrix(a), matrix(b)},
                                   k});
            };
            product(64, 784, 128, 0);
            product(16, 128, 10, 0);
            product(301, 257, 129, 0);
            product(10, 1500, 84, 0);
            product(64, 32, 64, 12);
        }
    }
    const int64_t n = 24, length = 9, units = 96;
    samples.push_back(
        {"lstm/large",
         &lstmOp,
         {},
         {matrix({n, length, 4 * units}), matrix({units, 4 * units}), matrix({n, units}), matrix({n, units})},
         units * length});
    return samples;
}

enum Lies { rowMajor, channelsLast, mixed }; // mixed: the filter row-major, all else channels-last

const char* nameOf(Lies lies)
{
    return lies == rowMajor ? "" : lies == channelsLast ? ", channels last" : ", channels last but the filter";
}

struct Case {
    OpSample sample;
    std::vector<Layout> results;
    std::vector<TestTensor> expected;
};

Layout layoutOf(const OpSample& sample, bool isFilter, const Shape& shape, Lies lies)
{
    const bool last = lies == channelsLast || (lies == mixed && !isFilter);
    return last && shape.rank() >= 3 && isConv(sample.op) ? Layout::channelsLast : Layout::rowMajor;
}

Case caseOf(const OpSample& sample, Lies lies)
{
    Case c = {sample, {}, {}};
    std::vector<TestTensor> reference = sample.in;
    for (TestTensor& tensor : reference) {
        if (isFloat(tensor.info.dtype))
            tensor.info.dtype = DType::f64;
    }
    c.expected = runNode(*makeCpuBackend({.oneDnn = false}), *sample.op, sample.attrs, reference);
    for (size_t k = 0; k < c.sample.in.size(); ++k) {
        ValueInfo& info = c.sample.in[k].info;
        info.layout = layoutOf(sample, k == 1 && sample.op != &convFilterGradientOp, info.shape, lies);
    }
    for (const TestTensor& result : c.expected)
        c.results.push_back(layoutOf(sample, sample.op == &convFilterGradientOp, result.info.shape, lies));
    return c;
}

// ‖found − expected‖ / ‖expected‖
double distance(const TestTensor& found, const TestTensor& expected)
{
    double difference = 0, norm = 0;
    for (size_t i = 0; i < found.numbers.size(); ++i) {
        difference += std::pow(found.numbers[i] - expected.numbers[i], 2);
        norm += std::pow(expected.numbers[i], 2);
    }
    return norm == 0 ? std::sqrt(difference) : std::sqrt(difference / norm);
}

// Where many numbers are added up, single elements may lose any share of themselves: there all are judged together.
std::string mistake(const Case& c, const TestTensor& found, const TestTensor& expected)
{
    if (c.sample.terms < 250)
        return difference(found, expected, c.sample.terms);
    const double far = distance(found, expected);
    return far < (found.info.dtype == DType::f64 ? 1e-13 : 3e-6) ? "" : "too far: " + std::to_string(far);
}

// Runs one plan of cuDNN after the other, on a GPU of its own.
class OnePlan final : public NodeByNode {
public:
    explicit OnePlan(Backend& gpu)
        : NodeByNode(gpu)
        , m_device(*cuda::cudaApi(), 0)
    {
    }
    std::vector<std::shared_ptr<const cuda::Plan>> plans(const Case& c, cuda::Numerics numerics)
    {
        Program program;
        Builder builder(program);
        Values in;
        for (const TestTensor& tensor : c.sample.in) {
            in.push_back(builder.input("in" + std::to_string(in.size()), tensor.info.shape, tensor.info.dtype));
            program.values.back().layout = tensor.info.layout;
        }
        const Value out = builder.add(*c.sample.op, c.sample.attrs, in)[0];
        program.values[size_t(out.id)].layout = c.results[0];
        if (!numerics.exact)
            program.products = Products::tf32;
        const cuda::Convolution convolution = cuda::readConvolution(program.nodes.back(), program);
        m_kind = convolution.kind;
        if (!numerics.exact && convolution.numerics.exact && c.sample.in[0].info.dtype == DType::f32)
            return {}; // nor for that
        if (convolution.padLow != convolution.padHigh)
            return {}; // Weft does not ask for that: conv.cpp
        m_numerics = numerics;
        m_text = convolution.text();
        try {
            m_graph = cuda::describe(m_device, convolution);
            return cuda::plansFor(m_graph, numerics, 1000);
        } catch (const cuda::NotSupported&) {
            return {};
        }
    }
    // What a program would take of the last plans(); nullptr: none.
    std::shared_ptr<const cuda::Plan> chosen(bool measures)
    {
        cuda::PlanChoices choices;
        choices.measure(measures);
        return choices.choose(m_graph->device(), m_text, m_numerics, [this] { return m_graph; });
    }
    void use(std::shared_ptr<const cuda::Plan> plan) { m_plan = std::move(plan); }

    void upload(std::byte* to, std::span<const std::byte> host) override
    {
        device().upload(to, host);
        device().wait(); // it has a stream of its own
    }
    void wait() override { m_device.wait(); }
    std::unique_ptr<Kernel> prepare(const Node&, const Program&) override { return cuda::convKernel(m_plan, m_kind); }

private:
    cuda::Device m_device;
    std::shared_ptr<const cuda::Plan> m_plan;
    cuda::Convolution::Kind m_kind = cuda::Convolution::forward;
    cuda::Numerics m_numerics;
    std::string m_text;
    std::shared_ptr<const cuda::OperationGraph> m_graph;
};

} // namespace

class TestCudaLibraries : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void agreesWithTheReference_data();
    void agreesWithTheReference();
    void noPlanOfCudnnThatIsTakenIsWrong_data();
    void noPlanOfCudnnThatIsTakenIsWrong();
    void productsAddWhatTheyAreGiven();

private:
    void addRows(const std::function<bool(const OpSample&)>& takes, bool withDoubles);
    std::unique_ptr<Backend> m_gpu;
    std::unique_ptr<OnePlan> m_onePlan;
    std::vector<Case> m_cases;
};

void TestCudaLibraries::initTestCase()
{
    std::string whyNot;
    if (cudaDevices(&whyNot).empty())
        QSKIP(whyNot.empty() ? "This machine has no GPU that CUDA can use." : whyNot.c_str());
    m_gpu = makeCudaBackend(0);
    qInfo("%s", m_gpu->description().c_str());
    m_onePlan = std::make_unique<OnePlan>(*m_gpu);
}

void TestCudaLibraries::addRows(const std::function<bool(const OpSample&)>& takes, bool withDoubles)
{
    QTest::addColumn<int>("index");
    m_cases.clear();
    std::vector<OpSample> samples = opSamples(DType::f32);
    std::ranges::move(largeSamples(), std::back_inserter(samples));
    if (withDoubles)
        std::ranges::move(opSamples(DType::f64), std::back_inserter(samples));
    for (const OpSample& sample : samples) {
        if (!takes(sample))
            continue;
        for (const Lies lies : {rowMajor, channelsLast, mixed}) {
            if (lies != rowMajor && !isConv(sample.op))
                continue;
            const std::string name =
                sample.name + " " + std::string(weft::name(sample.in[0].info.dtype)) + nameOf(lies);
            QTest::newRow(name.c_str()) << int(m_cases.size());
            m_cases.push_back(caseOf(sample, lies));
        }
    }
}

void TestCudaLibraries::agreesWithTheReference_data()
{
    addRows([](const OpSample& sample) { return isLibraryOp(sample.op); }, true);
}

void TestCudaLibraries::agreesWithTheReference()
{
    QFETCH(int, index);
    const Case& c = m_cases[size_t(index)];
    const auto run = [&] { return runNode(*m_gpu, *c.sample.op, c.sample.attrs, c.sample.in, c.results); };
    const auto found = run(), again = run();
    for (size_t k = 0; k < found.size(); ++k) {
        const std::string sentence = mistake(c, found[k], c.expected[k]);
        QVERIFY2(sentence.empty(), sentence.c_str());
        QVERIFY2(toMemory(found[k]) == toMemory(again[k]), "two launches differ");
    }
}

void TestCudaLibraries::noPlanOfCudnnThatIsTakenIsWrong_data()
{
    addRows(
        [](const OpSample& sample) {
            return isConv(sample.op) && sample.in[0].info.shape.elements() * sample.in[1].info.shape.elements() > 0;
        },
        true);
}

void TestCudaLibraries::noPlanOfCudnnThatIsTakenIsWrong()
{
    QFETCH(int, index);
    const Case& c = m_cases[size_t(index)];
    const bool isSingle = c.sample.in[0].info.dtype == DType::f32;
    for (const bool exact : {true, false}) {
        if (!exact && !isSingle)
            continue;
        const auto plans = m_onePlan->plans(c, {.exact = exact && isSingle});
        double farthest = 0;
        QStringList wrong; // engines that compute nonsense have been seen
        for (const auto& plan : plans) {
            std::fprintf(stderr, "\r%s ", plan->name().c_str()); // should it take the process with it
            m_onePlan->use(plan);
            const auto run = [&] {
                return runNode(*m_onePlan, *c.sample.op, c.sample.attrs, c.sample.in, c.results)[0];
            };
            const TestTensor found = run();
            const std::string sentence = exact          ? mistake(c, found, c.expected[0])
                : distance(found, c.expected[0]) < 2e-3 ? std::string() // operands with 10 bits after the point
                                                        : "too far: " + std::to_string(distance(found, c.expected[0]));
            if (!sentence.empty()) {
                wrong << QString::fromStdString(plan->name());
                qWarning("plan %zu of %zu, %s: %s", size_t(&plan - plans.data()) + 1, plans.size(), plan->name().c_str(),
                         sentence.c_str());
                continue;
            }
            farthest = std::max(farthest, distance(found, c.expected[0]));
            QVERIFY2(toMemory(found) == toMemory(run()), (plan->name() + ": two launches differ").c_str());
        }
        QVERIFY2(2 * size_t(wrong.size()) <= plans.size(), "most plans are wrong, so it is what they are asked");
        for (const bool measures : {false, true}) {
            const auto plan = plans.empty() ? nullptr : m_onePlan->chosen(measures);
            const std::string name = plan == nullptr ? "none" : plan->name();
            QVERIFY2(!wrong.contains(QString::fromStdString(name)), name.c_str());
            QVERIFY(plan != nullptr || plans.empty() || !wrong.isEmpty());
        }
        qInfo("%s: %zu plans, farthest %.2e, first %s", exact ? "exact" : "TF32", plans.size(), farthest,
              plans.empty() ? "" : plans.front()->name().c_str());
    }
}

void TestCudaLibraries::productsAddWhatTheyAreGiven() // with gaps between rows, as an LSTM has them
{
    cuda::Device device(*cuda::cudaApi(), 0);
    const int64_t rows = 5, inner = 12, columns = 20, pitchA = 36, pitchD = 60;
    const auto numbers = [](int64_t count, uint32_t seed) {
        return randomTensor({.shape = {count}, .dtype = DType::f32}, seed);
    };
    const TestTensor a = numbers(rows * pitchA, 1), b = numbers(inner * columns, 2), c = numbers(rows * pitchD, 3);
    const cuda::Product product(device,
                                {.rows = rows,
                                 .columns = columns,
                                 .inner = inner,
                                 .pitchA = pitchA,
                                 .pitchC = pitchD,
                                 .pitchD = pitchD,
                                 .adds = true,
                                 .alignment = 16});
    const auto place = [&](const TestTensor& tensor) {
        auto memory = m_gpu->allocate(tensor.info.bytes());
        m_gpu->upload(memory->data(), toMemory(tensor));
        return memory;
    };
    const auto onA = place(a), onB = place(b), onC = place(c), onD = place(c);
    const auto workspace = m_gpu->allocate(std::max<size_t>(1, product.workspaceBytes()));
    m_gpu->wait();
    product.run(onA->data(), onB->data(), onC->data(), onD->data(), workspace->data());
    device.wait();
    std::vector<std::byte> bytes(c.info.bytes());
    m_gpu->download(bytes, onD->data());
    const TestTensor d = fromMemory(c.info, bytes);
    for (int64_t i = 0; i < rows * pitchD; ++i) {
        const int64_t row = i / pitchD, column = i % pitchD;
        double expected = c.numbers[size_t(i)]; // the gaps stay as they were
        for (int64_t k = 0; column < columns && k < inner; ++k)
            expected += a.numbers[size_t(row * pitchA + k)] * b.numbers[size_t(k * columns + column)];
        QVERIFY2(std::fabs(d.numbers[size_t(i)] - expected) < 1e-5, std::to_string(i).c_str());
    }
}

QTEST_GUILESS_MAIN(TestCudaLibraries)
#include "tst_cuda_libraries.moc"
