#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"
#include "engine/support/random.h"
#ifdef WEFT_ONEDNN
#include "engine/backends/cpu/onednn/onednn.h"
#endif

#include <QTest>

#include <cstring>
#include <limits>

using namespace weft;

namespace {

#ifndef WEFT_ONEDNN
std::unique_ptr<Kernel> prepareOneDnn(const Node&, const Program&)
{
    return nullptr;
}
#endif

using Numbers = std::vector<double>; // in logical order, whatever the layout

Numbers randomNumbers(const Shape& shape, uint32_t stream)
{
    RandomSequence random(7, stream);
    Numbers numbers(size_t(shape.elements()));
    for (double& number : numbers)
        number = float(random.normal());
    return numbers;
}

// Calls visit(index) for every index of the shape, in row-major order.
template <class Visit> void forEach(const Shape& shape, Visit visit)
{
    Shape at = shape;
    for (int axis = 0; axis < at.rank(); ++axis)
        at[axis] = 0;
    for (int64_t i = 0; i < shape.elements(); ++i) {
        visit(at);
        for (int axis = at.rank() - 1; axis >= 0 && ++at[axis] == shape[axis]; --axis)
            at[axis] = 0;
    }
}

int64_t offset(const Shape& at, const Shape& strides)
{
    int64_t sum = 0;
    for (int axis = 0; axis < at.rank(); ++axis)
        sum += at[axis] * strides[axis];
    return sum;
}

// Memory as the arena gives it, filled with NaN first.
struct Buffer {
    explicit Buffer(size_t size)
        : bytes((size + 3) / 4 * 4)
        , data(new (std::align_val_t(64)) std::byte[bytes + 64])
    {
        const float poison = std::numeric_limits<float>::quiet_NaN();
        for (size_t i = 0; i < bytes; i += sizeof poison)
            std::memcpy(data + i, &poison, sizeof poison);
    }
    Buffer(Buffer&& other)
        : bytes(other.bytes)
        , data(std::exchange(other.data, nullptr))
    {
    }
    ~Buffer() { ::operator delete[](data, std::align_val_t(64)); }
    float* floats() { return reinterpret_cast<float*>(data); }
    size_t bytes;
    std::byte* data;
};

Buffer laidOut(const Numbers& numbers, const ValueInfo& info)
{
    Buffer buffer(info.bytes());
    const Shape strides = stridesOf(info);
    size_t i = 0;
    forEach(info.shape, [&](const Shape& at) { buffer.floats()[offset(at, strides)] = float(numbers[i++]); });
    return buffer;
}

Numbers readBack(Buffer& buffer, const ValueInfo& info)
{
    Numbers numbers;
    const Shape strides = stridesOf(info);
    forEach(info.shape, [&](const Shape& at) { numbers.push_back(double(buffer.floats()[offset(at, strides)])); });
    return numbers;
}

// The last node of the program by oneDNN. Empty: declined, or two launches differed in a bit.
std::vector<Numbers> runByOneDnn(const Program& program, const std::vector<Numbers>& operands)
{
    const Node& node = program.nodes.back();
    const std::unique_ptr<Kernel> kernel = prepareOneDnn(node, program);
    if (!kernel)
        return {};
    std::vector<Numbers> first;
    for (int launch = 0; launch < 2; ++launch) {
        std::vector<Buffer> buffers;
        std::vector<std::byte*> in, out;
        buffers.reserve(operands.size() + node.out.size());
        for (size_t i = 0; i < operands.size(); ++i) {
            buffers.push_back(laidOut(operands[i], program.values[size_t(node.in[i])]));
            in.push_back(buffers.back().data);
        }
        for (const int id : node.out) {
            buffers.emplace_back(program.values[size_t(id)].bytes());
            out.push_back(buffers.back().data);
        }
        Buffer workspace(kernel->workspaceBytes());
        kernel->launch(in, out, workspace.data);
        std::vector<Numbers> results;
        for (size_t i = 0; i < node.out.size(); ++i)
            results.push_back(readBack(buffers[operands.size() + i], program.values[size_t(node.out[i])]));
        if (launch == 1 && results != first)
            return {};
        first = results;
    }
    return first;
}

// What f32 with `terms` additions an element may differ by: rtol 1.3e-6·√terms, of the size that the terms have.
QString difference(const Numbers& is, const Numbers& expected, int64_t terms)
{
    double scale = 0;
    for (const double number : expected)
        scale = std::max(scale, std::abs(number));
    const double allowed = 1.3e-6 * std::sqrt(double(terms));
    for (size_t i = 0; i < expected.size(); ++i) {
        if (!(std::abs(is[i] - expected[i]) <= allowed * (std::abs(expected[i]) + 0.5 * scale)))
            return QString("element %1 is %2, expected %3").arg(i).arg(is[i], 0, 'g', 9).arg(expected[i], 0, 'g', 9);
    }
    return {};
}

struct ConvCase {
    const char* name;
    Shape x, filter;
    ConvAttrs how;
};

ConvAttrs plainly(int spatial, int64_t stride = 1, int64_t pad = 0, int64_t dilation = 1, int64_t groups = 1)
{
    ConvAttrs how = {.stride = {}, .padLow = {}, .padHigh = {}, .dilation = {}, .groups = groups};
    for (int i = 0; i < spatial; ++i) {
        how.stride.push_back(stride);
        how.padLow.push_back(pad);
        how.padHigh.push_back(pad);
        how.dilation.push_back(dilation);
    }
    return how;
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

// Calls visit(i, j, k) with the places in x, filter and y of every product that the convolution sums.
template <class Visit> void forTaps(const ConvCase& c, const Shape& y, Visit visit)
{
    const Shape sx = stridesOf(c.x), sf = stridesOf(c.filter), sy = stridesOf(y);
    const int64_t filtersPerGroup = c.filter[0] / c.how.groups;
    forEach(y, [&](const Shape& at) {
        forEach(c.filter, [&](Shape tap) {
            if (tap[0] != at[1])
                return;
            Shape from = {at[0], at[1] / filtersPerGroup * c.filter[1] + tap[1]};
            for (int i = 0; i < y.rank() - 2; ++i) {
                from.push_back(at[i + 2] * c.how.stride[i] - c.how.padLow[i] + tap[i + 2] * c.how.dilation[i]);
                if (from[i + 2] < 0 || from[i + 2] >= c.x[i + 2])
                    return;
            }
            visit(size_t(offset(from, sx)), size_t(offset(tap, sf)), size_t(offset(at, sy)));
        });
    });
}

void addLayouts()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<bool>("channelsLast");
    for (int i = 0; i < int(convCases().size()); ++i) {
        for (const bool channelsLast : {false, true})
            QTest::addRow("%s, %s", convCases()[size_t(i)].name, channelsLast ? "channels last" : "row-major")
                << i << channelsLast;
    }
}

void setLayout(Program& program, Value value, bool channelsLast)
{
    program.values[size_t(value.id)].layout = channelsLast ? Layout::channelsLast : Layout::rowMajor;
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

    void matmulAgreesWithTheSum_data()
    {
        QTest::addColumn<std::vector<int64_t>>("sizes"); // batch (0: rank 2), rows, columns, inner
        QTest::addColumn<bool>("transposeA");
        QTest::addColumn<bool>("transposeB");
        for (const std::vector<int64_t>& sizes : std::vector<std::vector<int64_t>> {{0, 16, 128, 784},
                                                                                    {0, 16, 10, 128},
                                                                                    {0, 1, 1, 1},
                                                                                    {0, 1, 40, 7},
                                                                                    {0, 33, 1, 65},
                                                                                    {0, 130, 67, 300},
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
    void matmulAgreesWithTheSum()
    {
        QFETCH(std::vector<int64_t>, sizes);
        QFETCH(bool, transposeA);
        QFETCH(bool, transposeB);
        const int64_t batch = std::max<int64_t>(1, sizes[0]), m = sizes[1], n = sizes[2], k = sizes[3];
        const auto shapeOf = [&](int64_t rows, int64_t columns, bool transposed) {
            Shape shape = transposed ? Shape {columns, rows} : Shape {rows, columns};
            if (sizes[0] > 0)
                shape.insert(0, sizes[0]);
            return shape;
        };
        Program program;
        Builder builder(program);
        const Value a = builder.input("a", shapeOf(m, k, transposeA), DType::f32);
        const Value b = builder.input("b", shapeOf(k, n, transposeB), DType::f32);
        matmul(a, b, transposeA, transposeB);
        const Numbers av = randomNumbers(a.shape(), 1), bv = randomNumbers(b.shape(), 2);
        Numbers expected;
        for (int64_t i = 0; i < batch * m * n; ++i) {
            const int64_t p = i / (m * n), row = i / n % m, column = i % n;
            double sum = 0;
            for (int64_t j = 0; j < k; ++j)
                sum += av[size_t(p * m * k + (transposeA ? j * m + row : row * k + j))]
                    * bv[size_t(p * k * n + (transposeB ? column * k + j : j * n + column))];
            expected.push_back(sum);
        }
        const auto results = runByOneDnn(program, {av, bv});
        QVERIFY2(!results.empty(), "declined, or not the same twice");
        QCOMPARE(difference(results[0], expected, k), QString());
    }

    void convAgreesWithTheSum_data()
    {
        addLayouts();
    }
    void convAgreesWithTheSum()
    {
        QFETCH(int, index);
        QFETCH(bool, channelsLast);
        const ConvCase& c = convCases()[size_t(index)];
        Program program;
        Builder builder(program);
        const Value x = builder.input("x", c.x, DType::f32), filter = builder.input("filter", c.filter, DType::f32);
        const Value y = conv(x, filter, c.how);
        setLayout(program, x, channelsLast);
        setLayout(program, y, channelsLast);
        const Numbers xv = randomNumbers(c.x, 1), fv = randomNumbers(c.filter, 2);
        Numbers expected(size_t(y.shape().elements()));
        forTaps(c, y.shape(), [&](size_t i, size_t j, size_t k) { expected[k] += xv[i] * fv[j]; });
        const auto results = runByOneDnn(program, {xv, fv});
        QVERIFY2(!results.empty(), "declined, or not the same twice");
        QCOMPARE(difference(results[0], expected, c.filter.elements() / c.filter[0]), QString());
    }

    void convGradientsAgreeWithTheSum_data()
    {
        addLayouts();
    }
    void convGradientsAgreeWithTheSum()
    {
        QFETCH(int, index);
        QFETCH(bool, channelsLast);
        const ConvCase& c = convCases()[size_t(index)];
        Program forward;
        Builder shapes(forward);
        const Shape y =
            conv(shapes.input("x", c.x, DType::f32), shapes.input("filter", c.filter, DType::f32), c.how).shape();
        const Numbers xv = randomNumbers(c.x, 1), fv = randomNumbers(c.filter, 2), dyv = randomNumbers(y, 3);
        Numbers dx(xv.size()), df(fv.size());
        forTaps(c, y, [&](size_t i, size_t j, size_t k) {
            dx[i] += dyv[k] * fv[j];
            df[j] += dyv[k] * xv[i];
        });
        {
            Program program;
            Builder builder(program);
            const Value dy = builder.input("dy", y, DType::f32), filter = builder.input("f", c.filter, DType::f32);
            ConvAttrs how = c.how;
            how.result = c.x;
            const Value result = convInputGradient(dy, filter, how);
            setLayout(program, dy, channelsLast);
            setLayout(program, result, channelsLast);
            const auto results = runByOneDnn(program, {dyv, fv});
            QVERIFY2(!results.empty(), "declined, or not the same twice");
            QCOMPARE(difference(results[0], dx, c.filter.elements() / c.filter[1]), QString());
        }
        Program program;
        Builder builder(program);
        const Value x = builder.input("x", c.x, DType::f32), dy = builder.input("dy", y, DType::f32);
        ConvAttrs how = c.how;
        how.result = c.filter;
        convFilterGradient(x, dy, how);
        setLayout(program, x, channelsLast);
        setLayout(program, dy, channelsLast);
        const auto results = runByOneDnn(program, {xv, dyv});
        QVERIFY2(!results.empty(), "declined, or not the same twice");
        QCOMPARE(difference(results[0], df, y.elements() / y[1]), QString());
    }

    void otherTypesAndNothingAreDeclined()
    {
        Program program;
        Builder builder(program);
        matmul(builder.input("a", {4, 4}, DType::f64), builder.input("b", {4, 4}, DType::f64));
        QVERIFY(!prepareOneDnn(program.nodes.back(), program));
        matmul(builder.input("c", {0, 4}, DType::f32), builder.input("d", {4, 4}, DType::f32));
        QVERIFY(!prepareOneDnn(program.nodes.back(), program));
        matmul(builder.input("e", {4, 0}, DType::f32), builder.input("f", {0, 4}, DType::f32));
        QVERIFY(!prepareOneDnn(program.nodes.back(), program));
    }
};

QTEST_APPLESS_MAIN(TestOneDnn)
#include "tst_onednn.moc"
