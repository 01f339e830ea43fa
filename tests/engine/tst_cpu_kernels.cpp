#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/op_samples.h"
#include "tests/support/tolerances.h"

#include <QTest>

#include <cmath>
#include <set>

// The plain kernels: every core op in f32 and f64, whatever the order in which tensors lie in memory.

using namespace weft;

namespace {

bool isCore(const Op& op)
{
    return !op.decompose;
}

bool hasKernel(Backend& backend, const OpSample& sample, std::span<const Layout> layouts = {})
{
    Program program;
    Builder builder(program);
    Values in;
    for (const TestTensor& operand : sample.in) {
        in.push_back(builder.input("in" + std::to_string(in.size()), operand.info.shape, operand.info.dtype));
        program.values.back().layout = operand.info.layout;
    }
    const Values out = builder.add(*sample.op, sample.attrs, in);
    for (size_t k = 0; k < layouts.size(); ++k)
        program.values[size_t(out[k].id)].layout = layouts[k];
    return backend.prepare(program.nodes.back(), program) != nullptr;
}

// Operands and results of three axes and more lie channels-last where the bit of `mask` says so; layouts are for
// spatial tensors, so movement, elementwise ops and what slides windows must take them.
bool mayLieChannelsLast(const ValueInfo& info)
{
    return info.shape.rank() >= 3;
}

bool takesLayouts(const OpSample& sample)
{
    return sample.op != &lstmOp && sample.op != &lstmGradientOp && !sample.in.empty();
}

// The results' layouts; those of the operands are changed in place.
std::vector<Layout> layOut(OpSample& sample, unsigned mask)
{
    unsigned bit = 1;
    std::vector<ValueInfo> infos;
    for (TestTensor& operand : sample.in) {
        if (mayLieChannelsLast(operand.info) && (mask & bit))
            operand.info.layout = Layout::channelsLast;
        infos.push_back(operand.info);
        bit <<= 1;
    }
    std::vector<Layout> layouts;
    for (const ValueInfo& info : sample.op->infer(sample.attrs, infos)) {
        layouts.push_back(mayLieChannelsLast(info) && (mask & bit) ? Layout::channelsLast : Layout::rowMajor);
        bit <<= 1;
    }
    return layouts;
}

void compare(const std::vector<TestTensor>& found, const std::vector<TestTensor>& expected, int64_t terms,
             const std::string& name)
{
    QCOMPARE(found.size(), expected.size());
    for (size_t k = 0; k < found.size(); ++k) {
        const std::string text = difference(found[k], expected[k], terms);
        QVERIFY2(text.empty(),
                 qPrintable(QString::fromStdString(name + ", result " + std::to_string(k) + ": " + text)));
    }
}

// Large enough to be divided among cores, with sums that are divided too.
std::vector<OpSample> largeSamples()
{
    const auto f32 = [](const Shape& shape, Layout layout = Layout::rowMajor) {
        return randomTensor({.shape = shape, .dtype = DType::f32, .layout = layout}, uint32_t(shape.elements()));
    };
    const Shape planes = {8, 32, 40, 40}, channels = {1, 32, 1, 1}, rows = {2000, 65}, row = {1, 65}, each = {2000, 1};
    TestTensor words = {{.shape = {9000}, .dtype = DType::i32}, {}};
    for (int i = 0; i < 9000; ++i)
        words.numbers.push_back(double(i * 7919 % 300));
    const TestTensor key = {{.shape = {2}, .dtype = DType::i64}, {1, 2}};
    std::vector<OpSample> samples = {
        {"sum of all", &sumOp, ReduceAttrs {{0, 1, 2, 3}}, {f32(planes)}},
        {"sum to channels", &sumOp, ReduceAttrs {{0, 2, 3}}, {f32(planes)}},
        {"sum to columns", &sumOp, ReduceAttrs {{0}}, {f32(rows)}},
        {"greatest", &maxOp, ReduceAttrs {{0, 1}}, {f32(rows)}},
        {"exp", &scalarOp(ScalarFunction::exp), {}, {f32(planes)}},
        {"matmul", &matmulOp, MatmulAttrs {}, {f32({200, 150}), f32({150, 170})}},
        {"scatter", &scatterAddOp, ShapeAttrs {{300, 20}}, {words, f32({9000, 20})}},
        {"random", &randomOp, RandomAttrs {.shape = planes}, {key}},
        {"layer norm", &normOp, NormAttrs {{1}}, {f32(rows), f32(row), f32(row)}},
        {"layer norm gradient",
         &normGradientOp,
         NormAttrs {{1}},
         {f32(rows), f32(row), f32(each), f32(each), f32(rows)}},
    };
    for (const Layout layout : {Layout::rowMajor, Layout::channelsLast}) {
        const TestTensor x = f32(planes, layout), c = f32(channels);
        samples.push_back({"batch norm", &normOp, NormAttrs {{0, 2, 3}}, {x, c, c}});
        samples.push_back({"batch norm gradient", &normGradientOp, NormAttrs {{0, 2, 3}}, {x, c, c, c, x}});
        samples.push_back({"sum to channels", &sumOp, ReduceAttrs {{0, 2, 3}}, {x}});
    }
    return samples;
}

// Of results as large as the first operand: that operand's.
std::vector<Layout> layoutsOf(const OpSample& sample)
{
    return {sample.op == &sumOp ? Layout::rowMajor : sample.in[0].info.layout};
}

double dot(const TestTensor& a, const TestTensor& b)
{
    double total = 0;
    for (size_t i = 0; i < a.numbers.size(); ++i)
        total += a.numbers[i] * b.numbers[i];
    return total;
}

// The definition, element by element: every pair of a result and a tap whose input lies inside.
TestTensor convolved(const ConvAttrs& how, const TestTensor& x, const TestTensor& filter)
{
    const ValueInfo infos[] = {x.info, filter.info};
    TestTensor y = {convOp.infer(how, std::span(infos))[0], {}};
    const Shape &from = x.info.shape, &taps = filter.info.shape, &to = y.info.shape;
    const Shape xStep = stridesOf(from), tapStep = stridesOf(taps), yStep = stridesOf(to);
    for (int64_t i = 0; i < to.elements(); ++i) {
        const int64_t n = i / yStep[0], f = i / yStep[1] % to[1], first = f / (to[1] / how.groups) * taps[1];
        double total = 0;
        for (int64_t t = 0; t < taps.elements() / std::max<int64_t>(1, taps[0]); ++t) {
            int64_t at = n * xStep[0] + (first + t / tapStep[1]) * xStep[1];
            bool inside = true;
            for (int axis = 2; axis < to.rank(); ++axis) {
                const int64_t position = i / yStep[axis] % to[axis] * how.stride[axis - 2] - how.padLow[axis - 2]
                    + t / tapStep[axis] % taps[axis] * how.dilation[axis - 2];
                inside = inside && position >= 0 && position < from[axis];
                at += position * xStep[axis];
            }
            if (inside)
                total += x.numbers[size_t(at)] * filter.numbers[size_t(f * tapStep[0] + t)];
        }
        y.numbers.push_back(total);
    }
    return y;
}

} // namespace

class TestCpuKernels : public QObject {
    Q_OBJECT
private slots:
    void everyCoreOpHasAKernel()
    {
        const auto backend = makeCpuBackend({.oneDnn = false});
        for (const DType dtype : {DType::f32, DType::f64}) {
            std::set<const Op*> seen;
            for (const OpSample& sample : opSamples(dtype)) {
                seen.insert(sample.op);
                if (isCore(*sample.op) || sample.op == &chainOp)
                    QVERIFY2(hasKernel(*backend, sample), sample.name.c_str());
            }
            for (const Op* op : allOps())
                QVERIFY2(seen.contains(op), (std::string(op->name) + " has no sample").c_str());
        }
    }

    void singleAgreesWithDouble()
    {
        const auto backend = makeCpuBackend({.oneDnn = false});
        const std::vector<OpSample> singles = opSamples(DType::f32), doubles = opSamples(DType::f64);
        for (size_t i = 0; i < singles.size(); ++i) {
            if (!hasKernel(*backend, singles[i]))
                continue;
            // The reference has the operands as f32 holds them.
            OpSample reference = doubles[i];
            for (size_t k = 0; k < reference.in.size(); ++k)
                reference.in[k].numbers = singles[i].in[k].numbers;
            const auto expected = hasKernel(*backend, reference)
                ? runNode(*backend, *reference.op, reference.attrs, reference.in)
                : runDecomposed(*backend, *reference.op, reference.attrs, reference.in);
            compare(runNode(*backend, *singles[i].op, singles[i].attrs, singles[i].in), expected, singles[i].terms,
                    singles[i].name);
        }
    }

    void layoutChangesNothing()
    {
        const auto backend = makeCpuBackend({.oneDnn = false});
        for (const DType dtype : {DType::f32, DType::f64}) {
            for (const OpSample& sample : opSamples(dtype)) {
                if (!takesLayouts(sample) || !hasKernel(*backend, sample))
                    continue;
                const auto expected = runNode(*backend, *sample.op, sample.attrs, sample.in);
                for (const unsigned mask : {~0u, 0x55555555u, 0xAAAAAAAAu, 1u, 2u, 4u}) {
                    OpSample other = sample;
                    const std::vector<Layout> layouts = layOut(other, mask);
                    if (!isCore(*sample.op) && !hasKernel(*backend, other, layouts))
                        continue; // decomposed, then
                    compare(runNode(*backend, *other.op, other.attrs, other.in, layouts), expected, sample.terms,
                            sample.name + " with layouts " + std::to_string(mask));
                }
            }
        }
    }

    void theSameOnAnyNumberOfCores()
    {
        const auto backend = makeCpuBackend({.oneDnn = false});
        for (const OpSample& sample : largeSamples()) {
            QVERIFY2(hasKernel(*backend, sample, layoutsOf(sample)), sample.name.c_str());
            setThreadCount(1);
            const auto one = runNode(*backend, *sample.op, sample.attrs, sample.in, layoutsOf(sample));
            setThreadCount(3);
            const auto three = runNode(*backend, *sample.op, sample.attrs, sample.in, layoutsOf(sample));
            setThreadCount(0);
            for (size_t k = 0; k < one.size(); ++k)
                QVERIFY2(toMemory(one[k]) == toMemory(three[k]), sample.name.c_str());
        }
    }

    // Forward, element by element; the gradients are its adjoints: <dy, conv(x)> = <gradient at dy, x>.
    void convolutionsAreWhatTheyAreDefinedAs()
    {
        const auto backend = makeCpuBackend({.oneDnn = false});
        for (const OpSample& sample : opSamples(DType::f64)) {
            if (sample.op != &convOp)
                continue;
            const auto& how = std::get<ConvAttrs>(sample.attrs);
            const TestTensor &x = sample.in[0], &filter = sample.in[1];
            const TestTensor y = runNode(*backend, convOp, how, sample.in)[0];
            QVERIFY2(difference(y, convolved(how, x, filter), sample.terms).empty(), sample.name.c_str());
            ConvAttrs toInput = how, toFilter = how;
            toInput.result = x.info.shape;
            toFilter.result = filter.info.shape;
            const TestTensor dy = randomTensor(y.info, 5);
            const TestTensor operandsX[] = {dy, filter}, operandsFilter[] = {x, dy};
            const double expected = dot(dy, y);
            const double byInput = dot(runNode(*backend, convInputGradientOp, toInput, operandsX)[0], x);
            const double byFilter = dot(runNode(*backend, convFilterGradientOp, toFilter, operandsFilter)[0], filter);
            QVERIFY2(std::fabs(byInput - expected) <= 1e-10 * (1 + std::fabs(expected)), sample.name.c_str());
            QVERIFY2(std::fabs(byFilter - expected) <= 1e-10 * (1 + std::fabs(expected)), sample.name.c_str());
        }
    }

    void fusedIsTheDecomposition()
    {
        const auto backend = makeCpuBackend({.oneDnn = false});
        for (const DType dtype : {DType::f32, DType::f64}) {
            for (const OpSample& sample : opSamples(dtype)) {
                if (isCore(*sample.op) || !hasKernel(*backend, sample))
                    continue;
                compare(runNode(*backend, *sample.op, sample.attrs, sample.in),
                        runDecomposed(*backend, *sample.op, sample.attrs, sample.in), sample.terms, sample.name);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestCpuKernels)
#include "tst_cpu_kernels.moc"
