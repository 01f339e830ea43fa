#include "engine/compiler/passes.h"
#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"
#include "engine/runtime/executable.h"
#include "engine/support/random.h"
#include "tests/support/forwarding_backend.h"

#include <QTest>

#include <cmath>

// The passes that save passes over memory: they change what is kept, and hardly a number.

using namespace weft;

namespace {

// The plain loops of the CPU, with the wishes of a device with tensor cores; takes everything in bf16, for programs
// that are not run.
class Device final : public ForwardingBackend {
public:
    Device()
        : ForwardingBackend({.oneDnn = false})
    {
    }
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        const auto isNarrow = [&](int value) { return program.values[size_t(value)].dtype == DType::bf16; };
        if (std::ranges::any_of(node.in, isNarrow) || std::ranges::any_of(node.out, isNarrow))
            return std::make_unique<NoKernel>();
        return device().prepare(node, program);
    }
    bool prefersChannelsLast(const Program& program) const override { return program.products != Products::exact; }
    bool prefersChannelsLastFilters(const Node&, const Program&) override { return true; }
};

// convolution, normalisation, ReLU, convolution, a shortcut around it, and the way back to the first filter; images of
// more than four million numbers.
Program residualProgram(Products products)
{
    Program program;
    Builder builder(program);
    const auto weight = [&](const std::string& name, const Shape& shape) {
        return builder.state({.name = name, .init = {Init::normal, 0.3, 1}, .trainable = true}, shape, DType::f32);
    };
    const Value x = builder.input("x", {2, 4, 728, 728}, DType::f32);
    const Value filter = weight("filter", {4, 4, 1, 1}), second = weight("second", {4, 4, 1, 1});
    const Value scale = weight("scale", {1, 4, 1, 1}), bias = weight("bias", {1, 4, 1, 1});
    ConvAttrs how = {.stride = {1, 1}, .padLow = {0, 0}, .padHigh = {0, 0}, .dilation = {1, 1}};
    const NormAttrs over = {{0, 2, 3}, 1e-5};
    const Value c = conv(x, filter, how);
    const Values n = norm(c, scale, bias, {0, 2, 3}, 1e-5);
    const Value y = relu(n[0]);
    const Value z = relu(conv(y, second, how) + y);
    const Value dz = z * 0.01;
    const Value back = dz * less(0.0, z);
    how.result = y.shape();
    const Value dy = (convInputGradient(back, second, how) + back) * less(0.0, y);
    const Values gradients = builder.add(normGradientOp, over, {{c, scale, n[1], n[2], dy}});
    how.result = filter.shape();
    builder.output("mean", n[1]);
    builder.output("loss", sum(z) * 1e-6);
    builder.output("dscale", gradients[1] * 1e-4);
    builder.output("dbias", gradients[2] * 1e-4);
    builder.setNext(filter, filter - 1e-6 * convFilterGradient(x, gradients[0], how));
    builder.setNext(second, second - 1e-6 * convFilterGradient(y, back, how));
    program.products = products;
    return program;
}

std::vector<float> secondStep(Backend& backend, const std::set<std::string, std::less<>>& without)
{
    Program program = residualProgram(Products::tf32);
    optimize(program, backend, without);
    States states(backend, 1);
    Executable executable(std::move(program), states);
    std::vector<float> x(size_t(executable.inputInfo(0).shape.elements()));
    RandomSequence numbers(3, streamOf("x"));
    std::ranges::generate(x, [&] { return float(numbers.normal()); });
    executable.write(0, std::as_bytes(std::span(x)));
    executable.run();
    executable.run();
    std::vector<float> all;
    for (int i = 0; i < int(executable.program().outputs.size()); ++i) {
        std::vector<float> output(size_t(executable.outputInfo(i).shape.elements()));
        executable.read(i, std::as_writable_bytes(std::span(output)));
        all.insert(all.end(), output.begin(), output.end());
    }
    return all;
}

} // namespace

class TestTraffic : public QObject {
    Q_OBJECT
private slots:
    void openNormsAndRecomputedValuesAreTheSame()
    {
        Device device;
        const std::vector<float> plain = secondStep(device, {"open_norms", "recompute"});
        for (const std::set<std::string, std::less<>>& without :
             {std::set<std::string, std::less<>> {}, {"recompute"}}) {
            const std::vector<float> found = secondStep(device, without);
            QCOMPARE(found.size(), plain.size());
            for (size_t i = 0; i < found.size(); ++i)
                QVERIFY2(std::fabs(found[i] - plain[i]) <= 2e-4f * (0.01f + std::fabs(plain[i])),
                         qPrintable(QString("%1: %2, %3").arg(i).arg(found[i]).arg(plain[i])));
        }
    }

    void convolutionsOfPatchesAreProducts()
    {
        const auto computed = [](const std::set<std::string, std::less<>>& without) {
            Device device;
            Program program;
            Builder builder(program);
            const Value x = builder.state({.name = "x", .init = {Init::normal, 0, 1}}, {2, 3, 32, 48}, DType::f32);
            const Value filter =
                builder.state({.name = "filter", .init = {Init::normal, 0, 1}}, {5, 3, 16, 8}, DType::f32);
            ConvAttrs how = {.stride = {16, 8}, .padLow = {0, 0}, .padHigh = {0, 0}, .dilation = {1, 1}};
            const Value y = conv(x, filter, how);
            how.result = filter.shape();
            builder.output("y", y);
            builder.output("gradient", convFilterGradient(x, y, how));
            program.products = Products::tf32;
            optimize(program, device, without);
            const bool convolves =
                std::ranges::any_of(program.nodes, [](const Node& node) { return node.op == &convOp; });
            States states(device, 1);
            Executable executable(std::move(program), states);
            executable.run();
            std::vector<float> all(1, float(convolves));
            for (int i = 0; i < 2; ++i) {
                std::vector<float> output(size_t(executable.outputInfo(i).shape.elements()));
                executable.read(i, std::as_writable_bytes(std::span(output)));
                all.insert(all.end(), output.begin(), output.end());
            }
            return all;
        };
        const std::vector<float> found = computed({}), plain = computed({"open_patches"});
        QCOMPARE(found.size(), plain.size());
        QVERIFY(found[0] == 0 && plain[0] == 1);
        for (size_t i = 1; i < found.size(); ++i)
            QVERIFY(std::fabs(found[i] - plain[i]) <= 1e-3f * (1 + std::fabs(plain[i])));
    }

    void othersAreLeftAlone() // exact programs, and devices that want none of it
    {
        Device device;
        Program program = residualProgram(Products::exact);
        const std::string before = print(program);
        QVERIFY(!openNorms(program, device) && !recompute(program, device));
        QCOMPARE(print(program), before);
    }
};

QTEST_GUILESS_MAIN(TestTraffic)
#include "tst_traffic.moc"
