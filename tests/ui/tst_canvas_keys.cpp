#include "engine/layers/layer_type.h"
#include "tests/ui/support/canvas_hand.h"
#include "tests/ui/support/canvas_projects.h"
#include "ui/canvas/commands/canvas_actions.h"
#include "ui/canvas/commands/in_place_editor.h"
#include "ui/canvas/scene/node_geometry.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTest>

#include <set>

// Commands, keys, names, notes and frames of the canvas.

using namespace weft;

class TestCanvasKeys : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { CanvasHand::prepare(); }

    void framesAreMadeNamedMovedAndLeft()
    {
        CanvasHand hand(rowOfLayers());
        hand.selection.set({"label", "free"});
        hand.key(Qt::Key_G, Qt::ControlModifier);
        QVERIFY(hand.tools.editor()->isOpen());
        hand.key(Qt::Key_A, Qt::ControlModifier);
        hand.type("Spare");
        hand.key(Qt::Key_Return);
        QVERIFY(!hand.tools.editor()->isOpen());
        QCOMPARE(hand.document.frames({}).size(), 1u);
        QCOMPARE(hand.document.frames({})[0].title, std::string("Spare"));
        const FrameItem frame = hand.canvas.scene().frames()[0];
        const QPointF title = frame.rect.topLeft() + QPointF(40, 12);
        hand.drag(title, title + QPointF(80, 40));
        QCOMPARE(hand.node("free").rect.topLeft(), QPointF(360, 640));
        QCOMPARE(hand.node("label").rect.topLeft(), QPointF(120, 480));
        // F while a node is dragged takes it out.
        hand.click(hand.header("free"));
        const QPointF grip = hand.header("free");
        hand.press(grip);
        hand.moveTo(grip + QPointF(200, 100));
        QTest::keyClick(&hand.canvas, Qt::Key_F);
        hand.release(grip + QPointF(200, 100));
        QCOMPARE(hand.document.frames({})[0].nodes, (std::vector<std::string> {"label"}));
        // And into it again.
        hand.press(hand.header("free"));
        hand.moveTo(hand.canvas.scene().frames()[0].rect.center());
        QTest::keyClick(&hand.canvas, Qt::Key_F);
        QCOMPARE(hand.canvas.preview().dropFrame, 0);
        hand.release(hand.canvas.scene().frames()[0].rect.center());
        QCOMPARE(hand.document.frames({})[0].nodes.size(), 2u);
    }

    void notesAreWrittenMovedAndResized()
    {
        CanvasHand hand(rowOfLayers());
        hand.key(Qt::Key_P, Qt::ShiftModifier);
        QVERIFY(hand.tools.editor()->isOpen());
        hand.key(Qt::Key_A, Qt::ControlModifier);
        hand.type("Why");
        hand.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(hand.document.notes({}).size(), 1u);
        QCOMPARE(hand.document.notes({})[0].text, std::string("Why"));
        const QRectF rect = hand.canvas.scene().notes()[0].rect;
        const int steps = hand.steps();
        hand.drag(rect.bottomRight() - QPointF(4, 4), rect.bottomRight() + QPointF(76, 36));
        QVERIFY(hand.document.notes({})[0].width > rect.width() + 60);
        QCOMPARE(hand.steps(), steps + 1);
        hand.drag(rect.center(), rect.center() + QPointF(48, 24));
        QCOMPARE(hand.canvas.scene().notes()[0].rect.topLeft(), snapToGrid(rect.topLeft() + QPointF(48, 24)));
        QCOMPARE(hand.steps(), steps + 2);
        hand.key(Qt::Key_Delete); // the note is picked
        QVERIFY(hand.document.notes({}).empty());
    }

    void namesAreEditedInPlace()
    {
        CanvasHand hand(rowOfLayers());
        hand.click(hand.header("relu"));
        hand.key(Qt::Key_F2);
        QVERIFY(hand.tools.editor()->isOpen());
        hand.type("conv"); // taken: it says so and stays open
        hand.key(Qt::Key_Return);
        QVERIFY(hand.tools.editor()->isOpen());
        hand.type("2b");
        hand.key(Qt::Key_Return);
        QVERIFY(hand.document.node({}, "conv2b") != nullptr);
        QCOMPARE(hand.feeds("pool", "x"), std::string("conv2b.y"));
        QCOMPARE(hand.selection.current(), std::string("conv2b"));
        hand.key(Qt::Key_F2);
        hand.type("other");
        hand.key(Qt::Key_Escape);
        QVERIFY(hand.document.node({}, "other") == nullptr);
        QCOMPARE(hand.steps(), 1);
    }

    void flagsBlocksAndCopiesHaveTheirKeys()
    {
        CanvasHand hand(rowOfLayers());
        hand.click(hand.header("relu"));
        hand.key(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(hand.document.node({}, "relu")->bypassed);
        hand.key(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!hand.document.node({}, "relu")->bypassed);
        hand.key(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(hand.document.node({}, "relu")->muted);
        hand.key(Qt::Key_M, Qt::ControlModifier);
        hand.key(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(hand.document.node({}, "relu_2") != nullptr);
        hand.key(Qt::Key_Delete);
        hand.selection.set({"conv", "relu"});
        hand.key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(isClipboardText(QGuiApplication::clipboard()->text()));
        hand.key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(hand.document.node({}, "conv_2") != nullptr);
        QCOMPARE(hand.feeds("relu_2", "x"), std::string("conv_2.y"));
        hand.key(Qt::Key_X, Qt::ControlModifier);
        QVERIFY(hand.document.node({}, "conv_2") == nullptr);
        hand.selection.set({"conv", "relu"});
        hand.key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(hand.document.project().graph.blocks.size(), 1u);
        const std::string made = hand.selection.current();
        hand.key(Qt::Key_Return);
        QCOMPARE(hand.selection.scope(), hand.document.project().graph.blocks[0].name);
        hand.key(Qt::Key_U);
        QCOMPARE(hand.selection.scope(), std::string());
        QCOMPARE(hand.selection.current(), made);
        hand.key(Qt::Key_Return);
        hand.key(Qt::Key_Escape);
        hand.key(Qt::Key_Escape);
        QCOMPARE(hand.selection.scope(), std::string());
        hand.selection.select(made);
        hand.key(Qt::Key_G, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(hand.document.node({}, made) == nullptr);
        while (hand.document.undoStack()->canUndo())
            hand.document.undoStack()->undo();
        QCOMPARE(hand.text(), CanvasHand(rowOfLayers()).text());
    }

    void blocksThatNobodyUsesGo()
    {
        CanvasHand hand(rowOfLayers());
        hand.selection.select("conv");
        QAction* const drop = hand.tools.actions().action("graph.dropBlocks");
        hand.tools.actions().action("graph.block")->trigger();
        QCOMPARE(hand.document.project().graph.blocks.size(), size_t(1));
        const int steps = hand.steps();
        drop->trigger();
        QCOMPARE(hand.document.project().graph.blocks.size(), size_t(1)); // it is used
        QCOMPARE(hand.steps(), steps);
        hand.tools.actions().action("edit.delete")->trigger();
        QCOMPARE(hand.document.project().graph.blocks.size(), size_t(1));
        drop->trigger();
        QVERIFY(hand.document.project().graph.blocks.empty());
        hand.document.undoStack()->undo();
        QCOMPARE(hand.document.project().graph.blocks.size(), size_t(1));
    }

    void deletingHealsAndShiftDeletingDoesNot()
    {
        CanvasHand hand(rowOfLayers());
        hand.click(hand.header("relu"));
        hand.key(Qt::Key_Delete);
        QCOMPARE(hand.feeds("pool", "x"), std::string("conv.y"));
        hand.document.undoStack()->undo();
        hand.click(hand.header("relu"));
        hand.key(Qt::Key_Delete, Qt::ShiftModifier);
        QCOMPARE(hand.feeds("pool", "x"), std::string());
    }

    void arrowsWalkAlongWires()
    {
        CanvasHand hand(rowOfLayers());
        hand.key(Qt::Key_Right);
        QCOMPARE(hand.selection.current(), std::string("image"));
        hand.key(Qt::Key_Right);
        QCOMPARE(hand.selection.current(), std::string("conv"));
        hand.key(Qt::Key_Right);
        hand.key(Qt::Key_Right);
        QCOMPARE(hand.selection.current(), std::string("pool"));
        hand.key(Qt::Key_Down);
        QCOMPARE(hand.selection.current(), std::string("sum"));
        hand.key(Qt::Key_Left);
        QCOMPARE(hand.selection.current(), std::string("conv"));
        hand.key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(hand.selection.nodes(), (std::set<std::string> {"conv", "relu"}));
        const QPointF before = hand.node("conv").rect.topLeft();
        hand.key(Qt::Key_Right, Qt::ControlModifier);
        hand.key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(hand.node("conv").rect.topLeft(), before + QPointF(8, 8));
        hand.document.undoStack()->undo();
        QCOMPARE(hand.node("conv").rect.topLeft(), before);
    }

    void tidyingMovesInOneStepAndKeepsTheSelectionInPlace()
    {
        CanvasHand hand(rowOfLayers());
        hand.key(Qt::Key_L);
        QCOMPARE(hand.steps(), 1);
        QCOMPARE(hand.node("conv").rect.top(), hand.node("image").rect.top());
        QCOMPARE(hand.node("relu").rect.top(), hand.node("image").rect.top());
        for (const GraphNode& a : hand.document.nodes({})) {
            for (const GraphNode& b : hand.document.nodes({}))
                QVERIFY(a.id == b.id || !hand.node(a.id).rect.intersects(hand.node(b.id).rect));
        }
        hand.document.undoStack()->undo();
        hand.selection.set({"relu", "sum"});
        const QRectF before = hand.canvas.scene().boundsOf({"relu", "sum"});
        hand.key(Qt::Key_L);
        QCOMPARE(hand.canvas.scene().boundsOf({"relu", "sum"}).topLeft(), before.topLeft());
        QCOMPARE(hand.node("image").rect.topLeft(), QPointF(40, 200));
    }

    void bookmarksComeBack()
    {
        CanvasHand hand(rowOfLayers());
        hand.key(Qt::Key_1, Qt::ControlModifier | Qt::ShiftModifier);
        const QPointF before = hand.canvas.toScene({0, 0});
        hand.canvas.panBy({-300, -200});
        hand.canvas.zoomTo(0.5, {0, 0});
        hand.key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(hand.canvas.toScene({0, 0}), before);
        QCOMPARE(hand.canvas.zoom(), 1.0);
    }

    void wiresAreDrawnByKeys()
    {
        CanvasHand hand(rowOfLayers());
        hand.click(hand.header("pool"));
        hand.key(Qt::Key_C);
        QVERIFY(hand.canvas.active() != nullptr);
        hand.key(Qt::Key_Return); // from its output
        QVERIFY(hand.canvas.preview().wire->target.has_value());
        for (int i = 0; i < 6 && hand.canvas.preview().wire->target->node != "free"; ++i)
            hand.key(i % 2 == 0 ? Qt::Key_Left : Qt::Key_Down);
        QCOMPARE(hand.canvas.preview().wire->target->node, std::string("free"));
        hand.key(Qt::Key_Return);
        QVERIFY(hand.canvas.active() == nullptr);
        QCOMPARE(hand.feeds("free", "x"), std::string("pool.y"));
        QCOMPARE(hand.steps(), 1);
        hand.key(Qt::Key_C);
        hand.key(Qt::Key_Escape);
        QVERIFY(hand.canvas.active() == nullptr);
        QCOMPARE(hand.selection.current(), std::string("pool"));
        hand.key(Qt::Key_C);
        hand.key(Qt::Key_Delete); // takes the wires of the port off
        QCOMPARE(hand.feeds("free", "x"), std::string());
    }

    void actionsAreNamedOnceAndTellWhyNot()
    {
        CanvasHand hand(rowOfLayers());
        QSet<QString> ids;
        for (QAction* action : hand.tools.actions().all()) {
            QVERIFY2(!ids.contains(action->objectName()), qPrintable(action->objectName()));
            ids << action->objectName();
            QVERIFY(!action->text().isEmpty());
            QVERIFY(action->isEnabled() || !action->statusTip().isEmpty());
        }
        QVERIFY(!hand.tools.actions().action("graph.bypass")->isEnabled());
        hand.selection.select("relu");
        hand.tools.actions().refresh();
        QVERIFY(hand.tools.actions().action("graph.bypass")->isEnabled());
        hand.canvas.show(nullptr, nullptr); // no project: nothing can be done, and nothing happens
        for (QAction* action : hand.tools.actions().all())
            QVERIFY(!action->isEnabled());
        hand.click({100, 100});
        hand.key(Qt::Key_Tab);
    }

    void theMenuOfAWireOrdersTheInputs()
    {
        CanvasHand hand(rowOfLayers());
        const std::string port = findLayerType("concat")->inputs.front().id;
        addNode(hand.document, {}, "concat", {900, 600});
        for (const char* const from : {"conv", "relu"})
            QCOMPARE(connectPorts(hand.document, {}, {from, "y"}, "concat", port), QString());
        const int steps = hand.steps();
        const auto order = [&] {
            std::string all;
            for (const Input& input : hand.document.node({}, "concat")->inputs)
                all += input.from.node + ' ';
            return all;
        };
        const auto choose = [&](const char* from, const char* text) {
            const QPoint at = hand.canvas.toScreen(hand.wireMiddle(from, "concat")).toPoint();
            QContextMenuEvent event(QContextMenuEvent::Mouse, at, hand.canvas.mapToGlobal(at));
            QApplication::sendEvent(&hand.canvas, &event);
            bool chosen = false;
            for (QMenu* menu : hand.canvas.findChildren<QMenu*>("canvasMenu")) {
                for (QAction* action : menu->actions())
                    if (action->text() == QLatin1String(text) && (chosen = action->isEnabled()))
                        action->trigger();
                menu->close();
                delete menu;
            }
            return chosen;
        };
        QCOMPARE(order(), std::string("conv relu "));
        QVERIFY(!choose("conv", "Earlier among the inputs"));
        QVERIFY(choose("relu", "Earlier among the inputs"));
        QCOMPARE(order(), std::string("relu conv "));
        QVERIFY(choose("relu", "Later among the inputs"));
        QCOMPARE(order(), std::string("conv relu "));
        QCOMPARE(hand.steps(), steps + 2);
    }

    void menusSuitWhatIsUnderThePointer()
    {
        CanvasHand hand(rowOfLayers());
        const auto menuAt = [&](const QPointF& scene) {
            const QPoint at = hand.canvas.toScreen(scene).toPoint();
            QContextMenuEvent event(QContextMenuEvent::Mouse, at, hand.canvas.mapToGlobal(at));
            QApplication::sendEvent(&hand.canvas, &event);
            QStringList texts;
            for (QMenu* menu : hand.canvas.findChildren<QMenu*>("canvasMenu")) {
                for (QAction* action : menu->actions())
                    texts << action->text();
                menu->close();
                delete menu;
            }
            return texts;
        };
        QVERIFY(menuAt(hand.header("relu")).contains("Bypass"));
        QCOMPARE(hand.selection.current(), std::string("relu"));
        QVERIFY(menuAt(hand.wireMiddle("image", "conv")).contains("Remove the wire"));
        QVERIFY(menuAt({1200, 100}).contains("Select all"));
        QCOMPARE(hand.steps(), 0);
    }
};

QTEST_MAIN(TestCanvasKeys)
#include "tst_canvas_keys.moc"
