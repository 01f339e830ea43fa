#include "engine/backends/cpu/cpu_backend.h"
#include "engine/compiler/passes.h"
#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"
#include "engine/runtime/executable.h"
#include "engine/support/random.h"
#include "tests/support/forwarding_backend.h"
#include "tests/support/two_steps.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace weft;

namespace {

// The plain loops of the CPU, with the wishes of a device that convolves channels-last.
class ChannelsLastDevice final : public ForwardingBackend {
public:
    explicit ChannelsLastDevice(bool filters)
        : ForwardingBackend({.oneDnn = false})
        , m_filters(filters)
    {
    }
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        const auto isNarrow = [&](int value) { return program.values[size_t(value)].dtype == DType::bf16; };
        if (std::ranges::any_of(node.in, isNarrow) || std::ranges::any_of(node.out, isNarrow))
            return std::make_unique<NoKernel>(); // takes everything in bf16, for programs that are not run
        return device().prepare(node, program);
    }
    bool prefersChannelsLast(const Program& program) const override { return program.products != Products::exact; }
    bool prefersChannelsLastFilters(const Node&, const Program&) override { return m_filters; }
    bool sparesTraffic(const Program& program) const override { return prefersChannelsLast(program); }

private:
    bool m_filters;
};

// A convolution and its gradients; the filter is a state that moves against its gradient.
Program convolvingProgram()
{
    Program program;
    Builder builder(program);
    const Value x = builder.input("x", {2, 4, 6, 5}, DType::f32);
    const Value filter = builder.state({.name = "filter", .init = {Init::normal, 0, 1}}, {3, 4, 3, 3}, DType::f32);
    ConvAttrs how = {.stride = {1, 1}, .padLow = {1, 1}, .padHigh = {1, 1}, .dilation = {1, 1}};
    const Value y = relu(conv(x, filter, how));
    how.result = filter.shape();
    builder.setNext(filter, filter - 0.1 * convFilterGradient(x, y, how));
    how.result = x.shape();
    builder.output("y", y);
    builder.output("dx", convInputGradient(y, filter, how));
    program.products = Products::tf32;
    return program;
}

// Elementwise ops, products and sums of random operands; every value of the end is an output.
Program randomProgram(uint32_t seed)
{
    RandomSequence numbers(seed, streamOf("program"));
    Program program;
    Builder builder(program);
    Values wide = {builder.input("a", {6, 5}, DType::f64), builder.input("b", {6, 5}, DType::f64)};
    Values narrow = {builder.input("c", {6, 1}, DType::f64)};
    const Value weight = builder.input("w", {5, 5}, DType::f64);
    const auto any = [&](const Values& of) { return of[numbers.below(uint32_t(of.size()))]; };
    for (int i = 0; i < 40; ++i) {
        switch (numbers.below(7)) {
        case 0:
            wide.push_back(tanh(any(wide)));
            break;
        case 1:
            wide.push_back(any(wide) * any(wide));
            break;
        case 2:
            wide.push_back(any(wide) + any(narrow));
            break;
        case 3:
            wide.push_back(matmul(any(wide), weight) * 0.2);
            break;
        case 4:
            narrow.push_back(sum(any(wide), {1}) * 0.1);
            break;
        case 5:
            narrow.push_back(sigmoid(any(narrow)) - any(narrow));
            break;
        case 6:
            narrow.push_back(max(any(wide), {1}));
            break;
        }
    }
    builder.output("wide", wide.back());
    builder.output("narrow", narrow.back());
    builder.output("middle", wide[wide.size() / 2]);
    const Value state = builder.state({.name = "state", .init = {.a = 0.5}}, {6, 5}, DType::f64);
    builder.setNext(state, state * 0.9 + wide.back());
    return program;
}

std::vector<double> results(Program program, const std::set<std::string, std::less<>>& without)
{
    const auto backend = makeCpuBackend({.oneDnn = false});
    optimize(program, *backend, without);
    States states(*backend, 1);
    Executable executable(std::move(program), states);
    for (size_t i = 0; i < executable.program().inputs.size(); ++i) {
        const ValueInfo& info = executable.inputInfo(int(i));
        RandomSequence numbers(7, uint32_t(i));
        std::vector<double> values(size_t(info.shape.elements()));
        std::ranges::generate(values, [&] { return numbers.normal(); });
        executable.write(int(i), std::as_bytes(std::span(values)));
    }
    executable.run();
    executable.run();
    std::vector<double> all;
    const auto take = [&](std::span<const std::byte> bytes) {
        all.resize(all.size() + bytes.size() / sizeof(double));
        std::memcpy(all.data() + all.size() - bytes.size() / sizeof(double), bytes.data(), bytes.size());
    };
    for (size_t i = 0; i < executable.program().outputs.size(); ++i) {
        std::vector<std::byte> bytes(executable.outputInfo(int(i)).bytes());
        executable.read(int(i), bytes);
        take(bytes);
    }
    std::vector<std::byte> bytes(states.entries().at("state").info.bytes());
    states.read("state", bytes);
    take(bytes);
    return all;
}

} // namespace

class TestPasses : public QObject {
    Q_OBJECT
private slots:
    void passesDoNotChangeWhatIsComputed()
    {
        for (uint32_t seed = 0; seed < 60; ++seed) {
            const std::vector<double> plain = results(
                randomProgram(seed), {"simplify", "merge_equal", "simplify_again", "merge_equal_again", "fuse"});
            const std::vector<double> optimized = results(randomProgram(seed), {});
            QCOMPARE(optimized.size(), plain.size());
            for (size_t i = 0; i < plain.size(); ++i) {
                const double scale = std::max(1.0, std::abs(plain[i]));
                QVERIFY2(std::abs(optimized[i] - plain[i]) <= 1e-9 * scale,
                         qPrintable(QString("program %1: %2 became %3").arg(seed).arg(plain[i]).arg(optimized[i])));
            }
        }
    }
    void nothingNeededLaterIsOverwritten()
    {
        const auto backend = makeCpuBackend({.oneDnn = false});
        for (uint32_t seed = 0; seed < 200; ++seed) {
            Program program = randomProgram(seed);
            optimize(program, *backend);
            std::vector<std::unique_ptr<Kernel>> kernels;
            for (const Node& node : program.nodes)
                kernels.push_back(node.op->isView ? nullptr : backend->prepare(node, program));
            const MemoryPlan plan = planMemory(program, [&](int node, int operand) {
                return kernels[size_t(node)] != nullptr && kernels[size_t(node)]->mayOverwrite(operand);
            });
            QCOMPARE(QString::fromStdString(verifyPlan(program, plan)), QString());
        }
    }
    // Kernels write element by element over what they read, so equal places alone do not do.
    void whatTakesMoreBytesIsWrittenElsewhere()
    {
        Program program;
        Builder builder(program);
        const Value narrow = relu(cast(builder.input("x", {16}, DType::f32), DType::bf16)); // 32 bytes
        const Value wide = cast(narrow, DType::f32); // 64: as much as both take
        const Value last = relu(wide);
        builder.output("y", relu(last) * 2.0);
        const MemoryPlan plan = planMemory(program, [](int, int) { return true; });
        QVERIFY(plan.values[size_t(narrow.id)].offset != plan.values[size_t(wide.id)].offset);
        QCOMPARE(plan.values[size_t(last.id)].offset, plan.values[size_t(wide.id)].offset);
    }
    void aPlanThatOverlapsIsSeen() // the check above can fail
    {
        const auto backend = makeCpuBackend({.oneDnn = false});
        Program program = randomProgram(3);
        optimize(program, *backend);
        MemoryPlan plan = planMemory(program, [](int, int) { return false; });
        for (Placement& place : plan.values)
            place.offset = 0;
        QVERIFY(!verifyPlan(program, plan).empty());
    }
    void chainsNeverCloseACircle()
    {
        Program program;
        Builder builder(program);
        const Value in = builder.input("in", {4, 3}, DType::f64);
        const Value gate = builder.input("gate", {4, 1}, DType::f64);
        const Value x1 = relu(in);
        const Value s2 = matmul(x1, builder.input("w1", {3, 2}, DType::f64));
        const Value s1 = matmul(s2, builder.input("w2", {2, 1}, DType::f64));
        const Value f = sigmoid(gate);
        const Value x2 = x1 * f;
        builder.output("t", s1 * f);
        builder.output("x2", x2);
        const auto backend = makeCpuBackend({.oneDnn = false});
        fuse(program, *backend);
        QCOMPARE(QString::fromStdString(verify(program)), QString());
    }
    void equalExpressionsAreComputedOnce()
    {
        const auto optimized = [](auto write) {
            Program program;
            Builder builder(program);
            builder.output("y", write(builder.input("x", {4, 3}, DType::f32)));
            const auto backend = makeCpuBackend({.oneDnn = false});
            mergeEqual(program, *backend);
            removeUnused(program, *backend);
            return QString::fromStdString(print(program));
        };
        QCOMPARE(optimized([](Value x) { return softmax(x, 1) + softmax(x, 1); }), optimized([](Value x) {
                     const Value y = softmax(x, 1);
                     return y + y;
                 }));
    }
    void filtersLieAsTheDevicePrefers()
    {
        for (const bool filters : {false, true}) {
            ChannelsLastDevice device(filters);
            Program program = convolvingProgram();
            optimize(program, device);
            int convolutions = 0;
            for (const Node& node : program.nodes) {
                const auto layoutOf = [&](int value) { return program.values[size_t(value)].layout; };
                const Layout wanted = filters ? Layout::channelsLast : Layout::rowMajor;
                if (node.op == &convOp || node.op == &convInputGradientOp) {
                    QVERIFY(layoutOf(node.in[0]) == Layout::channelsLast && layoutOf(node.in[1]) == wanted);
                    ++convolutions;
                } else if (node.op == &convFilterGradientOp) {
                    QVERIFY(layoutOf(node.in[0]) == Layout::channelsLast && layoutOf(node.out[0]) == wanted);
                    ++convolutions;
                }
            }
            QCOMPARE(convolutions, 3);
            QVERIFY(program.products == Products::tf32);
            const std::vector<float> found = resultsOfTwoSteps(convolvingProgram(), device, {}),
                                     plain = resultsOfTwoSteps(convolvingProgram(), device, {"layout"});
            QCOMPARE(found.size(), plain.size());
            for (size_t i = 0; i < found.size(); ++i)
                QVERIFY(std::fabs(found[i] - plain[i]) <= 1e-4f * (1 + std::fabs(plain[i])));
        }
    }
    void productsAloneAreNarrowed()
    {
        ChannelsLastDevice device(true);
        Program program = convolvingProgram();
        program.products = Products::bf16;
        optimize(program, device);
        int convolutions = 0, narrowings = 0;
        for (const Node& node : program.nodes) {
            const auto dtypeOf = [&](int value) { return program.values[size_t(value)].dtype; };
            if (node.op == &convOp || node.op == &convInputGradientOp || node.op == &convFilterGradientOp) {
                QVERIFY(dtypeOf(node.in[0]) == DType::bf16 && dtypeOf(node.in[1]) == DType::bf16
                        && dtypeOf(node.out[0]) == DType::bf16);
                ++convolutions;
            } else if (node.op != &permuteOp) {
                for (const int value : node.out) {
                    if (dtypeOf(value) != DType::bf16)
                        continue;
                    QVERIFY2(node.op == &castOp || node.op == &chainOp, print(program).c_str());
                    ++narrowings;
                }
            }
        }
        QCOMPARE(convolutions, 3);
        QCOMPARE(narrowings, 3); // x, the filter and y, each once
        for (const StateVariable& state : program.states)
            QVERIFY(program.values[size_t(state.next)].dtype == DType::f32);
        for (const Variable& output : program.outputs)
            QVERIFY(program.values[size_t(output.value)].dtype == DType::f32);
    }
    void wideningCastsStandBesideWhatReadsThem()
    {
        const auto cpu = makeCpuBackend({.oneDnn = false});
        Program program;
        Builder builder(program);
        const Value x = builder.input("x", {6, 4}, DType::bf16);
        builder.output("y", relu(reshape(cast(x, DType::f32), {2, 3, 4})));
        builder.output("z", reshape(cast(builder.input("n", {6}, DType::i32), DType::f32), {2, 3}));
        QVERIFY(simplify(program, *cpu));
        removeUnused(program, *cpu);
        std::vector<const Op*> ops;
        for (const Node& node : program.nodes)
            ops.push_back(node.op);
        const Op* rectify = &scalarOp(ScalarFunction::relu);
        QCOMPARE(ops, std::vector<const Op*>({&reshapeOp, &castOp, rectify, &castOp, &reshapeOp}));
    }
    void aDeviceWithoutNarrowProductsKeepsThem()
    {
        const auto cpu = makeCpuBackend({.oneDnn = false});
        const auto moved = [] { // bytes of any width can be moved, whether the device computes with them or not
            Program program = convolvingProgram();
            Builder builder(program);
            const Value y = builder.at(program.outputs.front().value);
            const Value pair = concat(std::vector<Value> {y, y}, 0);
            builder.output("moved", reshape(permute(slice(pair, 0, 1, 2), {0, 2, 3, 1}), {2, 90}));
            return program;
        };
        Program program = moved(), exact = moved();
        program.products = Products::bf16;
        exact.products = Products::exact;
        optimize(program, *cpu);
        optimize(exact, *cpu);
        QCOMPARE(QString::fromStdString(print(program)).remove("products in bf16\n"),
                 QString::fromStdString(print(exact)));
    }
    void wideNormalisationRunsInAnyLayout() // more channels than the channels-last kernel takes
    {
        Program program;
        Builder builder(program);
        const Value x = builder.input("x", {2, 4, 3, 3}, DType::f32);
        const Value filter = builder.input("filter", {2560, 4, 1, 1}, DType::f32);
        const ConvAttrs how = {.stride = {1, 1}, .padLow = {0, 0}, .padHigh = {0, 0}, .dilation = {1, 1}};
        const Value scale = builder.input("scale", {1, 2560, 1, 1}, DType::f32);
        const Values y = norm(conv(x, filter, how), scale, scale, {0, 2, 3}, 1e-5);
        builder.output("y", relu(y[0]));
        const auto backend = makeCpuBackend();
        optimize(program, *backend);
        States states(*backend, 1);
        Executable executable(std::move(program), states);
        executable.run();
    }
};

QTEST_APPLESS_MAIN(TestPasses)
#include "tst_passes.moc"
