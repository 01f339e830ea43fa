#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"
#include "tests/ui/support/window_hand.h"
#include "tests/ui/support/window_test.h"
#include "ui/canvas/canvas.h"
#include "ui/inspector/inspector.h"
#include "ui/panels/confusion/confusion_view.h"
#include "ui/panels/curves/curves_panel.h"
#include "ui/panels/device/device_panel.h"
#include "ui/panels/device/gauge_row.h"
#include "ui/panels/log/log_panel.h"
#include "ui/panels/predictions/draw_pad.h"
#include "ui/panels/predictions/prediction_grid.h"
#include "ui/panels/predictions/probe_row.h"
#include "ui/session/session.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/bars/status.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/project_tabs.h"
#include "ui/windows/projects/studio.h"

#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

// The window while something trains in it: tabs come and go, the language and the theme change.

using namespace weft;

class TestTrainings : public WindowTest {
    Q_OBJECT

    // An example that goes on for as long as a test takes.
    Studio* train(const QString& name)
    {
        Studio* const studio = openCopy(name);
        if (!studio)
            return nullptr;
        studio->document()->change("longer", [](Edit& edit) {
            TrainingSection training = edit.project().training;
            training.epochs = 100'000;
            edit.setTraining(std::move(training));
        });
        studio->session()->start(studio->document()->project(), studio->document()->file());
        return QTest::qWaitFor([studio] { return studio->session()->last().step > 20; }, patience) ? studio : nullptr;
    }
    void stop(Studio* studio)
    {
        studio->session()->stop();
        QTRY_VERIFY(!studio->session()->isBusy());
    }
    // What the first plot of the panel of curves draws, to its last step.
    double lastDrawn() const
    {
        const auto& panes = panel<CurvesPanel>("curves")->panes();
        const std::vector<PlotLine> lines = panes.empty() ? std::vector<PlotLine>() : panes.front()->plot()->lines();
        return lines.empty() ? 0 : double(lines.front().curve->lastStep());
    }

    // Of the samples that are watched; the probe has one of its own.
    const PredictionGrid* predictions() const
    {
        const auto* const scroll = m_window->docks()->widgetOf("predictions")->findChild<QScrollArea*>();
        return scroll ? static_cast<const PredictionGrid*>(scroll->widget()) : nullptr;
    }

private slots:
    void initTestCase()
    {
        Session::setWorkerProgram(weftProgram(), Session::Life::withWindow);
        qputenv("WEFT_DATA", flowers().toLocal8Bit()); // iris trains on a machine without the data sets too
    }
    void init() { makeWindow(); }
    void cleanup() { closeWindow(); }

    // A number that stands in two places is one number.
    void theStatusBarAndTheDeviceSayOneThroughput()
    {
        Studio* const studio = train("spirals.weft");
        QVERIFY(studio);
        Session* const session = studio->session();
        m_window->showPanel("device");
        const auto told = [&] {
            for (const GaugeRow* const row : panel<DevicePanel>("device")->findChildren<GaugeRow*>())
                if (row->accessibleName() == QLatin1String("Throughput"))
                    return row->valueText();
            return QString();
        };
        QTRY_VERIFY(session->stepsPerSecond() > 0 && told().endsWith(QLatin1String("/s")));
        session->pause();
        QTRY_COMPARE(session->state(), Session::State::paused);
        QTRY_COMPARE(told(), formatThroughput(session->samplesPerSecond(), {}));
        QCOMPARE(told().section(QLatin1Char('/'), 0, 0),
                 formatThroughput(session->samplesPerSecond(), QStringLiteral("x")).section(QLatin1Char(' '), 0, 0));
        QStringList status;
        for (const StatusItem& item : statusOf(studio, m_window->canvasArea()->canvas()).left)
            status << item.text;
        const QString whole = formatThroughput(session->samplesPerSecond(), QStringLiteral("samples"));
        QVERIFY2(status.contains(whole), qPrintable(whole + " in " + status.join('|')));
        stop(studio);
    }

    void nobodyAsksWhetherToEndWhatHasEnded()
    {
        Studio* const studio = train("spirals.weft");
        QVERIFY(studio);
        emit studio->session()->hanging("No step has been finished for 30 seconds.");
        QVERIFY(!m_window->messages()->textOf("training").isEmpty());
        stop(studio);
        QCOMPARE(m_window->messages()->textOf("training"), QString());
    }

    // What a training takes while it runs reaches it from where it is set, marked; the last value alone of a drag.
    void settingsOfTheInspectorReachTheTraining()
    {
        Studio* const studio = train("spirals.weft");
        QVERIFY(studio);
        Session* const session = studio->session();
        QSignalSpy marked(session, &Session::marked);
        const auto marks = [&] {
            QStringList all;
            for (const Mark& mark : session->history().marks())
                all << QString::fromStdString(mark.what + ' ' + mark.before + ' ' + mark.after);
            return all;
        };
        auto* const inspector = panel<Inspector>("inspector");
        const auto retype = [&](const char* row, const QString& text) {
            inspector->showSetting(QLatin1String(row));
            WindowHand(*m_window).retype(text);
        };
        const int64_t updates = session->plan().updates;
        retype("training.epochs", "2000");
        QCOMPARE(studio->document()->project().training.epochs, int64_t(2000));
        QTRY_COMPARE(marks(), QStringList {"epochs 100000 2000"});
        QTRY_VERIFY(session->plan().updates == updates / 50);
        studio->changeTraining("early", [](TrainingSection& training) {
            training.earlyStop = EarlyStop {.patience = 90'000};
        });
        QTRY_COMPARE(marks().value(1), QString("early_stop  90000 × validation/loss"));
        for (const double rate : {0.5, 0.25, 0.0125}) // a drag
            studio->changeTraining("rate", [rate](TrainingSection& training) { training.learningRate = rate; });
        QTRY_VERIFY(marks().size() == 3);
        QVERIFY2(marks().last().endsWith(" 0.0125"), qPrintable(marks().join('|')));
        studio->document()->undoStack()->undo(); // and back: to what stood before
        QTRY_VERIFY2(marks().last().endsWith(" 0.25"), qPrintable(marks().join('|')));
        QCOMPARE(marks().size(), 4);
        studio->changeTraining("batch", [](TrainingSection& training) { training.batchSize = 7; }); // for the next one
        QVERIFY(!marked.wait(800));
        stop(studio);
    }

    // Whatever the schedule makes of the rate at the moment: what is typed beside the rate that is shown is that.
    void theRateThatIsTypedIsTheOneThatIsUsed()
    {
        Studio* const studio = openCopy("spirals.weft");
        QVERIFY(studio);
        studio->changeTraining("slowly", [](TrainingSection& training) {
            training.epochs = 100'000;
            training.schedule = {.type = "one_cycle"}; // that begins at a 25th, and hardly moves for long
        });
        Session* const session = studio->session();
        session->start(studio->document()->project(), studio->document()->file());
        QTRY_VERIFY(session->last().step > 20);
        WindowHand hand(*m_window);
        NumberField* shown = nullptr;
        for (NumberField* const field : m_window->findChildren<NumberField*>())
            if (field->accessibleName() == QLatin1String("Learning rate") && field->isVisible()
                && !panel<Inspector>("inspector")->isAncestorOf(field))
                shown = field;
        QTRY_VERIFY(shown && shown->value() < studio->document()->project().training.learningRate / 2);
        QVERIFY2(shown->text().size() <= 8, qPrintable(shown->text())); // as there is room for: "2.763e-3"
        hand.click(shown);
        hand.retype("1e-4");
        QTRY_VERIFY(std::abs(session->last().learningRate - 1e-4F) < 3e-6F);
        QVERIFY(session->plan().learningRate > 2e-3);
        stop(studio);
    }

    // A picture drawn by hand, answered by weights that are learning.
    void aDrawingIsAnsweredWhileItTrains()
    {
        Project project = shapes(200);
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        project.training.epochs = 100'000;
        const QString path = m_folder.filePath("shapes.weft");
        write(path, QByteArray::fromStdString(writeProject(project)));
        Studio* const studio = open(path);
        QVERIFY(studio);
        m_window->showPanel("predictions");
        studio->session()->start(studio->document()->project(), studio->document()->file());
        auto* const row = m_window->docks()->widgetOf("predictions")->findChild<ProbeRow*>();
        QVERIFY(row);
        QPushButton* draw = nullptr;
        for (QPushButton* const button : row->findChildren<QPushButton*>())
            if (button->accessibleName() == QLatin1String("Draw a sample"))
                draw = button;
        QTRY_VERIFY(draw && draw->isEnabled());
        WindowHand hand(*m_window);
        hand.click(draw->mapToGlobal(draw->rect().center()));
        auto* const pad = row->findChild<DrawPad*>();
        QTRY_VERIFY(pad->isVisible());
        const auto* const answer = row->findChild<PredictionGrid*>();
        QVERIFY(!answer->isVisible());
        const QPoint middle = pad->rect().center(), side(middle.x() / 2, 0);
        hand.drag(pad->mapToGlobal(middle - side), pad->mapToGlobal(middle + side));
        QVERIFY(!pad->isBlank());
        QTRY_VERIFY(answer->isVisible());
        QVERIFY(answer->shown().step > 0);
        for (QToolButton* const button : row->findChildren<QToolButton*>()) // and taken away again
            if (button->accessibleName() == QLatin1String("Take your sample away"))
                hand.click(button);
        QVERIFY(!answer->isVisible() && pad->isBlank());
        stop(studio);
    }

    void twoTabsTrainAtOnceAndEachShowsItsOwn()
    {
        Studio* const first = train("spirals.weft");
        QVERIFY(first);
        Studio* const second = train("iris.weft");
        QVERIFY(second);
        QVERIFY(first->session()->isBusy());
        m_window->showPanel("predictions");
        m_window->showPanel("device");
        const Canvas& canvas = *m_window->canvasArea()->canvas();
        const PredictionGrid* const grid = predictions();
        QVERIFY(grid);
        const auto tellsOf = [&](const Studio* studio) {
            bool isDrawn = false;
            for (const PlotPane* const pane : panel<CurvesPanel>("curves")->panes())
                for (const PlotLine& line : pane->plot()->lines())
                    isDrawn = isDrawn || line.curve == studio->session()->history().series("step/loss");
            return canvas.document() == studio->document() && isDrawn;
        };
        QTRY_VERIFY(tellsOf(second));
        for (const Studio* const studio : {first, second}) { // all that the panels show has come once
            QTRY_VERIFY(studio->session()->lastPreview() && studio->session()->lastDeviceSample());
        }
        WindowHand hand(*m_window);
        ProjectTabs* const tabs = m_window->canvasArea()->tabs();
        for (int i = 0; i < 6; ++i) { // back and forth while both go on
            hand.click(tabs->mapToGlobal(tabs->tabRect(i % 2).center()));
            const Studio* const shown = i % 2 == 0 ? first : second;
            QCOMPARE(m_window->current(), shown);
            // At once, not with what comes next: that may be long in coming, or never come.
            QCOMPARE(grid->shown().step, shown->session()->lastPreview()->step);
            QVERIFY(panel<DevicePanel>("device")->deviceText() != QStringLiteral("Getting ready…"));
            QTRY_VERIFY(tellsOf(shown));
            const int64_t step = shown->session()->last().step;
            QTRY_VERIFY(shown->session()->last().step > step);
        }
        stop(first);
        QVERIFY(second->session()->isBusy()); // the one beside goes on
        const int64_t step = second->session()->last().step;
        QTRY_VERIFY(second->session()->last().step > step);
        stop(second);
        hand.click(tabs->mapToGlobal(tabs->tabRect(0).center())); // and what has ended is still there to be seen
        QCOMPARE(grid->shown().step, first->session()->lastPreview()->step);
    }

    // What another tab's panels showed is not taken for this one's.
    // One after the other, each as it was when it was asked for.
    void whatWaitsIsTrainedNext()
    {
        QAction* const next = m_window->commands()->action("train.queue");
        Studio* const first = train("spirals.weft");
        QVERIFY(first);
        QTRY_VERIFY(next->isEnabled());
        first->changeTraining("shorter", [](TrainingSection& training) { training.seed = 77, training.epochs = 2; });
        next->trigger();
        first->changeTraining("other", [](TrainingSection& training) { training.seed = 78, training.epochs = 3; });
        QCOMPARE(first->waiting(), 1);
        Studio* const second = openCopy("iris.weft");
        QVERIFY(second);
        QTRY_VERIFY(next->isEnabled());
        next->trigger();
        next->trigger();
        QCOMPARE(second->waiting(), 2);
        answer("queue", "Take it back")->click();
        QCOMPARE(second->waiting(), 0);
        next->trigger();
        QCOMPARE(second->session()->state(), Session::State::idle);
        const QString run = first->session()->runFolder();
        QSignalSpy ended(first->session(), &Session::ended);
        first->session()->stop();
        QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 2, patience); // the one that ran, and the one that waited
        QVERIFY(first->session()->runFolder() != run);
        QCOMPARE(readProject(read(first->session()->runFolder() + "/project.weft").toStdString()).training.seed,
                 int64_t(77));
        QTRY_VERIFY(second->session()->isBusy() || second->session()->lastEnd());
        QCOMPARE(first->waiting() + second->waiting(), 0);
        if (second->session()->isBusy())
            stop(second);
        QTRY_VERIFY(!next->isEnabled());
    }

    void theConfusionOfATabComesBackWithIt()
    {
        Studio* const studio = train("iris.weft");
        QVERIFY(studio);
        m_window->showPanel("confusion");
        const auto* const view = m_window->docks()->widgetOf("confusion")->findChild<ConfusionView*>();
        QVERIFY(view);
        QTRY_VERIFY(view->matrix().classes == 3 && view->nameOf(0) == "Iris-setosa");
        stop(studio);
        const ConfusionMatrix before = view->matrix();
        m_window->files()->newProject();
        QCOMPARE(view->matrix().classes, int64_t(0));
        m_window->show(studio);
        QCOMPARE(view->matrix().counts, before.counts);
        QCOMPARE(view->nameOf(0), QStringLiteral("Iris-setosa"));
    }

    void theLanguageChangesWhileItTrains()
    {
        Studio* const studio = train("spirals.weft");
        QVERIFY(studio);
        m_window->showPanel("predictions");
        QTRY_VERIFY(lastDrawn() > 0);
        for (const char* const language : {"zh_CN", "en", "zh_CN"}) {
            QVERIFY(speak(language));
            QVERIFY(studio->session()->isBusy());
            QCOMPARE(m_window->current(), studio);
            QCOMPARE(m_window->docks()->titleOf("curves"), language[0] == 'z' ? QString::fromUtf8("曲线") : "Curves");
            const double before = lastDrawn(); // all that came before is there at once …
            QVERIFY(before > 20);
            QTRY_VERIFY(lastDrawn() > before); // … and what comes is added
            QTRY_VERIFY(m_window->canvasArea()->canvas()->liveliness().hasGradients);
            const PredictionGrid* const grid = predictions();
            QTRY_VERIFY(grid && !grid->shown().predictions.empty());
        }
        stop(studio);
    }

    void theLogHoldsAllOfItWhateverWasInSight()
    {
        Studio* const studio = train("spirals.weft");
        QVERIFY(studio);
        QTRY_VERIFY(studio->session()->lastEpoch());
        m_window->showPanel("log"); // for the first time
        const auto lines = [this] { return panel<LogPanel>("log")->shownText(); };
        QVERIFY2(lines().contains("Trains") && lines().contains("Epoch 1:"), qPrintable(lines()));
        QVERIFY2(lines().contains("Epoch 1: loss ") && lines().contains(", validation "), qPrintable(lines()));
        m_window->files()->newProject(); // another tab: nothing was told there
        QVERIFY(lines().isEmpty());
        m_window->show(studio);
        QVERIFY(lines().contains("Epoch 1:"));
        QVERIFY(speak("zh_CN"));
        m_window->showPanel("log");
        QVERIFY(lines().contains("Epoch 1:")); // in the words of then
        stop(studio);
    }

    void theThemeAndTheSizeOfTextChangeWhileItTrains()
    {
        Studio* const studio = train("spirals.weft");
        QVERIFY(studio);
        for (const double scale : {1.5, 0.8, 1.0}) {
            Style::get().setMode(Style::get().theme().dark ? Style::Mode::light : Style::Mode::dark);
            Style::get().setFontScale(scale);
            QTest::qWait(50);
            const double before = lastDrawn();
            QTRY_VERIFY(lastDrawn() > before);
        }
        stop(studio);
    }

    // Its worker goes on, and is found again when the project is.
    void aTabThatGoesLeavesItsTrainingToComeBackTo()
    {
        Studio* studio = train("spirals.weft");
        QVERIFY(studio);
        QSignalSpy saved(m_window->files(), &ProjectFiles::saved);
        m_window->files()->save(studio);
        QVERIFY(saved.wait(patience));
        const QString file = studio->document()->file();
        const QString run = studio->session()->runFolder();
        const int64_t step = studio->session()->last().step;
        m_window->files()->close(studio);
        QTRY_VERIFY(m_window->studios().isEmpty());
        studio = open(file);
        QVERIFY(studio);
        QTRY_VERIFY(studio->session()->isBusy() && studio->session()->last().step > step);
        QCOMPARE(studio->session()->runFolder(), run);
        stop(studio);
    }
};

int main(int count, char** words)
{
    TestTrainings test;
    return runWindowTest(test, count, words);
}

#include "tst_trainings.moc"
