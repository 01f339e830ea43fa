#include "ui/panels/curves/curves_panel.h"
#include "ui/panels/curves/plot/curve_legend.h"
#include "ui/panels/curves/plot/curve_plottable.h"
#include "ui/panels/curves/plot/plot_export.h"
#include "ui/panels/curves/plot/plot_overlay.h"
#include "ui/panels/curves/schedule_plot.h"
#include "ui/panels/device/device_panel.h"
#include "ui/panels/device/gauge_row.h"
#include "ui/panels/log/log_panel.h"
#include "ui/session/session.h"
#include "ui/style/style.h"

#include <QClipboard>
#include <QMimeData>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <random>

// What the curves show: summaries, smoothing, ranges, and the plot itself under a mouse that knows no mercy.

using namespace weft;

namespace {

constexpr float noNumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

std::vector<float> wildValues(size_t count, uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, 3);
    std::vector<float> values(count);
    for (float& value : values) {
        const uint32_t kind = random() % 40;
        value = kind == 0 ? noNumber
            : kind == 1   ? infinity
            : kind == 2   ? -infinity
            : kind == 3   ? 1e38F
                          : normal(random);
        if (kind == 4 && !values.empty())
            value = 0;
    }
    return values;
}

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

Curve curveOf(std::span<const float> values)
{
    Curve curve;
    for (size_t i = 0; i < values.size(); ++i)
        curve.append(int64_t(i) + 1, values[i]);
    return curve;
}

std::shared_ptr<const Curve> shared(std::span<const float> values)
{
    return std::make_shared<Curve>(curveOf(values));
}

PlotLine lineOf(const QString& name, std::span<const float> values, LineRole role = LineRole::train)
{
    PlotLine line;
    line.name = name;
    line.curve = shared(values);
    line.role = role;
    return line;
}

std::vector<float> fallingLoss(size_t count, uint32_t seed = 1)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> noise(0, 0.2F);
    std::vector<float> values(count);
    for (size_t i = 0; i < count; ++i)
        values[i] = (2 * std::exp(-float(i) / float(count) * 8) + 0.2F) * std::exp(noise(random));
    return values;
}

bool isUsable(PlotRange range, bool logarithmic)
{
    return std::isfinite(range.low) && std::isfinite(range.high) && range.low < range.high
        && std::isfinite(range.high - range.low) && (!logarithmic || range.low > 0);
}

void move(QWidget& widget, QEvent::Type type, QPointF to, Qt::MouseButton button, Qt::MouseButtons buttons,
          Qt::KeyboardModifiers modifiers = {})
{
    QMouseEvent event(type, to, widget.mapToGlobal(to), button, buttons, modifiers);
    QApplication::sendEvent(&widget, &event);
}

void drag(QWidget& widget, QPointF from, QPointF to, Qt::MouseButton button = Qt::LeftButton,
          Qt::KeyboardModifiers modifiers = {})
{
    move(widget, QEvent::MouseButtonPress, from, button, button, modifiers);
    move(widget, QEvent::MouseMove, (from + to) / 2, Qt::NoButton, button, modifiers);
    move(widget, QEvent::MouseMove, to, Qt::NoButton, button, modifiers);
    move(widget, QEvent::MouseButtonRelease, to, button, {}, modifiers);
}

void wheel(QWidget& widget, QPointF at, int notches, Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, 120 * notches}, {}, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

// Laid out as in a window, without one.
void lay(QWidget& widget, int width, int height)
{
    widget.setAttribute(Qt::WA_DontShowOnScreen);
    widget.resize(width, height);
    widget.QWidget::show();
    QCoreApplication::processEvents();
}

// A run of three epochs of 100 steps, as a session's history gets it.
std::vector<Event> shortRun()
{
    std::vector<Event> events;
    const std::vector<float> loss = fallingLoss(300);
    for (int epoch = 1; epoch <= 3; ++epoch) {
        StepsDone steps;
        for (int64_t step = (epoch - 1) * 100 + 1; step <= epoch * 100; ++step)
            steps.steps.push_back({.step = step,
                                   .epoch = float(step) / 100,
                                   .loss = loss[size_t(step) - 1],
                                   .learningRate = 1e-3F,
                                   .gradientNorm = 1,
                                   .samplesPerSecond = 1000});
        events.push_back(steps);
        const double accuracy = 0.8 + 0.04 * epoch;
        events.push_back(EpochDone {.step = epoch * 100,
                                    .epoch = double(epoch),
                                    .values = {{"train/loss", 0.5},
                                               {"train/accuracy", accuracy + 0.01},
                                               {"validation/loss", 0.6 - 0.1 * epoch},
                                               {"validation/accuracy", accuracy}},
                                    .seconds = 2.0 * epoch});
    }
    events.push_back(Mark {.step = 150, .what = "learning_rate", .before = "0.003", .after = "0.001"});
    return events;
}

} // namespace

class TestCurves : public QObject {
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

    void aPlotShowsAllThereIsAndFollows()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        auto curve = std::make_shared<Curve>(curveOf(fallingLoss(1000)));
        PlotLine line;
        line.curve = curve;
        plot.setLines({line});
        QCOMPARE(plot.xRange().low, 0.0);
        QVERIFY(plot.xRange().high >= 1000 && plot.xRange().high < 1100);
        const Pyramid::Summary all = curve->values.summary();
        QVERIFY(plot.yRange().low < double(all.min) && plot.yRange().high > double(all.max));
        curve->append(5000, 9);
        plot.curvesGrew();
        QVERIFY(plot.xRange().high >= 5000 && plot.yRange().high > 9);
        QVERIFY(plot.isFollowing());
    }

    void wheelBoxAndShiftMoveTheViewAndADoubleClickResetsIt()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setLines({lineOf("loss", fallingLoss(1000))});
        const PlotRange x = plot.xRange();
        const PlotRange y = plot.yRange();
        const QPointF middle = QRectF(plot.axisRect()->rect()).center();

        wheel(plot, middle, 3);
        const PlotRange closer = plot.xRange();
        QVERIFY(closer.high - closer.low < 0.6 * (x.high - x.low));
        QVERIFY(std::abs((closer.low + closer.high) / 2 - (x.low + x.high) / 2) < 10);
        QVERIFY(!plot.isFollowing());
        drag(plot, middle, middle + QPointF(40, 0), Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY(plot.xRange().low < closer.low);
        drag(plot, middle, middle + QPointF(40, 0), Qt::MiddleButton);
        QVERIFY(plot.xRange().low < closer.low - 40);
        move(plot, QEvent::MouseButtonDblClick, middle, Qt::LeftButton, Qt::LeftButton);
        QVERIFY(plot.isFollowing());
        QCOMPARE(plot.xRange(), x);
        QCOMPARE(plot.yRange(), y);

        const QRect rect = plot.axisRect()->rect();
        drag(plot, QPointF(rect.topLeft()) + QPointF(rect.width() * 0.5, rect.height() * 0.5),
             QPointF(rect.topLeft()) + QPointF(rect.width() * 0.75, rect.height() * 0.75));
        QVERIFY(std::abs(placeOf(x, plot.xRange().low, false) - 0.5) < 0.02);
        QVERIFY(std::abs(placeOf(x, plot.xRange().high, false) - 0.75) < 0.02);
        QVERIFY(std::abs(placeOf(y, plot.yRange().high, false) - 0.5) < 0.02);
        wheel(plot, middle, -2, Qt::ControlModifier);
        QTest::keyClick(&plot, Qt::Key_Home);
        QCOMPARE(plot.xRange(), x);
        QCOMPARE(plot.yRange(), y);
    }

    void keysDoWhatTheMouseDoes()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setLines({lineOf("Train", fallingLoss(1000))});
        const PlotRange x = plot.xRange();
        QSignalSpy moved(&plot, &CurvePlot::cursorMoved);
        QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY(plot.cursorAt());
        QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY(plot.accessibleDescription().contains("Train "));
        const double first = *plot.cursorAt();
        QTest::keyClick(&plot, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(*plot.cursorAt() > first);
        QTest::keyClick(&plot, Qt::Key_Escape);
        QVERIFY(!plot.cursorAt());
        QCOMPARE(moved.size(), 4);
        QTest::keyClick(&plot, Qt::Key_Plus);
        QVERIFY(plot.xRange().high - plot.xRange().low < x.high - x.low);
        const PlotRange closer = plot.xRange();
        QTest::keyClick(&plot, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(plot.xRange().low > closer.low);
        QTest::keyClick(&plot, Qt::Key_L);
        QVERIFY(plot.isLogarithmic());
    }

    void theCursorTellsTheValuesThatTheLinesHave()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        PlotLine smooth = lineOf("Train", fallingLoss(1000));
        smooth.isSmoothed = true;
        PlotLine late;
        late.name = "Validation";
        auto curve = std::make_shared<Curve>();
        curve->append(100, 7);
        curve->append(200, 8);
        late.curve = curve;
        plot.setLines({smooth, late});
        plot.setSmoothing(0);
        plot.setCursorAt(150.4);
        QCOMPARE(plot.valueAtCursor(0), double(smooth.curve->values[149]));
        QCOMPARE(plot.valueAtCursor(1), 7.0);
        plot.setCursorAt(99);
        QVERIFY(std::isnan(plot.valueAtCursor(1)));
        plot.setSmoothing(0.9);
        Smoothed expected;
        expected.follow(*smooth.curve, 0.9, plot.smoothingSteps());
        QCOMPARE(plot.valueAtCursor(0), double(expected.values()[98]));
    }

    void whatALogarithmicAxisCannotShowDoesNotHurtIt()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setLogarithmic(true);
        plot.setLines({lineOf("a", std::vector<float> {0, -1, 0.5F, 2, 0, -7})});
        QVERIFY(plot.yRange().low > 0.3 && plot.yRange().low < 0.5);
        QVERIFY(plot.yRange().high > 2);
        plot.setLines({lineOf("b", std::vector<float> {0, -1, -2})});
        QVERIFY(isUsable(plot.yRange(), true));
        plot.replot();
    }

    // Bar T4: whatever the data and whatever the hand does, the axes stay finite.
    void randomGesturesKeepTheViewUsable_data()
    {
        QTest::addColumn<std::vector<float>>("values");
        QTest::newRow("empty") << std::vector<float>();
        QTest::newRow("one") << std::vector<float> {3};
        QTest::newRow("no number") << std::vector<float>(50, noNumber);
        QTest::newRow("infinite") << std::vector<float> {infinity, -infinity, infinity};
        QTest::newRow("huge") << std::vector<float> {1e38F, -1e38F, 3.4e38F, 0, 1e-45F};
        QTest::newRow("wild") << wildValues(5000, 11);
    }
    void randomGesturesKeepTheViewUsable()
    {
        QFETCH(std::vector<float>, values);
        CurvePlot plot;
        lay(plot, 300, 200);
        PlotLine line = lineOf("wild", values);
        line.isSmoothed = true;
        plot.setLines({line, lineOf("other", wildValues(30, 12), LineRole::validation)});
        plot.setMarks({{10, "a"}, {1e30, "b"}});
        std::mt19937 random(13);
        const auto somewhere = [&] { return QPointF(random() % 340, random() % 240) - QPointF(20, 20); };
        const Qt::KeyboardModifiers modifiers[] = {{}, Qt::ShiftModifier, Qt::ControlModifier};
        const int keys[] = {Qt::Key_Left,  Qt::Key_Right, Qt::Key_Up,     Qt::Key_Down, Qt::Key_Plus,
                            Qt::Key_Minus, Qt::Key_L,     Qt::Key_Escape, Qt::Key_Home};
        for (int i = 0; i < 17'000; ++i) { // six rows: 10^5
            const Qt::KeyboardModifiers with = modifiers[random() % 3];
            switch (random() % 12) {
            case 0:
            case 1:
            case 2:
                wheel(plot, somewhere(), int(random() % 41) - 20, with);
                break;
            case 3:
                move(plot, QEvent::MouseButtonPress, somewhere(), random() % 2 == 0 ? Qt::LeftButton : Qt::MiddleButton,
                     Qt::LeftButton, with);
                break;
            case 4:
            case 5:
            case 6:
                move(plot, QEvent::MouseMove, somewhere(), Qt::NoButton, Qt::LeftButton, with);
                break;
            case 7:
            case 8:
                move(plot, QEvent::MouseButtonRelease, somewhere(), Qt::LeftButton, {}, with);
                break;
            case 9:
                QTest::simulateEvent(&plot, true, keys[random() % 9], with, {}, false);
                break;
            case 10:
                plot.setAlong(Along(random() % 3));
                break;
            default:
                if (random() % 20 == 0)
                    move(plot, QEvent::MouseButtonDblClick, somewhere(), Qt::LeftButton, Qt::LeftButton);
            }
            QVERIFY2(isUsable(plot.xRange(), false), qPrintable(QString::number(i)));
            QVERIFY2(isUsable(plot.yRange(), plot.isLogarithmic()), qPrintable(QString::number(i)));
            if (i % 100 == 0)
                plot.replot();
        }
        move(plot, QEvent::MouseButtonDblClick, {100, 100}, Qt::LeftButton, Qt::LeftButton);
        QVERIFY(plot.isFollowing());
    }

    void aPlotWithoutRoomDrawsNothingAndLives()
    {
        CurvePlot plot;
        PlotLine line = lineOf("a", fallingLoss(50'000));
        line.isSmoothed = true;
        plot.setLines({line});
        plot.setMarks({{10, "a"}});
        for (const QSize size : {QSize(1, 1), QSize(60, 10), QSize(109, 33), QSize(120, 80)}) {
            plot.setMinimumSize(0, 0);
            lay(plot, size.width(), size.height());
            plot.setCursorAt(3.0);
            plot.replot();
            QVERIFY(isUsable(plot.xRange(), false) && isUsable(plot.yRange(), false));
        }
    }

    void whatIsCopiedAsCsvIsWhatWasMeasured()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        PlotLine train = lineOf("Train, raw", std::vector<float> {0.1F, noNumber, 1e-7F, 4});
        auto timeline = std::make_shared<Timeline>();
        timeline->add(2, 1, 0.5);
        timeline->add(4, 2, 1.5);
        train.timeline = timeline;
        PlotLine validation;
        validation.name = "Validation";
        validation.timeline = timeline;
        auto curve = std::make_shared<Curve>();
        curve->append(2, 5);
        validation.curve = curve;
        plot.setLines({train, validation});
        plot.setSmoothing(0.9); // has no part in it
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(copyPlot(plot, PlotForm::csv), QString());
        QLocale::setDefault(before);
        const QString expected = "step,epoch,seconds,\"Train, raw\",Validation\n"
                                 "1,0.5,0.25,0.1,\n2,1,0.5,nan,5\n3,1.5,1,1e-07,\n4,2,1.5,4,\n";
        QCOMPARE(QGuiApplication::clipboard()->text(), expected);
    }

    void aTableTooLargeForTheClipboardIsRefusedWithASentence()
    {
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setLines({lineOf("a", std::vector<float>(1'100'000, 1.0F))});
        QVERIFY(copyPlot(plot, PlotForm::csv).contains("zoom in"));
    }

    void picturesAreCopiedAndSaved()
    {
        QTemporaryDir folder;
        CurvePlot plot;
        lay(plot, 400, 300);
        plot.setTitle("Loss");
        plot.setLines({lineOf("a", fallingLoss(100))});
        const QImage image = pngOf(plot);
        QCOMPARE(image.size(), QSize(800, 600));
        QCOMPARE(image.pixelColor(2, 2), theme().surface.panel);
        QVERIFY(svgOf(plot).contains("<svg") && svgOf(plot).contains("Loss"));
        for (const auto& [form, name, start] :
             {std::tuple(PlotForm::svg, "a.svg", "<?xml"), std::tuple(PlotForm::png, "a.png", "\x89PNG"),
              std::tuple(PlotForm::csv, "a.csv", "step,epoch")}) {
            QString said = "nothing";
            const QString path = folder.filePath(name);
            savePlot(plot, form, path, &plot, [&](const QString& problem) { said = problem; });
            QTRY_COMPARE(said, QString());
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().startsWith(start));
        }
        QString said;
        savePlot(plot, PlotForm::svg, folder.filePath("none/a.svg"), &plot, [&](const QString& text) { said = text; });
        QTRY_VERIFY(said.contains("a.svg"));
    }

    void aPlotDrawsInTheColoursOfTheTheme()
    {
        CurvePlot plot;
        lay(plot, 300, 200);
        plot.setLines({lineOf("a", std::vector<float>(100, 1.0F))});
        for (const Style::Mode mode : {Style::Mode::dark, Style::Mode::light}) {
            Style::get().setMode(mode);
            const QImage image = pngOf(plot, 1);
            QCOMPARE(image.pixelColor(1, 1), theme().surface.panel);
            const QPoint middle = plot.axisRect()->rect().center();
            int found = 0;
            for (int y = middle.y() - 20; y < middle.y() + 20; ++y)
                found += image.pixelColor(middle.x(), y) == theme().series.train ? 1 : 0;
            QVERIFY(found >= 1);
        }
        Style::get().setMode(Style::Mode::dark);
    }

    void aScreenReaderHearsWhatTheCurvesDid()
    {
        CurvePlot plot;
        plot.setTitle("Loss");
        plot.setLines({lineOf("Train", std::vector<float> {2, 0.5F, noNumber, 1})});
        QCOMPARE(plot.summary(),
                 QString("Train: 1.000 at step 4, lowest 0.500, highest 2.000. Not a finite number from step 3."));
        QCOMPARE(plot.accessibleName(), QString("Loss"));
    }

    void thePanelPlotsWhatItsSessionTells()
    {
        Session session;
        CurvesPanel panel(&session);
        lay(panel, 640, 300);
        QCOMPARE(panel.panes().size(), size_t(0));
        session.history().add(shortRun());
        QCOMPARE(panel.panes().size(), size_t(2));
        CurvePlot& loss = *panel.panes()[0]->plot();
        CurvePlot& accuracy = *panel.panes()[1]->plot();
        QCOMPARE(loss.title(), QString("Loss"));
        QCOMPARE(loss.lines().size(), size_t(2));
        QCOMPARE(loss.lines()[0].curve->size(), size_t(300));
        QCOMPARE(loss.lines()[1].curve->size(), size_t(3));
        QVERIFY(loss.isLogarithmic());
        QVERIFY(!accuracy.isLogarithmic()); // shares stay linear
        QVERIFY(loss.marks() == (std::vector<PlotMark> {{150, "lr 0.003 → 0.001"}}));
        PlotSettings settings = panel.settings();
        settings.along = Along::seconds;
        panel.setSettings(settings);
        QVERIFY(loss.xRange().high >= 6 && loss.xRange().high < 7);
        loss.setCursorAt(3.0);
        emit loss.cursorMoved(3.0);
        QCOMPARE(accuracy.cursorAt(), std::optional(3.0));

        panel.panes()[0]->legend()->entries()[1]->click();
        QVERIFY(!loss.lines()[1].isVisible);
        lay(panel, 300, 300);
        QCOMPARE(panel.panes().size(), size_t(1));
        emit panel.panes()[0]->legend()->chosen(1);
        QCOMPARE(panel.panes()[0]->plot()->title(), QString("Accuracy"));
        session.history().clear();
        QCOMPARE(panel.panes().size(), size_t(0));
    }

    void aNewSessionBringsItsOwnCurves()
    {
        auto first = std::make_unique<Session>();
        Session second;
        CurvesPanel panel(first.get());
        lay(panel, 700, 300);
        first->history().add(shortRun());
        QCOMPARE(panel.panes().size(), size_t(2));
        panel.watch(&second);
        QCOMPARE(panel.panes().size(), size_t(0));
        panel.watch(first.get());
        QCOMPARE(panel.panes().size(), size_t(2));
        first.reset();
        QCOMPARE(panel.panes().size(), size_t(0));
    }

    void theScheduleIsPlottedAsTheEngineComputesIt()
    {
        SchedulePlot schedule(nullptr);
        lay(schedule, 400, 300);
        TrainingSection training;
        training.learningRate = 0.01;
        training.epochs = 4;
        training.schedule.type = "cosine";
        schedule.setTraining(training, 50);
        const Curve& plan = *schedule.plot()->lines().front().curve;
        QCOMPARE(plan.size(), size_t(200));
        QCOMPARE(plan.values[0], 0.01F);
        QVERIFY(std::abs(plan.values[100] - 0.005F) < 1e-6F);
        QVERIFY(plan.values[199] < 1e-5F);
        QVERIFY(schedule.plot()->xRange().high > 3.9 && schedule.plot()->xRange().high < 4.2);
        training.schedule.type = "plateau";
        schedule.setTraining(training, 50);
        QVERIFY(schedule.sentence().contains("depends on the training"));
        training.epochs = std::numeric_limits<int64_t>::max();
        schedule.setTraining(training, std::numeric_limits<int64_t>::max());
        QVERIFY(isUsable(schedule.plot()->xRange(), false));
    }

    void withoutAGpuTheDevicePanelSaysSo()
    {
        Session session;
        DevicePanel panel(&session);
        lay(panel, 300, 400);
        DeviceSample sample = {
            .seconds = 1, .cpuPercent = 150, .memoryBytes = 1 << 30, .memoryTotalBytes = uint64_t(8) << 30};
        emit session.deviceSampled(sample);
        QVERIFY(panel.deviceText().startsWith("No GPU is used"));
        QVERIFY(panel.accessibleDescription().contains("Memory"));
        sample.gpus.push_back({.name = "H100", .percent = 94, .memoryBytes = 100, .memoryTotalBytes = 200});
        emit session.deviceSampled(sample);
        QCOMPARE(panel.deviceText(), QString("H100"));
        QVERIFY(panel.accessibleDescription().contains("Video memory"));
    }

    void theEnergyOfTheGpuAddsUp()
    {
        Session session;
        DevicePanel panel(&session);
        lay(panel, 300, 400);
        const GaugeRow* energy = nullptr;
        for (const GaugeRow* const row : panel.findChildren<GaugeRow*>())
            if (row->accessibleName() == QLatin1String("Energy"))
                energy = row;
        QVERIFY(energy);
        DeviceSample sample = {.seconds = 10};
        sample.gpus.push_back({.name = "H100", .watts = 0});
        emit session.deviceSampled(sample); // a driver that does not tell the power
        QVERIFY(energy->isHidden());
        for (const double seconds : {11.0, 12.0, 13.0}) {
            sample.seconds = seconds;
            sample.gpus[0].watts = 360;
            emit session.deviceSampled(sample);
        }
        QVERIFY(!energy->isHidden());
        QCOMPARE(energy->valueText(), QStringLiteral("0.30 Wh")); // 3 s of 360 W
        sample.seconds = 1000; // it was paused: nobody knows what was used
        emit session.deviceSampled(sample);
        QCOMPARE(energy->valueText(), QStringLiteral("0.30 Wh"));
        sample.gpus.clear();
        emit session.deviceSampled(sample);
        QVERIFY(energy->isHidden());
    }

    void theLogKeepsWhatWasToldAndFiltersIt()
    {
        Session session;
        LogPanel log(&session);
        lay(log, 500, 300);
        emit session.warned({.text = "Loss is growing.", .node = "fc"});
        emit session.checkpointed({.step = 1480, .folder = "x", .best = true});
        emit session.marked({.step = 1481, .what = "learning_rate", .before = "0.003", .after = "0.001"});
        emit session.ended({.reason = EndReason::failed, .text = "Out of memory.", .step = 1500});
        QCOMPARE(log.shownCount(), 4);
        QVERIFY(log.shownText().contains("fc: Loss is growing."));
        log.filter(1, {});
        QCOMPARE(log.shownCount(), 2);
        log.filter(2, {});
        QCOMPARE(log.shownCount(), 1);
        QVERIFY(log.shownText().contains("step 1,480") && log.shownText().contains("best"));
        log.filter(3, "lr");
        QVERIFY(log.shownText().endsWith("lr 0.003 → 0.001"));
        log.filter(0, "no such words");
        QCOMPARE(log.shownCount(), 0);
        log.filter(0, {});
        for (int i = 0; i < LogModel::mostEntries + 10; ++i)
            log.model().add({QDateTime(), i, LogModel::Kind::state, "x"});
        QCOMPARE(log.model().rowCount(), int(LogModel::mostEntries));
    }

    void aPlotSqueezedToNothingSaysNothing()
    {
        QTest::failOnWarning(QRegularExpression(".*"));
        QWidget window;
        CurvePlot plot(&window);
        plot.resize(300, 0);
        window.resize(300, 200);
        window.setAttribute(Qt::WA_DontShowOnScreen);
        window.show();
        for (const QSize& size : {QSize(0, 0), QSize(1, 1), QSize(0, 200), QSize(300, 0)}) {
            plot.resize(size);
            plot.setLogarithmic(!plot.isLogarithmic());
            QCoreApplication::processEvents();
        }
        plot.resize(300, 200);
        QCoreApplication::processEvents();
        QCOMPARE(plot.viewport(), QRect(0, 0, 300, 200)); // and is drawn in all of it again
    }
};

QTEST_MAIN(TestCurves)
#include "tst_curves.moc"
