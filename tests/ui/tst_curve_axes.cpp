#include "tests/ui/support/curve_values.h"
#include "ui/panels/curves/plot/curve_plot.h"
#include "ui/panels/curves/plot/curve_plottable.h"
#include "ui/panels/curves/plot/plot_line.h"
#include "ui/panels/curves/plot/plot_overlay.h"
#include "ui/panels/curves/plot/plot_range.h"
#include "ui/panels/curves/plot/trace.h"
#include "ui/panels/curves/plot/value_ticker.h"
#include "ui/session/session.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

// Ranges, ticks, labels and traces: what of a curve is drawn, and where.

using namespace weft;

class TestCurveAxes : public QObject {
    Q_OBJECT

private slots:
    void rangesStayUsable()
    {
        std::mt19937 random(9);
        const std::vector<double> ends = {0,
                                          1,
                                          -1,
                                          1e-45,
                                          -1e-45,
                                          1e38,
                                          -1e38,
                                          1e300,
                                          double(infinity),
                                          -double(infinity),
                                          double(noNumber),
                                          5,
                                          5.0000000001,
                                          2e9};
        for (const bool logarithmic : {false, true}) {
            for (const double low : ends) {
                for (const double high : ends) {
                    PlotRange range = sane({low, high}, logarithmic);
                    QVERIFY(isUsable(range, logarithmic));
                    for (int i = 0; i < 300; ++i) {
                        const double share = double(random() % 2001) / 1000 - 1;
                        range = i % 3 == 0 ? zoomed(range, share, random() % 2 == 0 ? 0.01 : 90, logarithmic)
                            : i % 3 == 1   ? moved(range, share * 100, logarithmic)
                                           : part(range, share, share, logarithmic);
                        QVERIFY(isUsable(range, logarithmic));
                    }
                }
            }
        }
    }

    void anAxisThatGrowsMovesSeldom()
    {
        int ends = 0;
        double last = 0;
        for (double step = 1; step <= 10'000; ++step) {
            const double end = roundedEnd(step);
            QVERIFY(end >= step && end <= 1.3 * step);
            ends += end != last ? 1 : 0;
            last = end;
        }
        QCOMPARE(ends, 38);
    }

    void tracesShowEveryExtremeOfEveryColumn()
    {
        std::vector<float> values = fallingLoss(500'000);
        values[123'456] = 77;
        values[323'456] = -5;
        const Curve curve = curveOf(values);
        PixelMap map = {.xOfStep = [](double step) { return step / 1000; },
                        .stepOfX = [](double x) { return x * 1000; },
                        .yOfValue = [](double value) { return value; },
                        .left = 100,
                        .right = 400,
                        .column = 1};
        const std::vector<QPolygonF> parts = trace(curve, map);
        QCOMPARE(parts.size(), size_t(1));
        QVERIFY(parts.front().size() <= 4 * 301 + 2);
        for (int column = 100; column < 400; ++column) {
            const Pyramid::Summary expected =
                curve.values.summary(curve.indexFrom(column * 1000.0), curve.indexFrom((column + 1) * 1000.0));
            double least = double(infinity);
            double most = -double(infinity);
            for (const QPointF& point : parts.front()) {
                if (point.x() >= column + 0.25 && point.x() <= column + 0.75) {
                    least = std::min(least, point.y());
                    most = std::max(most, point.y());
                }
            }
            QCOMPARE(float(least), expected.min);
            QCOMPARE(float(most), expected.max);
        }
    }

    void aBandReachesFromTheLeastToTheGreatestOfEveryColumn()
    {
        std::vector<float> values = fallingLoss(500'000);
        values[123'456] = 77;
        const Curve curve = curveOf(values);
        PixelMap map = {.xOfStep = [](double step) { return step / 1000; },
                        .stepOfX = [](double x) { return x * 1000; },
                        .yOfValue = [](double value) { return -value; },
                        .left = 100,
                        .right = 400,
                        .column = 1};
        const std::vector<QRectF> bars = traceBand(curve, map);
        QCOMPARE(bars.size(), size_t(300));
        for (size_t i = 0; i < bars.size(); ++i) {
            const double from = (100 + double(i)) * 1000;
            const Pyramid::Summary expected = curve.values.summary(curve.indexFrom(from), curve.indexFrom(from + 1000));
            QCOMPARE(bars[i].left(), 100.0 + double(i));
            QVERIFY(float(-bars[i].top()) >= expected.max && float(-bars[i].bottom()) <= expected.min + 1e-6F);
        }
        QCOMPARE(float(-bars[23].top()), 77.0F);
        map.stepOfX = [](double x) { return x; }; // 300 values on 300 columns: a line
        QVERIFY(traceBand(curve, map).empty());
    }

    void aTraceIsPartedWhereThereAreNoNumbers()
    {
        PixelMap map = {.xOfStep = [](double step) { return step; },
                        .stepOfX = [](double x) { return x; },
                        .yOfValue = [](double value) { return value; },
                        .left = 0,
                        .right = 10,
                        .column = 1};
        const auto parts = trace(curveOf(std::vector<float> {1, 2, noNumber, 3, infinity, infinity, 4, 5}), map);
        QCOMPARE(parts.size(), size_t(3));
        QCOMPARE(parts[0], QPolygonF({{1, 1}, {2, 2}}));
        QCOMPARE(parts[1], QPolygonF({{4, 3}}));
        QCOMPARE(parts[2], QPolygonF({{7, 4}, {8, 5}}));
        QVERIFY(trace(Curve(), map).empty());
    }

    void labelsKeepTheirDistance()
    {
        std::mt19937 random(10);
        for (int round = 0; round < 500; ++round) {
            std::vector<double> wanted(1 + random() % 8);
            for (double& place : wanted)
                place = double(random() % 300);
            const std::vector<double> places = PlotNotes::keptApart(wanted, 18, 10, 290);
            std::vector<double> sorted = places;
            std::ranges::sort(sorted);
            QVERIFY(sorted.front() >= 10 && sorted.back() <= 290);
            for (size_t i = 1; i < sorted.size(); ++i)
                QVERIFY(sorted[i] - sorted[i - 1] >= 18 - 1e-9);
        }
        const std::vector<double> apart = PlotNotes::keptApart({50, 200}, 18, 0, 300);
        QVERIFY(apart == (std::vector<double> {50, 200})); // where there is room, nothing moves
    }

    void ticksAreRound_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<bool>("logarithmic");
        QTest::addColumn<QStringList>("labels");
        QTest::newRow("linear") << 0.0 << 1.0 << false << QStringList {"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"};
        QTest::newRow("log") << 0.09 << 2.5 << true << QStringList {"0.1", "0.2", "0.5", "1", "2"};
        QTest::newRow("many decades") << 1e-6 << 1e6 << true << QStringList {"1e-6", "0.001", "1", "1,000", "1e6"};
        QTest::newRow("within a decade") << 2.1 << 2.6 << true
                                         << QStringList {"2.1", "2.2", "2.3", "2.4", "2.5", "2.6"};
        QTest::newRow("negative") << -2.0 << 2.0 << false << QStringList {"−2", "−1", "0", "1", "2"};
    }

    void ticksAreRound()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(bool, logarithmic);
        QFETCH(QStringList, labels);
        ValueTicker ticker;
        ticker.setLogarithmic(logarithmic);
        ticker.setTickCount(5);
        QVector<double> ticks;
        QVector<QString> found;
        ticker.generate({low, high}, QLocale::c(), 'g', 6, ticks, nullptr, &found);
        QCOMPARE(QStringList(found.begin(), found.end()), labels);
    }

    void exponentsAreWrittenAlikeInAllLanguages()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
        ValueTicker ticker;
        ticker.setLogarithmic(true);
        ticker.setTickCount(5);
        QVector<double> ticks;
        QVector<QString> labels;
        ticker.generate({1e-4, 1e-1}, QLocale::c(), 'g', 6, ticks, nullptr, &labels);
        QLocale::setDefault(before);
        QVERIFY2(labels.contains("1e-4"), qPrintable(labels.join(u' ')));
    }

    void timeAndStepsHaveTicksOfTheirOwn()
    {
        ValueTicker ticker;
        ticker.setTickCount(5);
        QVector<double> ticks;
        QVector<QString> labels;
        ticker.setPlaces(Along::step);
        ticker.generate({0, 3000}, QLocale::c(), 'g', 6, ticks, nullptr, &labels);
        QCOMPARE(labels.join('|').replace(QChar(0x202f), ' '), QString("0|1 k|2 k|3 k"));
        ticker.generate({0, 2}, QLocale::c(), 'g', 6, ticks, nullptr, &labels);
        QCOMPARE(labels.join('|'), QString("0|1|2"));
        ticker.setPlaces(Along::seconds);
        ticker.generate({0, 200}, QLocale::c(), 'g', 6, ticks, nullptr, &labels);
        QCOMPARE(labels.join('|'), QString("0:00|1:00|2:00|3:00"));
    }
};

QTEST_MAIN(TestCurveAxes)
#include "tst_curve_axes.moc"
