#include "engine/backends/cpu/simd/vector_functions.h"
#include "engine/support/random.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

// The vector loops of every instruction set that this processor has, against the C library in f64.

using namespace weft;

namespace {

using enum ScalarFunction;

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();

double exact(ScalarFunction function, double a, double b, double c)
{
    switch (function) {
    case negate:
        return -a;
    case abs:
        return std::fabs(a);
    case sign:
        return double(a > 0) - double(a < 0);
    case exp:
        return std::exp(a);
    case log:
        return std::log(a);
    case log1p:
        return std::log1p(a);
    case sqrt:
        return std::sqrt(a);
    case rsqrt:
        return 1 / std::sqrt(a);
    case reciprocal:
        return 1 / a;
    case square:
        return a * a;
    case tanh:
        return std::tanh(a);
    case sigmoid:
        return 1 / (1 + std::exp(-a));
    case relu:
        return a < 0 ? 0 : a;
    case erf:
        return std::erf(a);
    case sin:
        return std::sin(a);
    case cos:
        return std::cos(a);
    case floor:
        return std::floor(a);
    case is_finite:
        return std::isfinite(a);
    case add:
        return a + b;
    case subtract:
        return a - b;
    case multiply:
        return a * b;
    case divide:
        return a / b;
    case maximum:
        return std::isnan(a) || std::isnan(b) ? std::nan("") : std::max(a, b);
    case minimum:
        return std::isnan(a) || std::isnan(b) ? std::nan("") : std::min(a, b);
    case power:
        return std::pow(a, b);
    case equal:
        return a == b;
    case less:
        return a < b;
    case less_equal:
        return a <= b;
    case select:
        return a != 0 ? b : c;
    case constant:
        break;
    }
    return 0;
}

// The distance from the exact value in units in the last place of f32; denormal results may become 0.
double unitsOff(float found, double expected)
{
    const float nearest = float(expected);
    if (std::isnan(expected))
        return std::isnan(found) ? 0 : inf;
    if (std::isinf(nearest) || std::isinf(found))
        return found == nearest || (std::isinf(nearest) && std::fabs(found) > 3.4028e38f && found * nearest > 0) ? 0
                                                                                                                 : inf;
    const double smallest = double(std::numeric_limits<float>::min());
    if (std::fabs(expected) < smallest)
        return std::fabs(double(found) - expected) <= smallest ? 0 : inf;
    int exponent = 0;
    std::frexp(expected, &exponent);
    return std::fabs(double(found) - expected) / std::ldexp(1.0, exponent - 24);
}

double allowedUnits(ScalarFunction function)
{
    switch (function) {
    case exp:
    case log:
    case sin:
    case cos:
        return 2;
    case log1p:
    case tanh:
    case sigmoid:
    case erf:
        return 4;
    case power:
    case rsqrt:
        return 1.5;
    default:
        return 0.5000001; // rounded once
    }
}

constexpr float special[] = {
    0.0f,           -0.0f,      1.0f,  -1.0f,      0.5f,        -2.0f,      3.0f,           -3.0f,
    2.5f,           inf,        -inf,  notANumber, 1e-40f,      -1e-40f,    1.1754944e-38f, 3.4028235e38f,
    -3.4028235e38f, 88.7f,      88.8f, -87.5f,     -103.0f,     -110.0f,    1e5f,           1e7f,
    -1e10f,         0.6499999f, 0.65f, 0.9999999f, 0.70710677f, 1.4142135f, 4.0f,           16777216.0f};

} // namespace

class TestSimd : public QObject {
    Q_OBJECT
private slots:
    void functionsAreAccurate_data()
    {
        QTest::addColumn<int>("set");
        QTest::addColumn<int>("function");
        for (int set = 0; set < int(supportedVectorFunctions().size()); ++set) {
            for (int i = 0; i < scalarFunctionCount; ++i)
                QTest::addRow("%s %s", supportedVectorFunctions()[size_t(set)]->name, names[i]) << set << i;
        }
    }
    void functionsAreAccurate()
    {
        QFETCH(int, set);
        QFETCH(int, function);
        const auto which = ScalarFunction(function);
        std::vector<float> a, b, c;
        for (const float x : special) {
            for (const float y : special) {
                a.push_back(x);
                b.push_back(y);
                c.push_back(7);
            }
        }
        RandomSequence random(1, streamOf("simd"), uint32_t(function));
        for (int i = 0; i < 200000; ++i) { // every exponent, and closely where the functions bend
            float x = 0, y = 0;
            const uint32_t bits = random.bits(), more = random.bits();
            std::memcpy(&x, &bits, 4);
            std::memcpy(&y, &more, 4);
            if (i % 4 != 0) {
                x = (random.uniform() - 0.5f) * (i % 4 == 1 ? 2.5f : i % 4 == 2 ? 20.0f : 200.0f);
                y = (random.uniform() - 0.5f) * (i % 4 == 1 ? 2.5f : i % 4 == 2 ? 20.0f : 200.0f);
            }
            a.push_back(which == power && i % 8 < 7 ? std::fabs(x) : x);
            b.push_back(i % 16 == 0 ? std::floor(y) : y);
            c.push_back(random.uniform());
        }
        std::vector<float> y(a.size());
        for (size_t start = 0; start < a.size(); start += 1000) { // short runs, so that tails are tried too
            const int64_t count = int64_t(std::min<size_t>(1000, a.size() - start));
            supportedVectorFunctions()[size_t(set)]->scalar[function](y.data() + start, a.data() + start,
                                                                      b.data() + start, c.data() + start, count);
        }
        double worst = 0;
        for (size_t i = 0; i < a.size(); ++i) {
            const double expected = exact(which, double(a[i]), double(b[i]), double(c[i]));
            const double off = unitsOff(y[i], expected);
            worst = std::max(worst, off);
            if (off > allowedUnits(which)) {
                QFAIL(qPrintable(QString("f(%1, %2) is %3, not %4: %5 units")
                                     .arg(double(a[i]), 0, 'g', 9)
                                     .arg(double(b[i]), 0, 'g', 9)
                                     .arg(double(y[i]), 0, 'g', 9)
                                     .arg(expected, 0, 'g', 9)
                                     .arg(off)));
            }
        }
        if (allowedUnits(which) > 1)
            qInfo("%s: %s units", QTest::currentDataTag(), qPrintable(QString::number(worst, 'f', 2)));
    }

    void resultsMayLieOverAnyOperand()
    {
        for (const VectorFunctions* set : supportedVectorFunctions()) {
            for (int i = 0; i < scalarFunctionCount; ++i) {
                for (int over = 0; over < operandCount(ScalarFunction(i)); ++over) {
                    std::vector<float> operands[3];
                    for (int k = 0; k < 3; ++k) {
                        for (int j = 0; j < 203; ++j)
                            operands[k].push_back(float((j * (k + 3)) % 17) * 0.25f + 0.5f);
                    }
                    std::vector<float> apart(203);
                    const auto run = set->scalar[i];
                    run(apart.data(), operands[0].data(), operands[1].data(), operands[2].data(), 203);
                    run(operands[over].data(), operands[0].data(), operands[1].data(), operands[2].data(), 203);
                    QVERIFY2(operands[over] == apart, names[i]);
                }
            }
        }
    }

    void uniformNumbersArePhilox()
    {
        const uint32_t counter[] = {0xFFFFFF00u, 7, 8, 9}, key[] = {123, 456};
        for (const VectorFunctions* set : supportedVectorFunctions()) {
            std::vector<float> y(4 * 203);
            set->uniform(y.data(), counter, key, 203);
            for (uint32_t i = 0; i < 203; ++i) {
                const auto block = Philox::block({counter[0] + i, 7, 8, 9}, {123, 456});
                for (size_t lane = 0; lane < 4; ++lane)
                    QCOMPARE(y[4 * i + lane], unitFloat(block[lane]));
            }
        }
    }

    void sumsAndMaximaAreThose()
    {
        RandomSequence random(2, streamOf("simd"));
        for (const VectorFunctions* set : supportedVectorFunctions()) {
            for (int64_t count = 0; count < 300; ++count) {
                std::vector<float> x;
                double sum = 0, size = 0;
                float greatest = -inf;
                for (int64_t i = 0; i < count; ++i) {
                    x.push_back(random.uniform() - 0.7f);
                    sum += double(x.back());
                    size += std::fabs(double(x.back()));
                    greatest = std::max(greatest, x.back());
                }
                QVERIFY(std::fabs(set->sum(x.data(), count) - sum) <= 3e-7 * size);
                QCOMPARE(set->maximum(x.data(), count), greatest);
                std::vector<double> total(size_t(count), 1);
                set->addTo(total.data(), x.data(), count);
                for (size_t i = 0; i < x.size(); ++i)
                    QCOMPARE(total[i], 1 + double(x[i]));
                for (int64_t i = 0; i < count; i += 13) {
                    std::vector<float> spoilt = x;
                    spoilt[size_t(i)] = notANumber;
                    QVERIFY(std::isnan(set->maximum(spoilt.data(), count)));
                    QVERIFY(std::isnan(set->sum(spoilt.data(), count)));
                }
            }
        }
    }

private:
    static constexpr const char* names[] = {
#define WEFT_ROW(name, operands) #name,
        WEFT_SCALAR_FUNCTIONS(WEFT_ROW)
#undef WEFT_ROW
    };
};

QTEST_APPLESS_MAIN(TestSimd)
#include "tst_simd.moc"
