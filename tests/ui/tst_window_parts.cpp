#include "engine/train/runs.h"
#include "tests/ui/support/window_test.h"
#include "ui/canvas/canvas.h"
#include "ui/inspector/documentation/documentation.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/lists/problems_panel.h"
#include "ui/inspector/palette/layer_list.h"
#include "ui/inspector/palette/palette_dock.h"
#include "ui/inspector/params/param_row.h"
#include "ui/panels/device/node_costs.h"
#include "ui/panels/runs/runs_panel.h"
#include "ui/session/session.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/controls/section.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/studio.h"

#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

// How the window's parts lead to each other: a button here shows something there.

using namespace weft;

class TestWindowParts : public WindowTest {
    Q_OBJECT

private slots:
    void init() { makeWindow(); }
    void cleanup() { closeWindow(); }

    void theBookOpensTheLayersPage()
    {
        Studio* const studio = openCopy("iris.weft");
        studio->selection()->select(studio->document()->nodes({})[2].id);
        auto* const book = panel<Inspector>("inspector")->findChild<QToolButton*>(QStringLiteral("bookButton"));
        QVERIFY(book && book->isVisible());
        QTest::mouseClick(book, Qt::LeftButton);
        QVERIFY(m_window->docks()->isInSight("documentation"));
        auto* const pages = panel<Documentation>("documentation");
        const QString layer = pages->toPlainText();
        pages->showHelp({}); // other pages were read meanwhile
        QVERIFY(pages->toPlainText() != layer);
        m_window->showPanel("inspector");
        QTest::mouseClick(book, Qt::LeftButton);
        QCOMPARE(pages->toPlainText(), layer);
    }

    void aProblemOfASettingLeadsToItsField()
    {
        Studio* const studio = openCopy("iris.weft");
        studio->selection()->select(studio->document()->nodes({})[1].id);
        studio->changeTraining({}, [](TrainingSection& training) { training.epochs = -4; });
        QTRY_VERIFY(studio->document()->isChecked() && !studio->document()->problems().empty());
        m_window->showPanel("problems");
        QTableView* const list = panel<ProblemsPanel>("problems")->view();
        QTRY_VERIFY(list->model()->rowCount() > 0);
        const auto* const settings = panel<Inspector>("inspector");
        auto* const row = settings->findChild<ParamRow*>(QStringLiteral("training.epochs"));
        QVERIFY(row && !row->isVisible());
        for (Section* const section : settings->findChildren<Section*>())
            section->setFolded(true);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 1)).center());
        QVERIFY(row->isVisible());
        QVERIFY(row->visibleRegion().boundingRect().height() >= row->height());
        m_window->activateWindow();
        QVERIFY(row->isAncestorOf(m_window->focusWidget()));
    }

    void theProblemsTabCountsThem()
    {
        Studio* const studio = openCopy("iris.weft");
        m_window->showPanel("problems");
        studio->changeTraining({}, [](TrainingSection& training) { training.epochs = -4; });
        QTRY_COMPARE(m_window->docks()->badge("problems"), QStringLiteral("1"));
        studio->document()->undoStack()->undo();
        QTRY_COMPARE(m_window->docks()->badge("problems"), QString());
    }

    void aKeySearchesTheLayerList()
    {
        openCopy("iris.weft");
        m_window->setWorkspace(Workspace::runs);
        m_window->activateWindow();
        QTRY_VERIFY(m_window->commands()->action("view.layers")->isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(m_window->docks()->isInSight("layers"));
        QCOMPARE(m_window->focusWidget(), panel<PaletteDock>("layers")->list()->searchField());
    }

    void theWiresLiveWhileItTrains()
    {
        const Studio* const studio = openCopy("spirals.weft");
        const Canvas& canvas = *m_window->canvasArea()->canvas();
        QVERIFY(!canvas.liveliness().hasGradients);
        studio->session()->start(studio->document()->project(), studio->document()->file());
        QTRY_VERIFY(canvas.liveliness().hasGradients);
        m_window->files()->newProject(); // another tab: nothing of it lives
        QVERIFY(!canvas.liveliness().hasGradients);
        m_window->show(const_cast<Studio*>(studio));
        QVERIFY(canvas.liveliness().hasGradients);
        studio->session()->stop();
        QTRY_VERIFY(!studio->session()->isBusy());
    }

    void aRunsGraphOpensAsACopyThatFindsItsData()
    {
        const QString table = m_folder.filePath("table.csv");
        QFile file(table);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a,b,kind\n1,2,x\n2,1,y\n");
        file.close();
        const Studio* const original = openCopy("iris.weft");
        Project project = original->document()->project();
        project.data.sources.front().params["file"] = std::string("table.csv");
        const RunFolder run =
            RunFolder::create(realFileSystem(), runsFolder(original->document()->file().toStdString()), project,
                              {.projectFile = original->document()->file().toStdString()});
        m_window->showPanel("runs");
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        emit panel<RunsPanel>("runs")->graphAsked(QString::fromStdString(run.path()) + "/project.weft", "Run 7");
        QVERIFY(opened.wait(patience));
        const GraphDocument& copy = *m_window->current()->document();
        QVERIFY(&copy != original->document());
        QCOMPARE(m_window->workspace(), Workspace::build);
        QCOMPARE(copy.title(), QStringLiteral("Run 7"));
        QVERIFY(copy.file().isEmpty());
        QCOMPARE(copy.nodes({}).size(), original->document()->nodes({}).size());
        QCOMPARE(std::get<std::string>(copy.project().data.sources.front().params.at("file")), table.toStdString());
    }

    void whoIsNewIsOfferedTheTour()
    {
        m_window->greet();
        QVERIFY(m_window->messages()->shown().contains("greeting"));
        for (QAbstractButton* const button :
             m_window->messages()->findChild<QWidget*>("greeting")->findChildren<QAbstractButton*>())
            if (button->text() == QLatin1String("Not now"))
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!m_window->messages()->shown().contains("greeting"));
        m_window->greet(); // once is enough
        QVERIFY(!m_window->messages()->shown().contains("greeting"));
    }

    void theCostsOfNodesLeadToThem()
    {
        const Studio* const studio = openCopy("fashion_mnist_cnn.weft");
        QTRY_VERIFY(studio->document()->isChecked());
        m_window->showPanel("nodes");
        QTableView* const list = panel<NodeCosts>("nodes")->view();
        QTRY_VERIFY(list->model()->rowCount() > 10);
        const QString first = list->model()->index(0, 0).data().toString();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(QString::fromStdString(studio->selection()->current()), first);
    }
};

int main(int count, char** words)
{
    TestWindowParts test;
    return runWindowTest(test, count, words);
}

#include "tst_window_parts.moc"
