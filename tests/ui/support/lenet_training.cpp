#include "tests/ui/support/lenet_story.h"

#include "engine/graph/write_project.h"
#include "ui/canvas/canvas.h"
#include "ui/inspector/params/param_row.h"
#include "ui/panels/confusion/confusion_panel.h"
#include "ui/panels/confusion/confusion_view.h"
#include "ui/panels/curves/curves_panel.h"
#include "ui/panels/predictions/prediction_grid.h"
#include "ui/panels/predictions/predictions_panel.h"
#include "ui/session/session.h"
#include "ui/style/controls/number_field.h"
#include "ui/windows/bars/tool_bar.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/studio.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

// The chapters of the story in which the network is trained and kept.

namespace weft {

namespace {

QAction* action(const MainWindow& window, const char* id)
{
    return window.commands()->action(QLatin1String(id));
}

template <class Panel> Panel* panel(const MainWindow& window, const char* id)
{
    return static_cast<Panel*>(window.docks()->widgetOf(QLatin1String(id)));
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

#define SOON(condition) QTRY_VERIFY(condition)

} // namespace

void LenetStory::setEpochs(bool byKeys, int epochs)
{
    m_hand.key(Qt::Key_Escape); // nothing is picked: the inspector shows the project
    m_hand.studio()->selection()->clear();
    m_window.docks()->show("inspector"); // another tab may stand before it
    const QWidget* const inspector = m_window.docks()->widgetOf("inspector");
    const auto row = [&] {
        for (ParamRow* const each : inspector->findChildren<ParamRow*>("training.epochs"))
            if (each->isVisible())
                return each;
        return static_cast<ParamRow*>(nullptr);
    };
    QAbstractButton* length = nullptr; // it stands in a section that is folded at first
    for (QAbstractButton* const each : inspector->findChildren<QAbstractButton*>())
        if (each->accessibleName() == "Length" && each->isVisible())
            length = each;
    QVERIFY(length);
    if (byKeys) {
        QVERIFY(m_hand.tabTo([&](const QWidget* focus) { return focus == length; }));
        if (!row())
            m_hand.key(Qt::Key_Space);
        SOON(row());
        QVERIFY(m_hand.tabTo([&](const QWidget* focus) { return row()->isAncestorOf(focus); }));
        m_hand.type(QString::number(epochs)); // a digit begins anew
        m_hand.key(Qt::Key_Return);
    } else {
        if (!row())
            m_hand.click(length);
        SOON(row());
        m_hand.click(row()->field());
        m_hand.retype(QString::number(epochs));
    }
    QCOMPARE(m_hand.studio()->document()->project().training.epochs, int64_t(epochs));
}

void LenetStory::save(const QString& name)
{
    m_file = m_folder + '/' + name;
    m_hand.key(Qt::Key_S, Qt::ControlModifier);
    SOON(QApplication::activeModalWidget());
    QSignalSpy saved(m_window.files(), &ProjectFiles::saved);
    QVERIFY(m_hand.answerFileDialog(m_file));
    SOON(saved.count() == 1);
    QVERIFY(QFile::exists(m_file));
    QVERIFY(!m_hand.studio()->document()->isChanged());
}

void LenetStory::train(bool byKeys)
{
    SOON(m_hand.studio()->document()->isChecked());
    const QAction* const toggle = action(m_window, "train.toggle");
    if (!QTest::qWaitFor([&] { return toggle->isEnabled(); }, patience))
        QFAIL(qPrintable(toggle->statusTip() + '\n' + QString::fromStdString(graph())));
    if (byKeys)
        m_hand.key(Qt::Key_F5);
    else
        m_hand.click(m_window.findChild<QWidget*>("trainButton"));
    SOON(m_hand.studio()->session()->state() == Session::State::training);
    SOON(m_hand.studio()->session()->last().step > 0);
    m_window.showPanel("predictions");
}

void LenetStory::watchItLearn(int epochs)
{
    Session& session = *m_hand.studio()->session();
    const auto loss = [&] { return session.history().series("step/loss"); };
    SOON(session.lastEpoch());
    const auto* const curves = panel<CurvesPanel>(m_window, "curves");
    const auto* const grid =
        static_cast<PredictionGrid*>(m_window.docks()->widgetOf("predictions")->findChild<QScrollArea*>()->widget());
    SOON(!curves->panes().empty() && loss());
    SOON(!grid->shown().predictions.empty());
    CurvePlot* const plot = curves->panes().front()->plot();
    const size_t points = loss()->size();
    const double before = double(loss()->values[0]);
    const QImage curvesBefore = plot->grab().toImage();
    const Predictions predictionsBefore = grid->shown();
    QTRY_VERIFY_WITH_TIMEOUT(session.lastEpoch()->epoch >= epochs || !session.isBusy(), 3000000);
    QVERIFY(session.isBusy());
    QTRY_VERIFY(loss()->size() > points + 20);
    QVERIFY2(double(loss()->values[loss()->size() - 1]) < before, "the loss does not fall");
    QTRY_VERIFY(plot->grab().toImage() != curvesBefore);
    QTRY_VERIFY(grid->shown().step > predictionsBefore.step);
    QVERIFY(grid->shown().samples == predictionsBefore.samples); // the same samples …
    QVERIFY(grid->shown().predictions.front().bytes != predictionsBefore.predictions.front().bytes); // … seen otherwise
    QVERIFY(grid->shown().predictions.front().shape == Shape({10}));
}

void LenetStory::pause(bool byKeys)
{
    const Session& session = *m_hand.studio()->session();
    if (byKeys)
        m_hand.key(Qt::Key_F5);
    else
        m_hand.click(m_window.findChild<QWidget*>("trainButton"));
    SOON(session.state() == Session::State::paused);
    QTest::qWait(100); // what was told before has come
    m_stepPaused = session.last().step;
    QTest::qWait(300);
    QCOMPARE(session.last().step, m_stepPaused);
    QTRY_COMPARE(action(m_window, "train.toggle")->text(), QString("&Resume"));
}

void LenetStory::changeRate(bool byKeys, const QString& rate)
{
    auto* const bar = m_window.findChild<ToolBar*>();
    const auto isRate = [bar](const QWidget* widget) {
        return widget->accessibleName() == "Learning rate" && bar->isAncestorOf(widget);
    };
    if (byKeys) {
        m_hand.key(Qt::Key_2, Qt::AltModifier);
        QVERIFY(m_hand.tabTo(isRate));
        m_hand.type(rate); // a digit begins anew
        m_hand.key(Qt::Key_Return);
    } else {
        for (NumberField* const field : bar->findChildren<NumberField*>())
            if (isRate(field))
                m_hand.click(field);
        QVERIFY(isRate(QApplication::focusWidget()));
        m_hand.retype(rate);
    }
}

void LenetStory::resume(bool byKeys)
{
    Session& session = *m_hand.studio()->session();
    if (byKeys)
        m_hand.key(Qt::Key_F5);
    else
        m_hand.click(m_window.findChild<QWidget*>("trainButton"));
    SOON(session.state() == Session::State::training && session.last().step > m_stepPaused);
    const std::vector<Mark>& marks = session.history().marks();
    SOON(!marks.empty());
    QVERIFY(marks.back().step >= m_stepPaused);
    QCOMPARE(float(session.last().learningRate), 0.0005F);
    const auto* const curves = panel<CurvesPanel>(m_window, "curves");
    SOON(!curves->panes().front()->plot()->marks().empty());
    QVERIFY2(curves->panes().front()->plot()->marks().back().text.contains("5"),
             qPrintable(curves->panes().front()->plot()->marks().back().text));
}

void LenetStory::openConfusedSamples(bool byKeys)
{
    const int64_t epoch = m_hand.studio()->session()->lastEpoch()->epoch;
    if (byKeys)
        m_hand.command("confusion");
    else
        m_hand.showTab("confusion");
    SOON(m_window.docks()->isInSight("confusion"));
    auto* const confusion = panel<ConfusionPanel>(m_window, "confusion");
    auto* const view = confusion->findChild<ConfusionView*>();
    SOON(m_hand.studio()->session()->lastEpoch()->epoch > epoch); // counted since it is looked at
    SOON(view->matrix().classes == 10);
    int64_t truth = 0, predicted = 0; // a cell with something in it, best a mistake
    for (int64_t t = 0; t < 10; ++t)
        for (int64_t p = 0; p < 10; ++p)
            if (view->matrix().at(t, p) > (t == p ? 0 : view->matrix().at(truth, predicted) * (truth != predicted)))
                if (t != p || view->matrix().at(truth, predicted) == 0)
                    truth = t, predicted = p;
    QVERIFY(view->matrix().at(truth, predicted) > 0);
    QSignalSpy shown(confusion, &ConfusionPanel::samplesShown);
    if (byKeys) {
        QVERIFY(m_hand.tabTo([&](const QWidget* focus) { return focus == view; }));
        m_hand.key(Qt::Key_Return);
        for (int64_t t = 0; t < truth; ++t)
            m_hand.key(Qt::Key_Down);
        for (int64_t p = 0; p < predicted; ++p)
            m_hand.key(Qt::Key_Right);
    } else {
        m_hand.click(view->mapToGlobal(view->cellRect(truth, predicted).center().toPoint()));
    }
    QCOMPARE(view->truth(), truth);
    QCOMPARE(view->predicted(), predicted);
    const Predictions& samples = confusion->findChild<PredictionGrid*>()->shown();
    SOON(shown.count() > 0 && !samples.samples.empty());
    for (size_t i = 0; i < samples.samples.size(); ++i) {
        int32_t is = -1;
        std::memcpy(&is, samples.truths.front().bytes.data() + i * sizeof is, sizeof is);
        QCOMPARE(int64_t(is), truth);
    }
}

void LenetStory::stop(bool byKeys)
{
    if (byKeys)
        m_hand.key(Qt::Key_F5, Qt::ShiftModifier);
    else
        for (QAbstractButton* const button : m_window.findChild<ToolBar*>()->findChildren<QAbstractButton*>())
            if (button->accessibleName() == "Stop")
                m_hand.click(button);
    SOON(m_hand.studio()->session()->state() == Session::State::ended);
}

void LenetStory::reopen(bool byKeys)
{
    m_hand.key(Qt::Key_2, Qt::AltModifier); // the canvas; a look around is no change
    if (action(m_window, "file.save")->isEnabled()) {
        QSignalSpy saved(m_window.files(), &ProjectFiles::saved);
        m_hand.key(Qt::Key_S, Qt::ControlModifier);
        SOON(saved.count() == 1);
    }
    const QByteArray bytes = read(m_file);
    QVERIFY(bytes.contains("avg_pool2d_2"));
    m_hand.key(Qt::Key_W, Qt::ControlModifier);
    SOON(!m_window.current() && m_window.workspace() == Workspace::start);

    m_hand.key(Qt::Key_O, Qt::ControlModifier);
    SOON(QApplication::activeModalWidget());
    QVERIFY(m_hand.answerFileDialog(m_file));
    SOON(m_window.current() && !m_window.current()->document()->nodes({}).empty());
    QVERIFY(!m_window.current()->document()->isChanged());
    QSignalSpy saved(m_window.files(), &ProjectFiles::saved);
    const QString copy = m_folder + "/copy of " + QFileInfo(m_file).fileName();
    if (byKeys) {
        m_hand.key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    } else {
        m_hand.command("save as");
    }
    SOON(QApplication::activeModalWidget());
    QVERIFY(m_hand.answerFileDialog(copy));
    SOON(saved.count() == 1);
    QCOMPARE(read(copy), bytes);
}

} // namespace weft
