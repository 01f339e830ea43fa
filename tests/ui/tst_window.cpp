#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "tests/ui/support/window_test.h"
#include "ui/canvas/canvas.h"
#include "ui/document/actions.h"
#include "ui/session/session.h"
#include "ui/windows/application.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/files/recent.h"
#include "ui/windows/projects/project_tabs.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/screenshot.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QMenu>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

// The window and its projects as a user meets them: real mouse and key events, offscreen.

using namespace weft;

class TestWindow : public WindowTest {
    Q_OBJECT

private slots:
    void init() { makeWindow(); }
    void cleanup() { closeWindow(); }

    void beginsAtTheStartPage()
    {
        QCOMPARE(m_window->workspace(), Workspace::start);
        QVERIFY(!m_window->current());
        QTRY_VERIFY(!m_window->commands()->action("file.save")->isEnabled());
    }

    void opensAProjectWithoutHoldingTheWindow()
    {
        Studio* const studio = openCopy("iris.weft");
        QVERIFY(studio);
        QCOMPARE(m_window->workspace(), Workspace::build);
        QCOMPARE(studio->document()->nodes({}).size(), size_t(9));
        QCOMPARE(recentProjects(), QStringList {m_folder.filePath("iris.weft")});
        QVERIFY(m_window->windowTitle().contains("iris.weft"));
    }

    void aFileThatIsNoneSaysSo()
    {
        const QString path = m_folder.filePath("broken.weft");
        write(path, "{ \"weft\": 1, ");
        QSignalSpy failed(m_window->files(), &ProjectFiles::failed);
        m_window->files()->open(path);
        QVERIFY(failed.wait(patience));
        QVERIFY2(m_window->messages()->textOf("open").contains("broken.weft"),
                 qPrintable(m_window->messages()->textOf("open")));
        QTRY_VERIFY(m_window->studios().isEmpty());
    }

    void savesAnUnchangedProjectByteForByte()
    {
        Studio* const studio = openCopy("iris.weft");
        const QByteArray before = read(studio->document()->file());
        studio->document()->change("name", [](Edit& edit) { edit.setName("Other"); });
        studio->document()->undoStack()->undo();
        QSignalSpy saved(m_window->files(), &ProjectFiles::saved);
        m_window->files()->save(studio);
        QVERIFY(saved.wait(patience));
        QCOMPARE(read(studio->document()->file()), before);
    }

    // Written by hand: nobody drags twenty nodes apart that lie on one spot.
    void aProjectWithoutPlacesIsLaidOutWhenItIsOpened()
    {
        Project project = readProject(read(example("char_gpt.weft")).toStdString());
        project.view = {};
        const QString path = m_folder.filePath("bare.weft");
        const QByteArray bytes = QByteArray::fromStdString(writeProject(project));
        write(path, bytes);
        Studio* const studio = open(path);
        QVERIFY(studio);
        const GraphDocument& document = *studio->document();
        for (const Scope& scope : {Scope(), Scope("transformer")}) {
            studio->selection()->enter(scope);
            const Scene& scene = m_window->canvasArea()->canvas()->scene();
            QCOMPARE(scene.scope(), scope);
            QVERIFY(scene.nodeCount() > 8);
            for (const GraphNode& node : document.nodes(scope)) {
                const QRectF rect = scene.node(node.id)->rect;
                QVERIFY2(scene.nodesIn(rect).size() == 1, node.id.c_str());
                for (const Input& input : node.inputs)
                    if (const NodeItem* const from = scene.node(input.from.node); !from->boundary && scope.empty())
                        QVERIFY2(from->rect.right() < rect.left() || from->rect.bottom() < rect.top(), node.id.c_str());
            }
        }
        QVERIFY(!document.isChanged());
        QVERIFY(!document.project().view.nodes.empty());
        QSignalSpy saved(m_window->files(), &ProjectFiles::saved);
        m_window->files()->save(studio); // nobody changed it
        QVERIFY(saved.wait(patience));
        QCOMPARE(read(path), bytes);
    }

    void savesWhatWasChangedByCtrlS()
    {
        Studio* const studio = openCopy("iris.weft");
        studio->document()->change("name", [](Edit& edit) { edit.setName("Other"); });
        QVERIFY(studio->document()->isChanged());
        QSignalSpy saved(m_window->files(), &ProjectFiles::saved);
        QTRY_VERIFY(m_window->commands()->action("file.save")->isEnabled());
        m_window->activateWindow();
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(saved.wait(patience));
        QVERIFY(!studio->document()->isChanged());
        QCOMPARE(readProject(read(studio->document()->file()).toStdString()).name, std::string("Other"));
    }

    // A copy is wanted beside the project, wherever the program was started.
    void savingElsewhereBeginsWhereTheProjectIs()
    {
        Studio* const studio = openCopy("iris.weft");
        QVERIFY(studio);
        m_window->files()->askSaveAs(studio);
        auto* const dialog = m_window->findChild<QFileDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->directory().canonicalPath(), QDir(m_folder.path()).canonicalPath());
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), QString("iris.weft"));
        dialog->close();
    }

    // What a save replaced is in the menu, and opens beside the project, with its data where it was.
    void anEarlierVersionOpensAsACopy()
    {
        Studio* const studio = openCopy("spirals.weft");
        QVERIFY(studio);
        write(m_folder.filePath("rows.csv"), "a,b\n1,2\n");
        const auto save = [&] {
            QSignalSpy saved(m_window->files(), &ProjectFiles::saved);
            m_window->files()->save(studio);
            return saved.wait(patience);
        };
        studio->document()->change("data", [](Edit& edit) {
            DataSection data = edit.project().data;
            data.sources = {{.format = "csv", .params = {{"path", std::string("rows.csv")}}}};
            edit.setData(std::move(data));
        });
        QVERIFY(save());
        const size_t nodes = studio->document()->nodes({}).size();
        addNode(*studio->document(), {}, "relu", {0, 0});
        QVERIFY(save());
        auto* const file = m_window->findChild<QMenu*>("file");
        auto* const versions = m_window->findChild<QMenu*>("earlierVersions");
        QVERIFY(file && versions);
        emit file->aboutToShow();
        QTRY_COMPARE(versions->actions().size(), 2); // the example, and with its data
        QVERIFY(versions->actions().front()->isEnabled());
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        versions->actions().front()->trigger();
        QVERIFY(opened.wait(patience));
        Studio* const copy = m_window->current();
        QVERIFY(copy != studio && copy->document()->file().isEmpty());
        QVERIFY2(copy->title().contains("before"), qPrintable(copy->title()));
        QCOMPARE(copy->document()->nodes({}).size(), nodes);
        QCOMPARE(std::get<std::string>(copy->document()->project().data.sources.front().params.at("path")),
                 m_folder.filePath("rows.csv").toStdString());
        m_window->files()->newProject();
        emit file->aboutToShow(); // of another project: none
        QCOMPARE(versions->actions().size(), 1);
        QVERIFY(!versions->actions().front()->isEnabled());
    }

    void asksBeforeUnsavedChangesAreLost()
    {
        Studio* const studio = openCopy("iris.weft");
        studio->document()->change("name", [](Edit& edit) { edit.setName("Other"); });
        QVERIFY(!m_window->close());
        QVERIFY(m_window->isVisible());
        QVERIFY(m_window->messages()->shown().contains("unsaved"));
        QTest::mouseClick(answer("unsaved", "Cancel"), Qt::LeftButton);
        QVERIFY(m_window->isVisible());
        QVERIFY(!m_window->close());
        QTest::mouseClick(answer("unsaved", "Discard"), Qt::LeftButton);
        QVERIFY(!m_window->isVisible());
        QVERIFY(!read(m_folder.filePath("iris.weft")).contains("Other"));
    }

    void tellsThatAnotherProgramChangedTheFile()
    {
        Studio* const studio = openCopy("iris.weft");
        QByteArray text = read(studio->document()->file());
        write(studio->document()->file(), text.replace("\"Iris\"", "\"Orchid\""));
        QTRY_VERIFY(m_window->messages()->shown().contains("onDisk"));
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        QTest::mouseClick(answer("onDisk", "Load it again"), Qt::LeftButton);
        QVERIFY(opened.wait(patience));
        QCOMPARE(studio->document()->project().name, std::string("Orchid"));
        QVERIFY(!m_window->messages()->shown().contains("onDisk"));
    }

    void eachProjectHasATab()
    {
        Studio* const first = openCopy("iris.weft");
        Studio* const second = openCopy("spirals.weft");
        ProjectTabs* const tabs = m_window->canvasArea()->tabs();
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(m_window->canvasArea()->canvas()->document(), second->document());
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
        QCOMPARE(m_window->current(), first);
        QCOMPARE(m_window->canvasArea()->canvas()->document(), first->document());
        m_window->files()->close(first);
        QCOMPARE(m_window->current(), second);
        QCOMPARE(tabs->count(), 1);
        m_window->files()->close(second);
        QCOMPARE(m_window->workspace(), Workspace::start);
    }

    void aTabThatGoesWhileItIsHeldIsDraggedNoFurther()
    {
        openCopy("iris.weft");
        Studio* const held = openCopy("spirals.weft");
        ProjectTabs* const tabs = m_window->canvasArea()->tabs();
        const QPoint at = tabs->tabRect(1).center();
        QTest::mousePress(tabs, Qt::LeftButton, {}, at);
        m_window->files()->close(held);
        QCOMPARE(tabs->count(), 1);
        QMouseEvent move(QEvent::MouseMove, at - QPoint(60, 0), tabs->mapToGlobal(at - QPoint(60, 0)), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(tabs, &move);
        QTest::mouseRelease(tabs, Qt::LeftButton, {}, at);
        QCOMPARE(tabs->count(), 1);
    }

    void trainsAndStops()
    {
        Session::setWorkerProgram({}); // on a thread: this program is no worker
        Studio* const studio = openCopy("spirals.weft");
        QTRY_VERIFY(m_window->commands()->action("train.toggle")->isEnabled());
        m_window->commands()->action("train.toggle")->trigger();
        QTRY_VERIFY(studio->session()->last().step > 3);
        QTRY_COMPARE(m_window->commands()->action("train.toggle")->text(), QString("&Pause"));
        m_window->commands()->action("train.stop")->trigger();
        QTRY_VERIFY(!studio->session()->isBusy());
        QTRY_COMPARE(m_window->commands()->action("train.toggle")->text(), QString("&Train"));
    }

    // Who wants a picture is not told how long the window took to make it.
    void aPictureTellsNothingOfSlowEvents()
    {
        static QStringList said;
        said.clear();
        QObject slow;
        QMetaObject::invokeMethod(
            &slow, [] { QThread::msleep(80); }, Qt::QueuedConnection);
        const QtMessageHandler before =
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& text) { said << text; });
        const QString wrong =
            takeScreenshot(*m_window, {.file = m_folder.filePath("picture.png"), .size = QSize(1100, 700)});
        qInstallMessageHandler(before);
        static_cast<Application*>(qApp)->onSlowEvent({});
        QCOMPARE(wrong, QString());
        QVERIFY2(said.filter("Slow").isEmpty(), qPrintable(said.join('|')));
        QVERIFY(QFile::exists(m_folder.filePath("picture.png")));
    }

    void aPictureOfWhatIsNotThereSaysSo()
    {
        const QString project = m_folder.filePath("spirals.weft");
        QVERIFY(openCopy("spirals.weft"));
        const auto wish = [&](const QStringList& panels, const QStringList& nodes) {
            return takeScreenshot(*m_window, {.file = m_folder.filePath("no.png"),
                                              .size = QSize(1100, 700),
                                              .project = project,
                                              .panels = panels,
                                              .select = nodes});
        };
        QCOMPARE(wish({"curvs"}, {}), "There is no panel curvs. Did you mean curves?");
        QCOMPARE(wish({}, {"nowhere at all"}), "The network has no node nowhere at all.");
        QVERIFY(!QFile::exists(m_folder.filePath("no.png")));
    }

    void aSlowEventIsTold()
    {
        QStringList told;
        static_cast<Application*>(qApp)->onSlowEvent(
            [&told](const QString& receiver, const QString& event, double) { told << receiver + " " + event; });
        QObject slow;
        slow.setObjectName("slow");
        QMetaObject::invokeMethod(
            &slow, [] { QThread::msleep(80); }, Qt::QueuedConnection);
        QTRY_VERIFY(!told.isEmpty());
        static_cast<Application*>(qApp)->onSlowEvent({});
        QVERIFY2(told.filter("slow").size() == 1, qPrintable(told.join('\n')));
        QVERIFY(told.filter("slow").first().contains("MetaCall"));
    }
};

int main(int count, char** words)
{
    TestWindow test;
    return runWindowTest(test, count, words);
}

#include "tst_window.moc"
