#include "ui/panels/curves/plot/curve_plot.h"
#include "ui/panels/curves/plot/curve_plottable.h"
#include "ui/style/style.h"

#include <QApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>

// How long a frame of ten million values takes, wherever one looks: bench_curves [values]. Offscreen, one thread,
// processor time.

using namespace weft;

namespace {

// Of this process alone: others may keep the machine busy.
double milliseconds(std::clock_t since)
{
    return double(std::clock() - since) * 1000 / CLOCKS_PER_SEC;
}

void say(const char* what, std::vector<double> frames)
{
    std::ranges::sort(frames);
    const auto at = [&](double share) { return frames[size_t(share * double(frames.size() - 1))]; };
    std::printf("%-34s median %s ms  p99 %s ms  worst %s ms\n", what, qPrintable(QString::number(at(0.5), 'f', 2)),
                qPrintable(QString::number(at(0.99), 'f', 2)), qPrintable(QString::number(frames.back(), 'f', 2)));
}

template <class Change, class Draw> void measure(const char* what, Change change, Draw draw)
{
    std::vector<double> frames;
    for (int i = 0; i < 60; ++i) {
        change(i);
        const std::clock_t start = std::clock();
        draw();
        frames.push_back(milliseconds(start));
    }
    say(what, frames);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const size_t count = argc > 1 ? QString::fromLocal8Bit(argv[1]).toULongLong() : 10'000'000;
    std::mt19937 random(1);
    std::normal_distribution<float> noise(0, 0.2F);
    auto curve = std::make_shared<Curve>();
    std::clock_t start = std::clock();
    for (size_t i = 0; i < count; ++i) {
        const float value = (2 * std::exp(-float(i) / float(count) * 8) + 0.2F) * std::exp(noise(random));
        curve->append(int64_t(i) + 1, i % 1'000'003 == 7 ? NAN : value);
    }
    std::printf("%zu values: %s ns each to add, %s bytes each, %s of them steps\n", count,
                qPrintable(QString::number(milliseconds(start) * 1e6 / double(count), 'f', 0)),
                qPrintable(QString::number(8 + double(curve->values.bytes()) / double(count), 'f', 2)),
                qPrintable(QString::number(8)));

    PlotLine line {.name = QStringLiteral("Train"), .curve = curve, .isSmoothed = true};
    CurvePlot plot;
    plot.setAttribute(Qt::WA_DontShowOnScreen);
    plot.resize(1280, 400);
    plot.show();
    plot.setLogarithmic(true);
    start = std::clock();
    plot.setLines({line});
    plot.replot(QCustomPlot::rpImmediateRefresh);
    std::printf("%-34s %s ms\n", "first frame, smoothed anew",
                qPrintable(QString::number(milliseconds(start), 'f', 2)));

    const auto frame = [&] { plot.replot(QCustomPlot::rpImmediateRefresh); };
    const auto look = [&](double share, int i) {
        const double length = share * double(count);
        const double from = (double(count) - length) * (i % 20) / 20;
        plot.xAxis->setRange(QCPRange(from, from + length));
    };
    measure(
        "everything", [&](int i) { look(1, i); }, frame);
    measure(
        "half of it, moving", [&](int i) { look(0.5, i); }, frame);
    measure(
        "a hundredth, moving", [&](int i) { look(0.01, i); }, frame);
    measure(
        "a thousand values, moving", [&](int i) { look(1e3 / double(count), i); }, frame);
    measure(
        "another smoothing each frame",
        [&](int i) {
            look(1, 0);
            plot.setSmoothing(0.3 + 0.01 * i);
        },
        frame);
    measure(
        "a value more each frame",
        [&](int i) {
            curve->append(int64_t(count) + i + 1, 0.2F);
            plot.curvesGrew();
        },
        frame);
    plot.setLines(std::vector<PlotLine>(5, line));
    measure(
        "five such curves", [&](int i) { look(0.9, i); }, frame);
    measure(
        "the cursor alone", [](int) {}, [&, i = 0]() mutable { plot.setCursorAt(double(count) * ++i / 61); });
    return 0;
}
