#include "tests/ui/support/curve_values.h"
#include "ui/panels/curves/smoothing.h"
#include "ui/panels/curves/timeline.h"
#include "ui/session/curves/curve.h"
#include "ui/session/session.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

// What curves hold: every value in a pyramid, steps, and a smoothing that does not lie.

using namespace weft;

namespace {

Pyramid::Summary bruteForce(std::span<const float> values)
{
    Pyramid::Summary all;
    double sum = 0;
    for (const float value : values) {
        if (!std::isfinite(value))
            continue;
        all.min = std::min(all.min, value);
        all.max = std::max(all.max, value);
        if (value > 0)
            all.leastPositive = std::min(all.leastPositive, value);
        sum += double(value);
        ++all.count;
    }
    all.mean = all.count == 0 ? 0 : float(sum / all.count);
    return all;
}

void compareSummaries(const Pyramid::Summary& found, const Pyramid::Summary& expected)
{
    QCOMPARE(found.min, expected.min);
    QCOMPARE(found.max, expected.max);
    QCOMPARE(found.leastPositive, expected.leastPositive);
    QCOMPARE(found.count, expected.count);
    const double size = std::max(std::abs(double(expected.min)), std::abs(double(expected.max)));
    if (!expected.isEmpty())
        QVERIFY(std::abs(double(found.mean) - double(expected.mean)) <= 1e-5 * size);
}

// TensorBoard's own loop, as its line chart has it.
std::vector<double> tensorBoard(std::span<const float> values, double weight)
{
    std::vector<double> smoothed;
    double last = 0;
    int seen = 0;
    for (const float value : values) {
        if (!std::isfinite(value)) {
            smoothed.push_back(double(value));
            continue;
        }
        last = last * weight + (1 - weight) * double(value);
        ++seen;
        smoothed.push_back(last / (1 - std::pow(weight, seen)));
    }
    return smoothed;
}

} // namespace

class TestCurveNumbers : public QObject {
    Q_OBJECT

private slots:
    void aPyramidKnowsEveryStretchAsALoopDoes()
    {
        const std::vector<float> values = wildValues(40'000, 1);
        Pyramid pyramid;
        pyramid.append(values);
        std::mt19937 random(2);
        for (int i = 0; i < 3000; ++i) {
            const size_t most = i % 2 == 0 ? values.size() : 100;
            const size_t first = random() % values.size();
            const size_t last = std::min(values.size(), first + random() % most);
            compareSummaries(pyramid.summary(first, last), bruteForce(std::span(values).subspan(first, last - first)));
        }
        compareSummaries(pyramid.summary(), bruteForce(values));
        compareSummaries(pyramid.summary(0, values.size() * 2), bruteForce(values));
        QVERIFY(pyramid.summary(7, 7).isEmpty());
        QVERIFY(Pyramid().summary().isEmpty());
    }

    void aPyramidGrowsAndShrinksAsALoopDoes()
    {
        std::vector<float> values;
        Pyramid pyramid;
        std::mt19937 random(3);
        const std::vector<size_t> edges = {0, 1, 31, 32, 33, 1023, 1024, 1025, 2048, 32768, 32769, 40000};
        for (int round = 0; round < 200; ++round) {
            const size_t size = edges[random() % edges.size()];
            if (size < values.size()) {
                values.resize(size);
                pyramid.truncate(size);
            }
            const std::vector<float> more = wildValues(random() % 2100, random());
            values.insert(values.end(), more.begin(), more.end());
            pyramid.append(more);
            QCOMPARE(pyramid.size(), values.size());
            const size_t from = values.empty() ? 0 : random() % values.size();
            compareSummaries(pyramid.summary(from, values.size()), bruteForce(std::span(values).subspan(from)));
            size_t gaps = 0;
            for (const Pyramid::Gap& gap : pyramid.gaps())
                gaps += gap.last - gap.first + 1;
            QCOMPARE(gaps, values.size() - pyramid.summary().count);
        }
    }

    void gapsAreKeptByKindAndPlace()
    {
        Pyramid pyramid;
        pyramid.append(std::vector<float> {1, noNumber, noNumber, infinity, 2, -infinity, noNumber});
        using Gap = Pyramid::Gap;
        const std::vector<Gap> expected = {{1, 2, Gap::Kind::notANumber},
                                           {3, 3, Gap::Kind::infinite},
                                           {5, 5, Gap::Kind::minusInfinite},
                                           {6, 6, Gap::Kind::notANumber}};
        QVERIFY(pyramid.gaps() == expected);
        QCOMPARE(pyramid.gapFrom(2)->first, size_t(1));
        QCOMPARE(pyramid.gapFrom(3)->first, size_t(3));
        QVERIFY(pyramid.gapFrom(7) == pyramid.gaps().end());
        pyramid.truncate(2);
        QVERIFY(pyramid.gaps() == (std::vector<Gap> {{1, 1, Gap::Kind::notANumber}}));
        pyramid.truncate(1);
        QVERIFY(pyramid.gaps().empty());
    }

    void aMillionValuesTakeLessThanFiveBytesEach()
    {
        Pyramid pyramid;
        for (size_t i = 0; i < (size_t(1) << 20); ++i)
            pyramid.append(float(i));
        QVERIFY2(pyramid.bytes() < 5 * pyramid.size(), qPrintable(QString::number(pyramid.bytes())));
    }

    void aResumedRunTakesBackWhatItTellsAgain()
    {
        Curve curve = curveOf(std::vector<float> {1, 2, 3, 4, 5});
        curve.append(3, 30);
        QCOMPARE(curve.size(), size_t(3));
        QCOMPARE(curve.values[2], 30.0F);
        QCOMPARE(curve.lastStep(), int64_t(3));
        QCOMPARE(curve.values.rewinds(), 1U);
    }

    void stepsAreFoundByHalving()
    {
        Curve curve;
        for (const int64_t step : {3, 5, 9})
            curve.append(step, 1);
        const std::vector<double> at = {-1, 3, 3.5, 5, 8, 9, 10};
        const std::vector<size_t> from = {0, 0, 1, 1, 2, 2, 3};
        const std::vector<size_t> last = {3, 0, 0, 1, 1, 2, 2};
        for (size_t i = 0; i < at.size(); ++i) {
            QCOMPARE(curve.indexFrom(at[i]), from[i]);
            QCOMPARE(curve.indexAt(at[i]), last[i]);
        }
    }

    void stepsAreFoundHoweverUnevenTheyLie()
    {
        std::mt19937 random(14);
        Curve curve;
        int64_t step = 0;
        for (int i = 0; i < 3000; ++i) {
            step += i % 500 < 400 ? 1 : 1 + random() % 900;
            curve.append(step, 1);
        }
        for (int i = 0; i < 5000; ++i) {
            const double at = double(random() % uint32_t(step + 100)) - 20 + 0.5 * (i % 2);
            size_t expected = 0;
            while (expected < curve.size() && double(curve.step(expected)) < at)
                ++expected;
            QCOMPARE(curve.indexFrom(at), expected);
        }
    }

    void aTimelineGoesThereAndBack()
    {
        Timeline timeline;
        QCOMPARE(timeline.fromStep(Along::epoch, 70), 70.0); // nothing known
        timeline.add(100, 1, 10);
        timeline.add(100, 2, 11); // does not rise
        timeline.add(200, double(noNumber), 20);
        timeline.add(200, 2, 40);
        timeline.setNow(230, 2.3, 46);
        timeline.setNow(250, 2.5, 50);
        QCOMPARE(timeline.fromStep(Along::epoch, 150), 1.5);
        QCOMPARE(timeline.fromStep(Along::seconds, 150), 25.0);
        QCOMPARE(timeline.fromStep(Along::seconds, 225), 45.0);
        QCOMPARE(timeline.fromStep(Along::epoch, 300), 3.0); // straight on
        QCOMPARE(timeline.fromStep(Along::epoch, -100), -1.0);
        timeline.add(300, 3, 100);
        QCOMPARE(timeline.fromStep(Along::seconds, 250), 70.0); // what was now is forgotten
        for (const Along along : {Along::step, Along::epoch, Along::seconds})
            for (double step = -500; step < 900; step += 7)
                QVERIFY(std::abs(timeline.toStep(along, timeline.fromStep(along, step)) - step) < 1e-9);
        QVERIFY(std::isinf(timeline.toStep(Along::epoch, double(infinity))));
    }

    void smoothingIsTensorBoardsWhereValuesAreEven_data()
    {
        QTest::addColumn<double>("weight");
        for (const double weight : {0.0, 0.3, 0.6, 0.9, 0.99, 0.999})
            QTest::addRow("%g", weight) << weight;
    }

    void smoothingIsTensorBoardsWhereValuesAreEven()
    {
        QFETCH(double, weight);
        std::vector<float> values = wildValues(900, 5);
        for (float& value : values)
            value = value == 1e38F ? noNumber : value;
        const Curve curve = curveOf(values);
        Smoothed smoothed;
        smoothed.follow(curve, weight, 1);
        const std::vector<double> expected = tensorBoard(values, weight);
        QCOMPARE(smoothed.size(), expected.size());
        for (size_t i = 0; i < expected.size(); ++i) {
            const auto found = double(smoothed.values()[i]);
            if (std::isfinite(expected[i]))
                QVERIFY2(std::abs(found - expected[i]) < 1e-4, qPrintable(QString::number(i)));
            else
                QVERIFY(!std::isfinite(found));
        }
    }

    void aConstantStaysExactlyThatConstant()
    {
        const std::vector<float> values(70'000, 0.1F);
        const Curve curve = curveOf(values);
        for (const double unit : {1.0, 70.0, 40'000.0}) {
            Smoothed smoothed;
            smoothed.follow(curve, 0.97, unit);
            QVERIFY(smoothed.size() > 0);
            for (const float value : smoothed.values().values())
                QVERIFY(std::abs(value - 0.1F) <= 1e-8F);
        }
    }

    void smoothingStartsAtTheFirstValue()
    {
        const Curve curve = curveOf(std::vector<float> {8, 1, 1});
        Smoothed smoothed;
        smoothed.follow(curve, 0.99, 1);
        QCOMPARE(smoothed.values()[0], 8.0F);
        QVERIFY(smoothed.values()[1] < 4.6F); // about the mean of both, not 8 · 0.99
    }

    void smoothingGrowsWithItsSeries()
    {
        std::mt19937 random(6);
        const std::vector<float> values = wildValues(30'000, 7);
        for (const double unit : {1.0, 30.0, 9000.0}) {
            Curve curve;
            Smoothed growing;
            for (size_t i = 0; i < values.size();) {
                for (size_t end = std::min(values.size(), i + 1 + random() % 700); i < end; ++i)
                    curve.append(int64_t(i) + 1, values[i] == 1e38F ? 5.0F : values[i]);
                growing.follow(curve, 0.9, unit);
            }
            Smoothed whole;
            whole.follow(curve, 0.9, unit);
            QCOMPARE(growing.grain(), whole.grain());
            QCOMPARE(growing.size(), whole.size());
            for (size_t i = 0; i < whole.size(); ++i)
                QVERIFY(growing.values()[i] == whole.values()[i] || !std::isfinite(whole.values()[i]));
        }
    }

    // Blocks are an eighth of a unit at most, so the smoothed curve lies where the exact one does.
    void smoothingInBlocksIsTheExactOneToTheEye()
    {
        std::mt19937 random(8);
        std::normal_distribution<float> noise(0, 0.2F);
        std::vector<float> values(600'000);
        for (size_t i = 0; i < values.size(); ++i)
            values[i] = 2 * std::exp(-float(i) / 1e5F) + noise(random);
        const Curve curve = curveOf(values);
        Smoothed smoothed;
        smoothed.follow(curve, 0.6, smoothingUnit(600'000));
        QCOMPARE(smoothed.grain(), size_t(32));
        MovingAverage exact(0.6, smoothingUnit(600'000));
        for (size_t i = 0, block = 0; i < values.size(); ++i) {
            const double expected = exact.add(1, double(values[i]));
            if ((i + 1) % 32 == 0) {
                // From the second unit on: before, few values are averaged, and the difference is theirs.
                if (i > 1200)
                    QVERIFY(std::abs(double(smoothed.values()[block]) - expected) < 0.01);
                ++block;
            }
        }
    }

    void aThinnedRunSmoothsAsTheWholeOne()
    {
        Curve whole;
        Curve thinned;
        for (int64_t step = 1; step <= 4000; ++step) {
            const float value = 2 * std::exp(-float(step) / 500.0F) + 0.1F * std::sin(float(step) / 30.0F);
            whole.append(step, value);
            if (step % 5 == 0)
                thinned.append(step, value);
        }
        Smoothed a;
        Smoothed b;
        a.follow(whole, 0.95, 10);
        b.follow(thinned, 0.95, 10);
        for (size_t i = 20; i < thinned.size(); ++i)
            QVERIFY(std::abs(a.values()[i * 5 + 4] - b.values()[i]) < 0.02F);
    }
};

QTEST_MAIN(TestCurveNumbers)
#include "tst_curve_numbers.moc"
