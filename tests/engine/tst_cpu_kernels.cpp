#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/op_samples.h"
#include "tests/support/tolerances.h"

#include <QTest>

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
        for (const OpSample& sample : opSamples(DType::f32)) {
            if (!hasKernel(*backend, sample))
                continue;
            setThreadCount(1);
            const auto one = runNode(*backend, *sample.op, sample.attrs, sample.in);
            setThreadCount(3);
            const auto three = runNode(*backend, *sample.op, sample.attrs, sample.in);
            setThreadCount(0);
            for (size_t k = 0; k < one.size(); ++k)
                QVERIFY2(toMemory(one[k]) == toMemory(three[k]), sample.name.c_str());
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
