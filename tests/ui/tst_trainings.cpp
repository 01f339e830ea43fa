#include "tests/support/weft_program.h"
#include "tests/ui/support/window_hand.h"
#include "tests/ui/support/window_test.h"
#include "ui/canvas/canvas.h"
#include "ui/panels/curves/curves_panel.h"
#include "ui/panels/log/log_panel.h"
#include "ui/panels/predictions/prediction_grid.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/project_tabs.h"
#include "ui/windows/projects/studio.h"

#include <QSignalSpy>
#include <QTest>

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
        return QTest::qWaitFor([studio] { return studio->session()->last().step > 20; }, 60000) ? studio : nullptr;
    }
    void stop(Studio* studio)
    {
        studio->session()->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!studio->session()->isBusy(), 60000);
    }
    // What the first plot of the panel of curves draws, to its last step.
    double lastDrawn() const
    {
        const auto& panes = panel<CurvesPanel>("curves")->panes();
        const std::vector<PlotLine> lines = panes.empty() ? std::vector<PlotLine>() : panes.front()->plot()->lines();
        return lines.empty() ? 0 : double(lines.front().curve->lastStep());
    }

private slots:
    void initTestCase()
    {
        Session::setWorkerProgram(weftProgram(), Session::Life::withWindow);
        qputenv("WEFT_DATA", flowers().toLocal8Bit()); // iris trains on a machine without the data sets too
    }
    void init() { makeWindow(); }
    void cleanup() { closeWindow(); }

    void theLanguageChangesWhileItTrains()
    {
        Studio* const studio = train("spirals.weft");
        QVERIFY(studio);
        m_window->showPanel("predictions");
        QTRY_VERIFY_WITH_TIMEOUT(lastDrawn() > 0, 30000);
        for (const char* const language : {"zh_CN", "en", "zh_CN"}) {
            static_cast<Application*>(qApp)->setLanguage(language);
            QTest::qWait(50);
            QVERIFY(studio->session()->isBusy());
            QCOMPARE(m_window->current(), studio);
            QCOMPARE(m_window->docks()->titleOf("curves"), language[0] == 'z' ? QString::fromUtf8("曲线") : "Curves");
            const double before = lastDrawn(); // all that came before is there at once …
            QVERIFY(before > 20);
            QTRY_VERIFY_WITH_TIMEOUT(lastDrawn() > before, 30000); // … and what comes is added
            QTRY_VERIFY_WITH_TIMEOUT(m_window->canvasArea()->canvas()->liveliness().hasGradients, 30000);
            const auto* const grid = m_window->docks()->widgetOf("predictions")->findChild<PredictionGrid*>();
            QTRY_VERIFY_WITH_TIMEOUT(grid && !grid->shown().predictions.empty(), 30000);
        }
        stop(studio);
    }

    void theLogHoldsAllOfItWhateverWasInSight()
    {
        Studio* const studio = train("spirals.weft");
        QVERIFY(studio);
        QTRY_VERIFY_WITH_TIMEOUT(studio->session()->lastEpoch(), 30000);
        m_window->showPanel("log"); // for the first time
        const auto lines = [this] { return panel<LogPanel>("log")->shownText(); };
        QVERIFY2(lines().contains("Trains") && lines().contains("Epoch 1:"), qPrintable(lines()));
        m_window->files()->newProject(); // another tab: nothing was told there
        QVERIFY(lines().isEmpty());
        m_window->show(studio);
        QVERIFY(lines().contains("Epoch 1:"));
        static_cast<Application*>(qApp)->setLanguage("zh_CN");
        QTest::qWait(50);
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
            QTRY_VERIFY_WITH_TIMEOUT(lastDrawn() > before, 30000);
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
        QVERIFY(saved.wait(10000));
        const QString file = studio->document()->file();
        const QString run = studio->session()->runFolder();
        const int64_t step = studio->session()->last().step;
        m_window->files()->close(studio);
        QTRY_VERIFY(m_window->studios().isEmpty());
        studio = open(file);
        QVERIFY(studio);
        QTRY_VERIFY_WITH_TIMEOUT(studio->session()->isBusy() && studio->session()->last().step > step, 30000);
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
