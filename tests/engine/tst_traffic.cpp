#include "engine/compiler/passes.h"
#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"
#include "engine/runtime/executable.h"
#include "engine/support/random.h"
#include "tests/support/forwarding_backend.h"
#include "tests/support/two_steps.h"

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
    bool sparesTraffic(const Program& program) const override { return prefersChannelsLast(program); }
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

// A convolution whose patches lie side by side, and its gradient.
Program patchesProgram(Products products)
{
    Program program;
    Builder builder(program);
    const Value x = builder.state({.name = "x", .init = {Init::normal, 0, 1}}, {2, 3, 32, 48}, DType::f32);
    const Value filter = builder.state({.name = "filter", .init = {Init::normal, 0, 1}}, {5, 3, 16, 8}, DType::f32);
    ConvAttrs how = {.stride = {16, 8}, .padLow = {0, 0}, .padHigh = {0, 0}, .dilation = {1, 1}};
    const Value y = conv(x, filter, how);
    how.result = filter.shape();
    builder.output("y", y);
    builder.output("gradient", convFilterGradient(x, y, how));
    program.products = products;
    return program;
}

bool normalizes(const Program& program)
{
    return std::ranges::any_of(program.nodes,
                               [](const Node& node) { return node.op == &normOp || node.op == &normGradientOp; });
}

} // namespace

class TestTraffic : public QObject {
    Q_OBJECT
private slots:
    void openNormsAndRecomputedValuesAreTheSame()
    {
        Device device;
        const auto optimized = [&](const std::set<std::string, std::less<>>& without) {
            Program program = residualProgram(Products::tf32);
            optimize(program, device, without);
            return program;
        };
        QVERIFY(normalizes(optimized({"open_norms", "recompute"})));
        QVERIFY(print(optimized({})) != print(optimized({"recompute"})));
        const std::vector<float> plain =
            resultsOfTwoSteps(residualProgram(Products::tf32), device, {"open_norms", "recompute"});
        for (const std::set<std::string, std::less<>>& without :
             {std::set<std::string, std::less<>> {}, {"recompute"}}) {
            const Program program = optimized(without);
            QVERIFY2(!normalizes(program), print(program).c_str());
            const std::vector<float> found = resultsOfTwoSteps(residualProgram(Products::tf32), device, without);
            QCOMPARE(found.size(), plain.size());
            for (size_t i = 0; i < found.size(); ++i)
                QVERIFY2(std::fabs(found[i] - plain[i]) <= 2e-4f * (0.01f + std::fabs(plain[i])),
                         qPrintable(QString("%1: %2, %3").arg(i).arg(found[i]).arg(plain[i])));
        }
    }

    // What convolutions read and write is rounded, on its way out of what else computes it: an opened norm among them.
    void largeActivationsAreKeptInBf16()
    {
        Device device;
        Program program = residualProgram(Products::bf16);
        optimize(program, device);
        QCOMPARE(verify(program), std::string());
        QVERIFY(!normalizes(program));
        const auto isNarrow = [&](int value) { return program.values[size_t(value)].dtype == DType::bf16; };
        int convolutions = 0, rounded = 0;
        for (const Node& node : program.nodes) {
            if (node.op == &convOp || node.op == &convInputGradientOp || node.op == &convFilterGradientOp) {
                QVERIFY2(std::ranges::all_of(node.in, isNarrow) && std::ranges::all_of(node.out, isNarrow),
                         print(program).c_str());
                ++convolutions;
            } else if (node.op == &chainOp) {
                rounded += int(std::ranges::count_if(node.out, [&](int value) {
                    return isNarrow(value) && program.values[size_t(value)].shape.elements() >= 1 << 20;
                }));
            }
        }
        QCOMPARE(convolutions, 5);
        QVERIFY(rounded >= 1);
    }

    // Numbers a thousand times as far from 0 as they are from each other, against the formulas in f64.
    void openNormsDoNotCancel()
    {
        Device device;
        constexpr int64_t channels = 4, places = 1 << 20;
        const Shape shape = {1, channels, 1024, 1024};
        Program program;
        Builder builder(program);
        const auto state = [&](const std::string& name, double mean, const Shape& of) {
            return builder.state({.name = name, .init = {Init::normal, mean, 1}}, of, DType::f32);
        };
        const Value x = state("x", 1000, shape), dy = state("dy", 0, shape);
        const Value scale = state("scale", 2, {1, channels, 1, 1}), bias = state("bias", 0, {1, channels, 1, 1});
        const Values n = norm(x, scale, bias, {0, 2, 3}, 1e-5);
        const Values gradients = builder.add(normGradientOp, NormAttrs {{0, 2, 3}, 1e-5}, {{x, scale, n[1], n[2], dy}});
        builder.output("y", n[0]);
        builder.output("dx", gradients[0]);
        program.products = Products::tf32;
        QVERIFY(openNorms(program, device));
        States states(device, 1);
        Executable executable(std::move(program), states);
        executable.run();
        const auto kept = [&](const std::string& name, int64_t count) {
            std::vector<float> numbers(static_cast<size_t>(count));
            states.read(name, std::as_writable_bytes(std::span(numbers)));
            return numbers;
        };
        const std::vector<float> allX = kept("x", channels * places), allDy = kept("dy", channels * places);
        const std::vector<float> scales = kept("scale", channels), biases = kept("bias", channels);
        std::vector<float> y(allX.size()), dx(allX.size());
        executable.read(0, std::as_writable_bytes(std::span(y)));
        executable.read(1, std::as_writable_bytes(std::span(dx)));
        double farthest = 0, farthestGradient = 0;
        for (size_t channel = 0; channel < channels; ++channel) {
            const float *const of = allX.data() + channel * places, *const ofDy = allDy.data() + channel * places;
            double mean = 0, variance = 0, sumDy = 0, product = 0;
            for (size_t i = 0; i < places; ++i)
                mean += double(of[i]) / places;
            for (size_t i = 0; i < places; ++i)
                variance += (of[i] - mean) * (of[i] - mean) / places;
            const double inverse = 1 / std::sqrt(variance + 1e-5);
            for (size_t i = 0; i < places; ++i) {
                sumDy += double(ofDy[i]) / places;
                product += ofDy[i] * (of[i] - mean) * inverse / places;
            }
            for (size_t i = 0; i < places; ++i) {
                const double apart = (of[i] - mean) * inverse, factor = inverse * double(scales[channel]);
                const size_t at = channel * places + i;
                farthest = std::max(farthest, std::abs(y[at] - (apart * scales[channel] + biases[channel])));
                farthestGradient =
                    std::max(farthestGradient, std::abs(dx[at] - factor * (ofDy[i] - sumDy - apart * product)));
            }
        }
        QVERIFY2(farthest < 2e-5, qPrintable(QString::number(farthest)));
        QVERIFY2(farthestGradient < 5e-6, qPrintable(QString::number(farthestGradient)));
    }

    void convolutionsOfPatchesAreProducts()
    {
        const auto computed = [](const std::set<std::string, std::less<>>& without) {
            Device device;
            Program program = patchesProgram(Products::tf32);
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
        const auto plain = makeCpuBackend({.oneDnn = false}), cpu = makeCpuBackend({}); // which may lay channels last
        for (const auto& [products, backend] : {std::pair<Products, Backend*>(Products::exact, &device),
                                                {Products::tf32, plain.get()},
                                                {Products::exact, cpu.get()},
                                                {Products::bf16, cpu.get()}}) {
            Program program = residualProgram(products);
            const std::string before = print(program);
            QVERIFY(!openNorms(program, *backend) && !openPatches(program, *backend) && !recompute(program, *backend));
            QCOMPARE(print(program), before);
            Program patches = patchesProgram(products);
            const std::string convolving = print(patches);
            QVERIFY(!openPatches(patches, *backend));
            QCOMPARE(print(patches), convolving);
        }
    }
};

QTEST_GUILESS_MAIN(TestTraffic)
#include "tst_traffic.moc"
