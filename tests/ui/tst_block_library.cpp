#include "engine/graph/write_project.h"
#include "tests/ui/support/window_hand.h"
#include "tests/ui/support/window_test.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/search/fit_question.h"
#include "ui/canvas/search/layer_search.h"
#include "ui/canvas/search/what_fits.h"
#include "ui/document/actions.h"
#include "ui/document/files/block_shelf.h"
#include "ui/inspector/palette/palette_dock.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/keep_block.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/studio.h"

#include <QAbstractButton>
#include <QDir>
#include <QTest>

#include <algorithm>

// The user's own blocks: kept from one project, used in another.

using namespace weft;

class TestBlockLibrary : public WindowTest {
    Q_OBJECT

    QString library() const { return m_folder.filePath("blocks"); }
    // A project whose block is selected.
    Studio* withBlock(int64_t units)
    {
        Studio* const studio = m_window->files()->newProject();
        GraphDocument& document = *studio->document();
        addNode(document, {}, "tensor", {0, 0});
        addNode(document, {}, "dense", {240, 0}, {.from = PortRef {"tensor", "y"}});
        setParam(document, {}, {"dense"}, "units", units);
        addNode(document, {}, "relu", {480, 0}, {.from = PortRef {"dense", "y"}});
        const MadeBlock made = makeBlock(document, {}, {"dense", "relu"}, "Stage");
        studio->selection()->select(made.node);
        return studio;
    }
    bool keep()
    {
        m_window->commands()->action("graph.saveBlock")->trigger();
        return QTest::qWaitFor([] { return BlockShelf::get().has("Stage"); }, patience);
    }
    static bool isOffered(const Graph& graph)
    {
        const std::vector<LayerChoice> choices = layerChoices(graph);
        return std::ranges::any_of(choices, [](const LayerChoice& one) { return one.key() == "library:Stage"; });
    }

private slots:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8()); } // where the trash is
    void init()
    {
        makeWindow();
        BlockShelf::get().setFolder(library());
    }
    void cleanup()
    {
        closeWindow();
        BlockShelf::get().setFolder({});
        QDir(library()).removeRecursively();
    }

    void aBlockOfOneProjectIsUsedInAnother()
    {
        Studio* const first = withBlock(12);
        QVERIFY(!isOffered(first->document()->project().graph));
        QVERIFY(keep());
        QTRY_VERIFY(m_window->messages()->textOf("library").contains("“Stage” is in your library"));
        QVERIFY(!isOffered(first->document()->project().graph)); // it has it
        Studio* const second = m_window->files()->newProject();
        QVERIFY(isOffered(second->document()->project().graph));
        const std::string before = writeProject(second->document()->project());
        const std::string id = panel<PaletteDock>("layers")->addLayer("library:Stage");
        QCOMPARE(id, std::string("Stage"));
        QCOMPARE(*second->document()->block("Stage"), *first->document()->block("Stage"));
        QCOMPARE(second->document()->undoStack()->count(), 1); // block and use are one step
        QVERIFY(!isOffered(second->document()->project().graph));
        second->document()->undoStack()->undo();
        QCOMPARE(writeProject(second->document()->project()), before);
    }

    // By keys on the canvas, wired to the node that is selected; and it is offered where a wire ends on nothing.
    void theSearchAddsItConnected()
    {
        withBlock(12);
        QVERIFY(keep());
        Studio* const studio = m_window->files()->newProject();
        GraphDocument& document = *studio->document();
        addNode(document, {}, "tensor", {0, 0});
        QTRY_VERIFY(document.isChecked());
        const FitQuestion question = questionBehind(document, {}, {"tensor", "y"});
        const std::vector<Fit> fits = whatFits(question);
        QVERIFY(std::ranges::any_of(fits, [&](const Fit& fit) {
            return question.choices[size_t(fit.choice)].key() == "library:Stage" && fit.result;
        }));
        studio->selection()->select("tensor");
        m_window->setWorkspace(Workspace::build);
        WindowHand hand(*m_window);
        hand.canvas()->setFocus();
        hand.key(Qt::Key_Tab);
        hand.type("Stage");
        QTest::qWait(200); // what fits is asked in the background
        hand.key(Qt::Key_Return);
        QTRY_COMPARE(document.nodes({}).size(), size_t(2));
        QCOMPARE(document.nodes({}).back().inputs.size(), size_t(1));
        QCOMPARE(swapType(document, {}, {"Stage"}, "relu"), QString());
        removeUnusedBlocks(document);
        QCOMPARE(swapType(document, {}, {"Stage"}, "library:Stage"), QString()); // and in the place of another
        QCOMPARE(document.nodes({}).back().inputs.front().from.node, std::string("tensor"));
    }

    void anotherOfTheNameIsAskedFor()
    {
        withBlock(12);
        QVERIFY(keep());
        withBlock(99);
        QVERIFY(keep());
        QVERIFY(m_window->messages()->textOf("library").contains("another “Stage”"));
        const Fragment* const kept = BlockShelf::get().find("library:Stage");
        QCOMPARE(std::get<int64_t>(kept->project.graph.blocks.front().nodes.front().params.at("units")), int64_t(12));
        answer("library", "Replace it")->click();
        QTRY_COMPARE(std::get<int64_t>(BlockShelf::get()
                                           .find("library:Stage")
                                           ->project.graph.blocks.front()
                                           .nodes.front()
                                           .params.at("units")),
                     int64_t(99));
        QTRY_VERIFY(m_window->messages()->textOf("library").contains("“Stage” is in your library"));
    }

    void oneIsTakenOutAgain()
    {
        withBlock(12);
        QVERIFY(keep());
        forgetBlock(*m_window, "Stage");
        QTRY_VERIFY(!BlockShelf::get().has("Stage"));
        QTRY_VERIFY(m_window->messages()->textOf("library").contains("in the trash"));
        QVERIFY(QDir(library()).isEmpty());
        QVERIFY(addNode(*m_window->files()->newProject()->document(), {}, "library:Stage", {}).empty());
    }

    void withoutALibraryNothingIsWritten()
    {
        BlockShelf::get().setFolder({});
        withBlock(12);
        m_window->commands()->action("graph.saveBlock")->trigger();
        QCOMPARE(m_window->messages()->textOf("library"), QString("There is no library here."));
        QVERIFY(!QFile::exists("Stage.weftblock"));
    }

    // A file that is none hides none of the others.
    void strangeFilesAreNoHarm()
    {
        withBlock(12);
        QVERIFY(keep());
        write(library() + "/Broken.weftblock", "{");
        BlockShelf::get().setFolder({});
        QVERIFY(!BlockShelf::get().has("Stage"));
        BlockShelf::get().setFolder(library());
        QTRY_VERIFY(BlockShelf::get().has("Stage"));
        QCOMPARE(BlockShelf::get().blocks().size(), size_t(1));
    }
};

int main(int count, char** words)
{
    TestBlockLibrary test;
    return runWindowTest(test, count, words);
}

#include "tst_block_library.moc"
