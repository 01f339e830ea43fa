#include "tests/ui/support/curve_values.h"
#include "ui/panels/curves/curves_panel.h"
#include "ui/panels/curves/plot/curve_legend.h"
#include "ui/panels/curves/plot/plot_export.h"
#include "ui/panels/curves/plot/plot_overlay.h"
#include "ui/panels/curves/schedule_plot.h"
#include "ui/panels/device/device_panel.h"
#include "ui/panels/device/memory_view.h"
#include "ui/panels/log/log_panel.h"
#include "ui/session/energy_meter.h"
#include "ui/session/session.h"

#include <QLabel>
#include <QTest>

#include <cmath>
#include <random>

// Panels that follow a training: curves, schedule, device and log.

using namespace weft;

namespace {

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

class TestTrainingPanels : public QObject {
    Q_OBJECT

private slots:
    void theMemorysLegendIsReadAtAnyWidth_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {180, 230, 320, 500})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }
    void theMemorysLegendIsReadAtAnyWidth()
    {
        QFETCH(int, width);
        MemoryView view;
        view.setForecast(MemoryForecast {.weights = 1700 << 10,
                                         .optimizer = 3300 << 10,
                                         .arena = 262 << 20,
                                         .workspace = 3800 << 10,
                                         .inputs = 393 << 10});
        view.setMemory(uint64_t(1) << 30, uint64_t(8) << 30);
        lay(view, width, 240);
        int names = 0;
        for (const QLabel* const label : view.findChildren<QLabel*>()) {
            if (label->toolTip().isEmpty())
                continue; // a value, or a colour
            ++names;
            QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
        }
        QCOMPARE(names, 7);
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

    void theEnergyOfTheGpusAddsUp()
    {
        EnergyMeter meter;
        DeviceSample sample = {.seconds = 10};
        sample.gpus = {{.name = "H100", .watts = 0}, {.name = "H100", .watts = 0}};
        meter.add(sample); // a driver that does not tell the power
        QCOMPARE(meter.joules(), 0.0);
        sample.gpus[0].watts = 300;
        sample.gpus[1].watts = 60;
        for (const double seconds : {11.0, 12.0, 13.0}) {
            sample.seconds = seconds;
            meter.add(sample);
        }
        QCOMPARE(meter.joules(), 3 * 360.0);
        sample.seconds = 1000; // it was paused: nobody knows what was used
        meter.add(sample);
        QCOMPARE(meter.joules(), 3 * 360.0);
        sample.seconds = 1002;
        meter.add(sample);
        QCOMPARE(meter.joules(), 5 * 360.0);
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
};

QTEST_MAIN(TestTrainingPanels)
#include "tst_training_panels.moc"
