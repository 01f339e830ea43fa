#include "engine/backends/cpu/cpu_backend.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/forwarding_backend.h"
#include "tests/support/op_samples.h"
#include "tests/support/tolerances.h"
#ifdef WEFT_ONEDNN
#include "engine/backends/cpu/onednn/onednn.h"
#endif

#include <QTest>

#include <optional>

// oneDNN's kernels against the plain ones in f64, over the forms that choose different code in it.

using namespace weft;

namespace {

// Without the plain kernels behind it, so that a test sees what is declined.
class OneDnnAlone final : public NodeByNode {
public:
    OneDnnAlone()
        : NodeByNode(CpuOptions())
    {
    }
    std::unique_ptr<Kernel> prepare([[maybe_unused]] const Node& node, [[maybe_unused]] const Program& program) override
    {
#ifdef WEFT_ONEDNN
        return prepareOneDnn(node, program);
#else
        return nullptr;
#endif
    }
};

TestTensor randomSingles(const Shape& shape, uint32_t seed)
{
    return randomTensor({.shape = shape, .dtype = DType::f32}, seed);
}

// The first difference from the plain kernel in f64, or between two launches; "" if there is none.
QString mistake(const Op& op, const Attrs& attrs, std::vector<TestTensor> in, int64_t terms,
                Layout layout = Layout::rowMajor, std::optional<Layout> resultLayout = {})
{
    std::vector<TestTensor> reference = in;
    for (TestTensor& tensor : reference)
        tensor.info.dtype = DType::f64;
    const auto plain = makeCpuBackend({.oneDnn = false});
    const auto expected = runNode(*plain, op, attrs, reference);
    const auto mayLie = [](const TestTensor& tensor, Layout wanted) {
        return tensor.info.shape.rank() >= 3 ? wanted : Layout::rowMajor;
    };
    for (size_t k = 0; k < in.size(); ++k) {
        const bool isFilter = k == 1 && (&op == &convOp || &op == &convInputGradientOp);
        in[k].info.layout = isFilter ? Layout::rowMajor : mayLie(in[k], layout);
    }
    std::vector<Layout> results;
    for (const TestTensor& tensor : expected)
        results.push_back(&op == &convFilterGradientOp ? Layout::rowMajor
                                                       : mayLie(tensor, resultLayout.value_or(layout)));
    OneDnnAlone oneDnn;
    const auto found = runNode(oneDnn, op, attrs, in, results), again = runNode(oneDnn, op, attrs, in, results);
    for (size_t k = 0; k < found.size(); ++k) {
        if (toMemory(found[k]) != toMemory(again[k]))
            return "two launches differ";
        if (const std::string text = difference(found[k], expected[k], terms); !text.empty())
            return QString::fromStdString(text);
    }
    return {};
}

constexpr Layout layouts[] = {Layout::rowMajor, Layout::channelsLast};

const char* nameOf(Layout layout)
{
    return layout == Layout::rowMajor ? "row-major" : "channels last";
}

struct ConvCase {
    const char* name;
    Shape x, filter;
    ConvAttrs how;
};

Shape everywhere(int axes, int64_t size)
{
    Shape shape;
    for (int i = 0; i < axes; ++i)
        shape.push_back(size);
    return shape;
}

ConvAttrs plainly(int axes, int64_t stride = 1, int64_t pad = 0, int64_t dilation = 1, int64_t groups = 1)
{
    return {.stride = everywhere(axes, stride),
            .padLow = everywhere(axes, pad),
            .padHigh = everywhere(axes, pad),
            .dilation = everywhere(axes, dilation),
            .groups = groups};
}

const std::vector<ConvCase>& convCases()
{
    static const std::vector<ConvCase> cases = {
        {"3×3", {2, 16, 9, 7}, {32, 16, 3, 3}, plainly(2, 1, 1)},
        {"3×3 of few channels", {2, 3, 11, 8}, {5, 3, 3, 3}, plainly(2, 1, 1)},
        {"one channel", {3, 1, 10, 10}, {6, 1, 5, 5}, plainly(2, 1, 2)},
        {"one filter, 1×1", {2, 16, 6, 5}, {1, 16, 1, 1}, plainly(2)},
        {"1×1", {2, 24, 6, 6}, {40, 24, 1, 1}, plainly(2)},
        {"1×1 stride 2", {2, 16, 7, 7}, {32, 16, 1, 1}, plainly(2, 2)},
        {"stride 2 that leaves a rest", {2, 8, 10, 7}, {12, 8, 3, 3}, plainly(2, 2, 1)},
        {"stride 3 over kernel 2", {2, 4, 11, 11}, {6, 4, 2, 2}, plainly(2, 3)},
        {"2×2 stride 2", {2, 16, 8, 8}, {24, 16, 2, 2}, plainly(2, 2)},
        {"dilation 2", {2, 8, 12, 12}, {8, 8, 3, 3}, plainly(2, 1, 2, 2)},
        {"groups", {2, 12, 7, 7}, {18, 4, 3, 3}, plainly(2, 1, 1, 1, 3)},
        {"groups of 16", {2, 64, 7, 7}, {64, 16, 3, 3}, plainly(2, 1, 1, 1, 4)},
        {"depthwise", {2, 20, 9, 9}, {20, 1, 3, 3}, plainly(2, 1, 1, 1, 20)},
        {"depthwise, two filters a channel", {2, 6, 9, 9}, {12, 1, 3, 3}, plainly(2, 2, 1, 1, 6)},
        {"padding on one side",
         {2, 4, 8, 8},
         {4, 4, 2, 4},
         {.stride = {1, 2}, .padLow = {1, 0}, .padHigh = {0, 3}, .dilation = {1, 1}}},
        {"one axis", {3, 8, 21}, {16, 8, 5}, plainly(1, 2, 2)},
        {"one axis, groups, dilation", {2, 6, 21}, {4, 3, 3}, plainly(1, 1, 0, 4, 2)},
        {"three axes", {2, 4, 5, 6, 7}, {8, 4, 3, 3, 3}, plainly(3, 1, 1)},
        {"three axes, stride 2", {1, 16, 6, 6, 6}, {16, 16, 2, 2, 2}, plainly(3, 2)},
        {"one sample", {1, 32, 5, 5}, {10, 32, 5, 5}, plainly(2)},
    };
    return cases;
}

} // namespace

class TestOneDnn : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
#ifndef WEFT_ONEDNN
        QSKIP("This build has no oneDNN; the CPU runs the plain loops.");
#endif
    }

    void matmulAgreesWithThePlainLoops_data()
    {
        QTest::addColumn<std::vector<int64_t>>("sizes"); // batch (0: none), rows, columns, inner
        QTest::addColumn<bool>("transposeA");
        QTest::addColumn<bool>("transposeB");
        for (const std::vector<int64_t>& sizes : std::vector<std::vector<int64_t>> {{0, 16, 128, 784},
                                                                                    {0, 16, 10, 128},
                                                                                    {0, 1, 1, 1},
                                                                                    {0, 1, 40, 7},
                                                                                    {0, 33, 1, 65},
                                                                                    {0, 130, 67, 300},
                                                                                    {0, 1030, 514, 260}, // large
                                                                                    {3, 17, 19, 23},
                                                                                    {8, 64, 64, 32},
                                                                                    {1, 5, 6, 7}}) {
            for (const bool ta : {false, true}) {
                for (const bool tb : {false, true})
                    QTest::addRow("%d: %d×%d×%d%s%s", int(sizes[0]), int(sizes[1]), int(sizes[2]), int(sizes[3]),
                                  ta ? " Aᵀ" : "", tb ? " Bᵀ" : "")
                        << sizes << ta << tb;
            }
        }
    }
    void matmulAgreesWithThePlainLoops()
    {
        QFETCH(std::vector<int64_t>, sizes);
        QFETCH(bool, transposeA);
        QFETCH(bool, transposeB);
        const auto shapeOf = [&](int64_t rows, int64_t columns, bool transposed) {
            Shape shape = transposed ? Shape {columns, rows} : Shape {rows, columns};
            if (sizes[0] > 0)
                shape.insert(0, sizes[0]);
            return shape;
        };
        QCOMPARE(mistake(matmulOp, MatmulAttrs {transposeA, transposeB},
                         {randomSingles(shapeOf(sizes[1], sizes[3], transposeA), 1),
                          randomSingles(shapeOf(sizes[3], sizes[2], transposeB), 2)},
                         sizes[3]),
                 QString());
    }

    void convolutionsAgreeWithThePlainLoops_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("layout");
        for (int i = 0; i < int(convCases().size()); ++i) {
            for (const Layout layout : layouts)
                QTest::addRow("%s, %s", convCases()[size_t(i)].name, nameOf(layout)) << i << int(layout);
        }
    }
    void convolutionsAgreeWithThePlainLoops()
    {
        QFETCH(int, index);
        QFETCH(int, layout);
        const ConvCase& c = convCases()[size_t(index)];
        ConvAttrs toInput = c.how, toFilter = c.how;
        toInput.result = c.x;
        toFilter.result = c.filter;
        const TestTensor x = randomSingles(c.x, 1), filter = randomSingles(c.filter, 2);
        const Shape y = convOp.infer(c.how, std::vector {x.info, filter.info})[0].shape;
        const TestTensor dy = randomSingles(y, 3);
        const auto at = Layout(layout);
        QCOMPARE(mistake(convOp, c.how, {x, filter}, c.filter.elements() / c.filter[0], at), QString());
        QCOMPARE(mistake(convInputGradientOp, toInput, {dy, filter}, c.filter.elements() / c.filter[1], at), QString());
        QCOMPARE(mistake(convFilterGradientOp, toFilter, {x, dy}, y.elements() / y[1], at), QString());
    }

    void poolingAgreesWithThePlainLoops_data()
    {
        QTest::addColumn<std::vector<int64_t>>("sizes"); // samples, channels, sizes…
        QTest::addColumn<std::vector<int64_t>>("window"); // kernel, stride, padding before, after
        QTest::addColumn<bool>("countPadding");
        QTest::addColumn<int>("layout");
        const std::vector<std::pair<std::vector<int64_t>, std::vector<int64_t>>> cases = {
            {{2, 16, 8, 8}, {2, 2, 0, 0}},  {{2, 5, 9, 7}, {3, 2, 1, 1}}, {{3, 1, 6, 6}, {2, 1, 0, 0}},
            {{2, 20, 7, 7}, {3, 1, 2, 0}},  {{2, 6, 13}, {4, 3, 1, 2}},   {{1, 17, 5, 6, 4}, {2, 2, 0, 1}},
            {{2, 32, 11, 11}, {3, 3, 0, 0}}};
        for (const auto& [sizes, window] : cases) {
            for (const Layout layout : layouts) {
                for (const bool countPadding : {false, true})
                    QTest::addRow("%s, window %d, stride %d%s, %s", toString(Shape(sizes)).c_str(), int(window[0]),
                                  int(window[1]), countPadding ? ", padding counts" : "", nameOf(layout))
                        << sizes << window << countPadding << int(layout);
            }
        }
    }
    void poolingAgreesWithThePlainLoops()
    {
        QFETCH(std::vector<int64_t>, sizes);
        QFETCH(std::vector<int64_t>, window);
        QFETCH(bool, countPadding);
        QFETCH(int, layout);
        const Shape shape(sizes);
        const int axes = shape.rank() - 2;
        const PoolAttrs how = {.kernel = everywhere(axes, window[0]),
                               .stride = everywhere(axes, window[1]),
                               .padLow = everywhere(axes, window[2]),
                               .padHigh = everywhere(axes, window[3]),
                               .countPadding = countPadding};
        PoolAttrs back = how;
        back.result = shape;
        TestTensor x = randomSingles(shape, 1);
        for (double& number : x.numbers)
            number = std::round(number * 3); // so that many are equal, and the first must win
        const TestTensor y = {.info = maxPoolOp.infer(how, std::vector {x.info})[0], .numbers = {}};
        const TestTensor dy = randomSingles(y.info.shape, 2);
        const auto at = Layout(layout);
        const int64_t terms = how.kernel.elements();
        QCOMPARE(mistake(maxPoolOp, how, {x}, terms, at), QString());
        QCOMPARE(mistake(maxPoolGradientOp, how, {x, dy, dy}, terms, at), QString());
        QCOMPARE(mistake(avgPoolOp, how, {x}, terms, at), QString());
        QCOMPARE(mistake(avgPoolGradientOp, back, {dy}, terms, at), QString());
    }

    void maxPoolingKeepsWhatIsNotFinite()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
        for (const Layout layout : layouts) {
            for (const int position : {0, 1, 7}) {
                for (const double value : {nan, infinite, -infinite}) {
                    TestTensor x = randomSingles({2, 16, 4, 4}, 1);
                    x.numbers[size_t(position)] = value;
                    const PoolAttrs how = {.kernel = {2, 2}, .stride = {2, 2}, .padLow = {0, 0}, .padHigh = {0, 0}};
                    const TestTensor dy = randomSingles({2, 16, 2, 2}, 2);
                    QCOMPARE(mistake(maxPoolOp, how, {x}, 1, layout), QString());
                    QCOMPARE(mistake(maxPoolGradientOp, how, {x, dy, dy}, 1, layout), QString());
                }
            }
        }
    }

    void lstmAgreesWithThePlainLoops_data()
    {
        QTest::addColumn<std::vector<int64_t>>("sizes"); // samples, length, units
        for (const std::vector<int64_t>& sizes :
             std::vector<std::vector<int64_t>> {{1, 1, 1}, {1, 6, 32}, {3, 5, 7}, {9, 4, 33}, {64, 3, 48}, {13, 1, 16}})
            QTest::addRow("%d×%d×%d", int(sizes[0]), int(sizes[1]), int(sizes[2])) << sizes;
    }
    void lstmAgreesWithThePlainLoops()
    {
        QFETCH(std::vector<int64_t>, sizes);
        const int64_t samples = sizes[0], length = sizes[1], units = sizes[2];
        const TestTensor projected = randomTensor({.shape = {samples, length, 4 * units}}, 1, -4, 4);
        const TestTensor recurrent = randomTensor({.shape = {units, 4 * units}}, 2, -0.5, 0.5);
        const TestTensor h0 = randomSingles({samples, units}, 3), c0 = randomSingles({samples, units}, 4);
        QCOMPARE(mistake(lstmOp, {}, {projected, recurrent, h0, c0}, units * length), QString());
        const TestTensor c = randomSingles({samples, length, units}, 5), dh = randomSingles(c.info.shape, 6),
                         dc = randomSingles(c.info.shape, 7);
        const TestTensor gates = randomTensor(projected.info, 8, 0.05, 0.95);
        QCOMPARE(mistake(lstmGradientOp, {}, {recurrent, c0, c, gates, dh, dc}, 4 * units * length), QString());
    }

    void lstmKeepsNumbersThatAreNotFinite()
    {
        TestTensor projected = randomSingles({4, 1, 4 * 20}, 1);
        projected.numbers[5] = std::numeric_limits<double>::quiet_NaN(); // an input gate
        projected.numbers[85] = 1e30; // as far open as can be
        projected.numbers[165] = -1e30;
        const TestTensor zero = {.info = {.shape = {4, 20}}, .numbers = std::vector<double>(80)};
        QCOMPARE(mistake(lstmOp, {}, {projected, randomSingles({20, 80}, 2), zero, zero}, 20), QString());
    }

    void everySampleThatIsTakenAgrees()
    {
        int taken = 0;
        OneDnnAlone oneDnn;
        for (const OpSample& sample : opSamples(DType::f32)) {
            Program program;
            Builder builder(program);
            Values in;
            for (const TestTensor& operand : sample.in)
                in.push_back(builder.input("in" + std::to_string(in.size()), operand.info.shape, operand.info.dtype));
            builder.add(*sample.op, sample.attrs, in);
            if (!oneDnn.prepare(program.nodes.back(), program))
                continue;
            ++taken;
            const bool hasLayouts = sample.op != &lstmOp && sample.op != &lstmGradientOp && sample.op != &matmulOp;
            for (const auto& [from, to] : {std::pair {layouts[0], layouts[0]},
                                           {layouts[0], layouts[1]},
                                           {layouts[1], layouts[0]},
                                           {layouts[1], layouts[1]}}) {
                if (!hasLayouts && (from != Layout::rowMajor || to != Layout::rowMajor))
                    continue;
                const QString text = mistake(*sample.op, sample.attrs, sample.in, sample.terms, from, to);
                QVERIFY2(text.isEmpty(), qPrintable(QString::fromStdString(sample.name + ": ") + text));
            }
        }
        QVERIFY(taken > 10);
    }

    void otherTypesAndNothingAreDeclined()
    {
        OneDnnAlone oneDnn;
        const auto declines = [&](const Shape& a, const Shape& b, DType dtype) {
            Program program;
            Builder builder(program);
            matmul(builder.input("a", a, dtype), builder.input("b", b, dtype));
            return !oneDnn.prepare(program.nodes.back(), program);
        };
        QVERIFY(!declines({4, 4}, {4, 4}, DType::f32));
        QVERIFY(declines({4, 4}, {4, 4}, DType::f64));
        QVERIFY(declines({0, 4}, {4, 4}, DType::f32));
        QVERIFY(declines({4, 0}, {0, 4}, DType::f32)); // the sum of nothing, but still to be written
    }
};

QTEST_APPLESS_MAIN(TestOneDnn)
#include "tst_onednn.moc"
