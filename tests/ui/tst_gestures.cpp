#include "tests/ui/support/canvas_hand.h"
#include "ui/canvas/commands/canvas_actions.h"
#include "ui/canvas/commands/in_place_editor.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/search/find_popup.h"
#include "ui/canvas/scene/wire_route.h"
#include "ui/style/style.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QStandardPaths>

#include <random>
#include <set>

using namespace weft;

namespace {

// image → conv → relu → pool, labels and a free layer below, all in one row of a screen.
Project sample()
{
    Project project;
    project.graph.nodes = {
        {.id = "image", .type = "image"},
        {.id = "conv", .type = "conv2d", .inputs = {{"x", {"image", "y"}}}},
        {.id = "relu", .type = "relu", .inputs = {{"x", {"conv", "y"}}}},
        {.id = "pool", .type = "max_pool2d", .inputs = {{"x", {"relu", "y"}}}},
        {.id = "label", .type = "label"},
        {.id = "free", .type = "dropout"},
        {.id = "sum", .type = "add", .inputs = {{"x", {"conv", "y"}}, {"x", {"relu", "y"}}}},
    };
    const auto place = [&](const char* id, double x, double y) {
        project.view.nodes[id].x = x;
        project.view.nodes[id].y = y;
    };
    place("image", 40, 200);
    place("conv", 280, 200);
    place("relu", 560, 200);
    place("pool", 800, 200);
    place("label", 40, 440);
    place("free", 280, 600);
    place("sum", 800, 440);
    return project;
}

using Act = std::function<void(CanvasHand&)>;

// A gesture in two halves: what is done before the button (or Enter) is let go, and that.
struct Case {
    const char* name;
    Act begin;
    Act finish;
    Act check;
};

const std::vector<Case>& cases()
{
    static const std::vector<Case> all = {
        {"move",
         [](CanvasHand& hand) {
             hand.press(hand.header("free"));
             hand.moveTo(hand.header("free") + QPointF(123, 45));
         },
         [](CanvasHand& hand) {
             hand.release({463, 659});
         },
         [](CanvasHand& hand) { QCOMPARE(hand.node("free").rect.topLeft(), QPointF(400, 648)); }},
        {"connectPorts",
         [](CanvasHand& hand) {
             hand.press(hand.port("pool", "y", false));
             hand.moveTo(hand.port("free", "x", true) + QPointF(10, 10));
         },
         [](CanvasHand& hand) { hand.release(hand.port("free", "x", true) + QPointF(10, 10)); },
         [](CanvasHand& hand) { QCOMPARE(hand.feeds("free", "x"), std::string("pool.y")); }},
        {"connectBackwards",
         [](CanvasHand& hand) {
             hand.press(hand.port("free", "x", true));
             hand.moveTo(hand.port("pool", "y", false));
         },
         [](CanvasHand& hand) { hand.release(hand.port("pool", "y", false)); },
         [](CanvasHand& hand) { QCOMPARE(hand.feeds("free", "x"), std::string("pool.y")); }},
        {"connectOntoTheBody",
         [](CanvasHand& hand) {
             hand.press(hand.port("pool", "y", false));
             hand.moveTo(hand.body("free"));
         },
         [](CanvasHand& hand) { hand.release(hand.body("free")); },
         [](CanvasHand& hand) { QCOMPARE(hand.feeds("free", "x"), std::string("pool.y")); }},
        {"takeAWireOff",
         [](CanvasHand& hand) {
             hand.press(hand.port("pool", "x", true));
             hand.moveTo({900, 80});
         },
         [](CanvasHand& hand) {
             hand.release({900, 80});
         },
         [](CanvasHand& hand) { QCOMPARE(hand.feeds("pool", "x"), std::string()); }},
        {"moveAWireToAnotherInput",
         [](CanvasHand& hand) {
             hand.press(hand.port("pool", "x", true));
             hand.moveTo(hand.port("free", "x", true));
         },
         [](CanvasHand& hand) { hand.release(hand.port("free", "x", true)); },
         [](CanvasHand& hand) {
             QCOMPARE(hand.feeds("pool", "x"), std::string());
             QCOMPARE(hand.feeds("free", "x"), std::string("relu.y"));
         }},
        {"moveAllWiresOfAPort",
         [](CanvasHand& hand) {
             hand.press(hand.port("relu", "y", false), Qt::ControlModifier);
             hand.moveTo(hand.port("image", "y", false), Qt::ControlModifier);
         },
         [](CanvasHand& hand) { hand.release(hand.port("image", "y", false), Qt::ControlModifier); },
         [](CanvasHand& hand) {
             QCOMPARE(hand.feeds("pool", "x"), std::string("image.y"));
             QVERIFY(hand.feeds("sum", "x").find("image.y") != std::string::npos);
             QVERIFY(hand.feeds("sum", "x").find("relu.y") == std::string::npos);
         }},
        {"slice",
         [](CanvasHand& hand) {
             const QPointF middle = hand.wireMiddle("relu", "pool");
             hand.press(middle - QPointF(0, 60), Qt::ControlModifier, Qt::RightButton);
             hand.moveTo(middle + QPointF(0, 60), Qt::ControlModifier, Qt::RightButton);
         },
         [](CanvasHand& hand) {
             hand.release(hand.wireMiddle("relu", "pool") + QPointF(0, 60), Qt::ControlModifier, Qt::RightButton);
         },
         [](CanvasHand& hand) { QCOMPARE(hand.feeds("pool", "x"), std::string()); }},
        {"rerouteAcross",
         [](CanvasHand& hand) {
             const QPointF middle = hand.wireMiddle("image", "conv");
             hand.press(middle - QPointF(0, 60), Qt::ShiftModifier, Qt::RightButton);
             hand.moveTo(middle + QPointF(0, 60), Qt::ShiftModifier, Qt::RightButton);
         },
         [](CanvasHand& hand) {
             hand.release(hand.wireMiddle("image", "conv") + QPointF(0, 60), Qt::ShiftModifier, Qt::RightButton);
         },
         [](CanvasHand& hand) {
             QCOMPARE(hand.document.dots({}, {"image", "y"}, "conv", "x").size(), 1u);
         }},
        {"dragANewDot",
         [](CanvasHand& hand) {
             hand.press(hand.wireMiddle("image", "conv"), Qt::AltModifier);
             hand.moveTo({240, 120}, Qt::AltModifier);
         },
         [](CanvasHand& hand) {
             hand.release({240, 120}, Qt::AltModifier);
         },
         [](CanvasHand& hand) {
             const std::vector<Dot> dots = hand.document.dots({}, {"image", "y"}, "conv", "x");
             QCOMPARE(dots.size(), 1u);
             QCOMPARE(QPointF(dots[0].x, dots[0].y), QPointF(240, 120));
         }},
        {"lazyConnect",
         [](CanvasHand& hand) {
             hand.press(hand.body("pool"), Qt::AltModifier, Qt::RightButton);
             hand.moveTo(hand.body("free"), Qt::AltModifier, Qt::RightButton);
         },
         [](CanvasHand& hand) { hand.release(hand.body("free"), Qt::AltModifier, Qt::RightButton); },
         [](CanvasHand& hand) { QCOMPARE(hand.feeds("free", "x"), std::string("pool.y")); }},
        {"insertIntoAWire",
         [](CanvasHand& hand) {
             const QPointF grip = hand.header("free") - hand.node("free").rect.center();
             hand.press(hand.header("free"));
             hand.moveTo(hand.wireMiddle("image", "conv") + grip + QPointF(0, 14));
         },
         [](CanvasHand& hand) {
             const QPointF grip = hand.header("free") - hand.node("free").rect.center();
             hand.release(hand.wireMiddle("image", "conv") + grip + QPointF(0, 14));
         },
         [](CanvasHand& hand) {
             QCOMPARE(hand.feeds("free", "x"), std::string("image.y"));
             QCOMPARE(hand.feeds("conv", "x"), std::string("free.y"));
             hand.canvas.finishAnimations();
             // In line with its neighbours, and they have made room.
             QCOMPARE(hand.port("free", "x", true).y(), hand.port("image", "y", false).y());
             QVERIFY(hand.node("free").rect.left() >= hand.node("image").rect.right() + 32);
             QVERIFY(hand.node("conv").rect.left() >= hand.node("free").rect.right() + 32);
             QVERIFY(hand.node("relu").rect.left() > hand.node("conv").rect.right());
         }},
        {"detachWithAlt",
         [](CanvasHand& hand) {
             hand.press(hand.header("relu"), Qt::AltModifier);
             hand.moveTo(hand.header("relu") + QPointF(0, -160), Qt::AltModifier);
         },
         [](CanvasHand& hand) { hand.release(hand.header("relu") + QPointF(0, -160), Qt::AltModifier); },
         [](CanvasHand& hand) {
             QCOMPARE(hand.feeds("relu", "x"), std::string());
             QCOMPARE(hand.feeds("pool", "x"), std::string("conv.y"));
             QVERIFY(hand.node("relu").rect.top() < 100);
         }},
        {"shakeOff",
         [](CanvasHand& hand) {
             const QPointF at = hand.header("relu");
             hand.press(at);
             for (const double x : {60, -60, 60, -60, 60, -60, 0})
                 hand.moveTo(at + QPointF(x, -20));
             hand.moveTo(at + QPointF(0, -160));
         },
         [](CanvasHand& hand) { hand.release(hand.header("relu") + QPointF(0, -160)); },
         [](CanvasHand& hand) {
             QCOMPARE(hand.feeds("relu", "x"), std::string());
             QCOMPARE(hand.feeds("pool", "x"), std::string("conv.y"));
         }},
    };
    return all;
}

#define waitForCheck(hand) QTRY_VERIFY_WITH_TIMEOUT((hand).document.isChecked(), 20000)

// The graph and nothing of where it stands.
std::string graphOf(const GraphDocument& document)
{
    Project project;
    project.graph = document.project().graph;
    return writeProject(project);
}

} // namespace

class TestGestures : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        Style::get().apply(*qApp);
        Style::get().setReducedMotion(true);
    }

    void everyGestureIsOneStepAndComesBack_data()
    {
        QTest::addColumn<int>("which");
        for (size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name) << int(i);
    }

    void everyGestureIsOneStepAndComesBack()
    {
        QFETCH(int, which);
        const Case& gesture = cases()[size_t(which)];
        CanvasHand hand(sample());
        const std::string before = hand.text();
        gesture.begin(hand);
        QVERIFY(hand.canvas.active() != nullptr);
        hand.canvas.grab(); // what it shows while it lasts
        QCOMPARE(hand.text(), before);
        gesture.finish(hand);
        QVERIFY(hand.canvas.active() == nullptr);
        gesture.check(hand);
        QCOMPARE(hand.steps(), 1);
        const std::string after = hand.text();
        hand.document.undoStack()->undo();
        QCOMPARE(hand.text(), before);
        hand.document.undoStack()->redo();
        QCOMPARE(hand.text(), after);
    }

    void escapeLeavesNoTrace_data() { everyGestureIsOneStepAndComesBack_data(); }

    void escapeLeavesNoTrace()
    {
        QFETCH(int, which);
        const Case& gesture = cases()[size_t(which)];
        CanvasHand hand(sample());
        const std::string before = hand.text();
        gesture.begin(hand);
        hand.key(Qt::Key_Escape);
        QVERIFY(hand.canvas.active() == nullptr);
        QVERIFY(hand.canvas.preview().moved.empty() && !hand.canvas.preview().wire && !hand.canvas.preview().band);
        gesture.finish(hand); // the button is let go after all
        QCOMPARE(hand.text(), before);
        QCOMPARE(hand.document.undoStack()->count(), 0);
    }

    void clicksAndBandsSelect()
    {
        CanvasHand hand(sample());
        hand.click(hand.header("conv"));
        QCOMPARE(hand.selection.nodes(), (std::set<std::string> {"conv"}));
        hand.click(hand.header("relu"), Qt::ShiftModifier);
        QCOMPARE(hand.selection.nodes(), (std::set<std::string> {"conv", "relu"}));
        hand.click(hand.header("relu"), Qt::ShiftModifier);
        QCOMPARE(hand.selection.nodes(), (std::set<std::string> {"conv"}));
        hand.drag({10, 160}, {500, 420});
        QCOMPARE(hand.selection.nodes(), (std::set<std::string> {"image", "conv"}));
        hand.drag({10, 420}, {200, 560}, Qt::ShiftModifier);
        QCOMPARE(hand.selection.nodes(), (std::set<std::string> {"image", "conv", "label"}));
        hand.press({10, 10});
        hand.moveTo({1300, 700});
        hand.key(Qt::Key_Escape);
        QCOMPARE(hand.selection.nodes(), (std::set<std::string> {"image", "conv", "label"}));
        hand.release({1300, 700});
        hand.click({1300, 60});
        QVERIFY(hand.selection.nodes().empty());
        QCOMPARE(hand.steps(), 0);
    }

    void refusedWiresSayWhy()
    {
        CanvasHand hand(sample());
        hand.press(hand.port("pool", "y", false));
        hand.moveTo(hand.body("conv")); // a circle
        QVERIFY(hand.canvas.preview().wire->refused);
        QVERIFY(!hand.canvas.preview().wire->target);
        const NodeItem& pool = hand.node("pool");
        QVERIFY(!hand.canvas.preview().wire->isLegal(hand.node("conv"), *hand.node("conv").find("x", true)));
        QVERIFY(hand.canvas.preview().wire->isLegal(hand.node("free"), *hand.node("free").find("x", true)));
        QVERIFY(!hand.canvas.preview().wire->isLegal(pool, *pool.find("x", true)));
        hand.release(hand.body("conv"));
        QCOMPARE(hand.steps(), 0);
        hand.press(hand.port("pool", "y", false));
        hand.moveTo(hand.body("label"));
        QVERIFY(hand.canvas.preview().wire->refused); // it takes nothing
        hand.release(hand.body("label"));
        QCOMPARE(hand.steps(), 0);
    }

    void aMagnetPullsFrom32Pixels()
    {
        CanvasHand hand(sample());
        hand.press(hand.port("pool", "y", false));
        const QPointF port = hand.port("free", "x", true);
        hand.moveTo(port - QPointF(30, 0));
        QVERIFY(hand.canvas.preview().wire->target.has_value());
        QCOMPARE(hand.canvas.preview().wire->end, port);
        hand.moveTo(port - QPointF(36, 0));
        QVERIFY(!hand.canvas.preview().wire->target);
        hand.key(Qt::Key_Escape);
    }

    void aWireDroppedOnEmptyCanvasAddsWhatFits()
    {
        CanvasHand hand(sample());
        waitForCheck(hand);
        hand.drag(hand.port("pool", "y", false), {1040, 300});
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        const SearchModel& model = hand.tools.popup()->model();
        QTRY_VERIFY(model.isFiltered());
        QVERIFY(model.rowCount() > 20);
        for (int i = 0; i < model.rowCount(); ++i)
            QVERIFY(model.choiceAt(i).type != "embedding" && model.choiceAt(i).type != "label");
        hand.type("flat");
        QCOMPARE(model.choiceAt(0).type, std::string("flatten"));
        QVERIFY(model.row(0).fit != nullptr && model.row(0).fit->result);
        QCOMPARE(shapeOfSample(*model.row(0).fit->result), QString("5408")); // 32×13×13
        hand.searchAndAdd("");
        QCOMPARE(hand.feeds("flatten", "x"), std::string("pool.y"));
        QCOMPARE(hand.steps(), 1);
        QCOMPARE(hand.selection.current(), std::string("flatten"));
        // Its port is where the wire was let go.
        QVERIFY((hand.port("flatten", "x", true) - QPointF(1040, 300)).manhattanLength() <= 8);
        hand.document.undoStack()->undo();
        QVERIFY(hand.document.node({}, "flatten") == nullptr);
    }

    void fromAnInputWhatFeedsItIsListed()
    {
        CanvasHand hand(sample());
        waitForCheck(hand);
        hand.drag(hand.port("image", "y", false), hand.port("free", "x", true)); // free has an input of its own then
        hand.document.undoStack()->undo();
        hand.drag(hand.port("free", "x", true), {200, 760});
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        QTRY_VERIFY(hand.tools.popup()->model().isFiltered());
        hand.searchAndAdd("image");
        QCOMPARE(hand.feeds("free", "x"), std::string("image_2.y"));
    }

    void shiftEnterAddsOnlyAndEscapeAddsNothing()
    {
        CanvasHand hand(sample());
        hand.drag(hand.port("pool", "y", false), {1040, 300});
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        hand.searchAndAdd("flatten", Qt::ShiftModifier);
        QCOMPARE(hand.feeds("flatten", "x"), std::string());
        hand.drag(hand.port("pool", "y", false), {1040, 600});
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        QVERIFY(hand.canvas.preview().wire.has_value());
        hand.key(Qt::Key_Escape);
        QVERIFY(!hand.tools.popup()->isOpen());
        QVERIFY(!hand.canvas.preview().wire);
        QCOMPARE(hand.steps(), 1);
        QVERIFY(hand.canvas.hasFocus());
    }

    void shiftWhileDroppingListsEverything()
    {
        CanvasHand hand(sample());
        hand.press(hand.port("pool", "y", false));
        hand.moveTo({1040, 300});
        hand.release({1040, 300}, Qt::ShiftModifier);
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        const SearchModel& model = hand.tools.popup()->model();
        QTest::qWait(50);
        QCOMPARE(model.rowCount(), int(model.choices().size()));
        hand.key(Qt::Key_Escape);
    }

    void altWhileDrawingSetsDots()
    {
        CanvasHand hand(sample());
        hand.press(hand.port("pool", "y", false));
        hand.moveTo({1100, 120});
        QTest::keyPress(&hand.canvas, Qt::Key_Alt);
        QTest::keyRelease(&hand.canvas, Qt::Key_Alt);
        hand.moveTo(hand.port("free", "x", true));
        hand.canvas.grab();
        hand.release(hand.port("free", "x", true));
        const std::vector<Dot> dots = hand.document.dots({}, {"pool", "y"}, "free", "x");
        QCOMPARE(dots.size(), 1u);
        QCOMPARE(QPointF(dots[0].x, dots[0].y), QPointF(1104, 120));
        QCOMPARE(hand.steps(), 1);
    }

    void dotsComeOffByAltClickAndDoubleClick()
    {
        CanvasHand hand(sample());
        hand.doubleClick(hand.wireMiddle("image", "conv"));
        QCOMPARE(hand.document.dots({}, {"image", "y"}, "conv", "x").size(), 1u);
        hand.drag(hand.wireMiddle("image", "conv"), {240, 120});
        Dot dot = hand.document.dots({}, {"image", "y"}, "conv", "x")[0];
        QCOMPARE(QPointF(dot.x, dot.y), QPointF(240, 120));
        hand.click({240, 120}, Qt::AltModifier);
        QVERIFY(hand.document.dots({}, {"image", "y"}, "conv", "x").empty());
        QCOMPARE(hand.steps(), 3);
    }

    void paletteLayersLandOnTheCanvasAndInWires()
    {
        CanvasHand hand(sample());
        hand.dropLayer("tanh", {600, 700});
        QVERIFY(hand.document.node({}, "tanh") != nullptr);
        QCOMPARE(hand.steps(), 1);
        hand.dropLayer("batch_norm", hand.wireMiddle("image", "conv") + QPointF(0, 4));
        QCOMPARE(hand.feeds("batch_norm", "x"), std::string("image.y"));
        QCOMPARE(hand.feeds("conv", "x"), std::string("batch_norm.y"));
        QCOMPARE(hand.steps(), 2);
        QVERIFY(hand.node("conv").rect.left() >= hand.node("batch_norm").rect.right() + 32);
        QVERIFY(hand.node("relu").rect.left() >= hand.node("conv").rect.right() + 32);
        hand.dropLayer("label", hand.wireMiddle("batch_norm", "conv")); // has no way through
        QCOMPARE(hand.feeds("conv", "x"), std::string("batch_norm.y"));
        QVERIFY(hand.canvas.preview().ghosts.empty());
        hand.dropLayer("no such layer", {100, 100});
        QCOMPARE(hand.steps(), 3);
    }

    void theSearchOpensByTabSpaceAndDoubleClick()
    {
        CanvasHand hand;
        hand.key(Qt::Key_Tab);
        QVERIFY(hand.tools.popup()->isOpen());
        hand.key(Qt::Key_Escape);
        hand.key(Qt::Key_Space);
        QVERIFY(hand.tools.popup()->isOpen());
        hand.key(Qt::Key_Escape);
        hand.doubleClick({500, 300});
        QVERIFY(hand.tools.popup()->isOpen());
        hand.searchAndAdd("dense");
        QVERIFY(hand.node("dense").rect.contains(QPointF(500, 300)));
        hand.click({1200, 700});
        QVERIFY(!hand.tools.popup()->isOpen());
        // Space that is held pans.
        QTest::keyPress(&hand.canvas, Qt::Key_Space);
        hand.drag({900, 600}, {950, 620});
        QTest::keyRelease(&hand.canvas, Qt::Key_Space);
        QVERIFY(!hand.tools.popup()->isOpen());
        QVERIFY(hand.canvas.toScene({0, 0}).x() < -40);
    }

    void arrowsChooseInTheSearch()
    {
        CanvasHand hand;
        hand.key(Qt::Key_Tab);
        hand.type("conv");
        const SearchModel& model = hand.tools.popup()->model();
        const std::string second = model.choiceAt(1).type;
        hand.key(Qt::Key_Down);
        hand.key(Qt::Key_Return);
        QCOMPARE(hand.document.nodes({}).front().type, second);
        hand.key(Qt::Key_Tab); // what was taken last comes first
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        hand.key(Qt::Key_Escape);
        hand.selection.clear();
        hand.key(Qt::Key_Tab);
        QCOMPARE(hand.tools.popup()->model().choiceAt(0).type, second);
        hand.key(Qt::Key_Escape);
    }

    void anotherTypeKeepsTheWires()
    {
        CanvasHand hand(sample());
        waitForCheck(hand);
        hand.click(hand.header("relu"));
        hand.key(Qt::Key_S, Qt::ShiftModifier);
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        hand.type("tanh");
        hand.key(Qt::Key_Return);
        QTRY_COMPARE(hand.steps(), 1);
        const std::string swapped = hand.selection.current(); // named after its new type, as it was after its old one
        QVERIFY(hand.document.node({}, swapped) != nullptr);
        QCOMPARE(hand.document.node({}, swapped)->type, std::string("tanh"));
        QCOMPARE(hand.feeds(swapped, "x"), std::string("conv.y"));
        QCOMPARE(hand.feeds("pool", "x"), swapped + ".y");
        QCOMPARE(hand.steps(), 1);
    }

    void yHeldSlices()
    {
        CanvasHand hand(sample());
        QTest::keyPress(&hand.canvas, Qt::Key_Y);
        const QPointF middle = hand.wireMiddle("relu", "pool");
        hand.drag(middle - QPointF(0, 60), middle + QPointF(0, 60));
        QTest::keyRelease(&hand.canvas, Qt::Key_Y);
        QCOMPARE(hand.feeds("pool", "x"), std::string());
    }

    void framesAreMadeNamedMovedAndLeft()
    {
        CanvasHand hand(sample());
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
        CanvasHand hand(sample());
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
        CanvasHand hand(sample());
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
        CanvasHand hand(sample());
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
        QCOMPARE(hand.text(), CanvasHand(sample()).text());
    }

    void deletingHealsAndShiftDeletingDoesNot()
    {
        CanvasHand hand(sample());
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
        CanvasHand hand(sample());
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

    void fConnectsTwoAndAligningAligns()
    {
        CanvasHand hand(sample());
        hand.selection.set({"pool", "free"});
        hand.key(Qt::Key_F);
        // From left to right as they stand: the free one feeds the pool.
        QCOMPARE(hand.feeds("pool", "x"), std::string("free.y"));
        hand.selection.set({"image", "label"});
        hand.key(Qt::Key_W, Qt::ShiftModifier);
        QCOMPARE(hand.node("image").rect.top(), hand.node("label").rect.top());
        hand.document.undoStack()->undo();
        hand.selection.set({"image", "free"});
        hand.key(Qt::Key_A, Qt::ShiftModifier);
        QCOMPARE(hand.node("image").rect.left(), hand.node("free").rect.left());
    }

    void shiftAOpensTheMenuOfLayers()
    {
        CanvasHand hand(sample());
        hand.key(Qt::Key_A, Qt::ShiftModifier);
        auto* menu = hand.canvas.findChild<QMenu*>("addMenu");
        QVERIFY(menu != nullptr && menu->isVisible());
        QVERIFY(menu->actions().size() >= 10);
        QMenu* convolutions = menu->actions()[1]->menu();
        QVERIFY(convolutions != nullptr);
        convolutions->actions().front()->trigger();
        QCOMPARE(hand.steps(), 1);
        menu->close();
    }

    void tidyingMovesInOneStepAndKeepsTheSelectionInPlace()
    {
        CanvasHand hand(sample());
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
        CanvasHand hand(sample());
        hand.key(Qt::Key_1, Qt::ControlModifier | Qt::ShiftModifier);
        const QPointF before = hand.canvas.toScene({0, 0});
        hand.canvas.panBy({-300, -200});
        hand.canvas.zoomTo(0.5, {0, 0});
        hand.key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(hand.canvas.toScene({0, 0}), before);
        QCOMPARE(hand.canvas.zoom(), 1.0);
    }

    void nodesAreFoundByNameAndType()
    {
        CanvasHand hand(sample());
        hand.key(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(hand.tools.finder()->isVisible());
        hand.type("max pool");
        hand.key(Qt::Key_Return);
        QCOMPARE(hand.selection.current(), std::string("pool"));
        QVERIFY(!hand.tools.finder()->isVisible());
        QVERIFY(hand.canvas.hasFocus());
    }

    void wiresAreDrawnByKeys()
    {
        CanvasHand hand(sample());
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
        CanvasHand hand(sample());
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

    void menusSuitWhatIsUnderThePointer()
    {
        CanvasHand hand(sample());
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

    void wildHandsBreakNothing_data()
    {
        QTest::addColumn<uint>("seed");
        for (uint seed = 1; seed <= 6; ++seed)
            QTest::addRow("%u", seed) << seed;
    }

    // Whatever is pressed, dragged and typed in whatever order: undoing all of it gives the first text.
    void wildHandsBreakNothing()
    {
        QFETCH(uint, seed);
        std::mt19937 random(seed);
        const auto below = [&](size_t count) { return size_t(random() % count); };
        CanvasHand hand(sample());
        const std::string first = hand.text();
        const Qt::KeyboardModifiers modifiers[] = {{}, {}, {}, Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier};
        const std::string names[] = {"image", "conv", "relu", "pool", "label", "free", "sum"};
        const auto place = [&]() -> QPointF {
            const std::string& name = names[below(7)];
            const NodeItem* node = hand.canvas.scene().node(name);
            if (node == nullptr || below(4) == 0)
                return {double(below(1300)), double(below(800))};
            const size_t port = below(node->ports.size() + 2);
            return port < node->ports.size() ? node->positionOf(node->ports[port]) : node->rect.center();
        };
        const QList<QAction*> actions = hand.tools.actions().all();
        for (int event = 0; event < 200; ++event) {
            const Qt::KeyboardModifiers keys = modifiers[below(6)];
            const Qt::MouseButton button = below(4) == 0 ? Qt::RightButton : Qt::LeftButton;
            switch (below(9)) {
            case 0:
            case 1:
                hand.drag(place(), place(), keys, button);
                break;
            case 2:
                hand.press(place(), keys, button);
                hand.moveTo(place(), keys, button);
                break; // and not let go
            case 3:
                hand.doubleClick(place());
                break;
            case 4:
                hand.dropLayer(QStringList {"relu", "add", "lstm", "label", "cross_entropy"}[int(below(5))], place());
                break;
            case 5:
            case 6: {
                QAction* action = actions[int(below(size_t(actions.size())))];
                action->trigger();
                break;
            }
            case 7: {
                const Qt::Key some[] = {Qt::Key_Return, Qt::Key_Escape, Qt::Key_Tab, Qt::Key_F, Qt::Key_Space,
                                        Qt::Key_Down,   Qt::Key_Delete, Qt::Key_C,   Qt::Key_Y, Qt::Key_Left};
                hand.key(some[below(10)], keys);
                break;
            }
            default:
                hand.click(place(), keys);
            }
            for (QMenu* menu : hand.canvas.findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly)) {
                menu->close();
                delete menu;
            }
            if (event % 50 == 0)
                hand.canvas.grab();
            QCoreApplication::processEvents();
        }
        hand.canvas.cancel();
        hand.tools.popup()->close();
        hand.tools.editor()->finish();
        QVERIFY(hand.steps() > 10); // they did something
        while (hand.document.undoStack()->canUndo())
            hand.document.undoStack()->undo();
        QCOMPARE(hand.text(), first);
    }

    void leNetIsBuiltAlikeByMouseAndByKeys()
    {
        const QStringList chain = {"conv2d",  "tanh",  "avg_pool2d", "conv2d", "tanh",         "avg_pool2d",
                                   "flatten", "dense", "tanh",       "dense",  "cross_entropy"};
        CanvasHand mouse;
        mouse.dropLayer("image", {140, 60});
        QPointF at(340, 60);
        std::string last = "image";
        for (const QString& kind : chain) {
            mouse.dropLayer(kind, at);
            const std::string added = mouse.selection.current();
            const PortItem* input = mouse.node(added).find("x", true);
            QVERIFY(input != nullptr);
            const std::string output = "y";
            mouse.drag(mouse.port(last, output, false), mouse.port(added, "x", true));
            last = added;
            at += QPointF(220, 0);
            if (at.x() > 1200)
                at = {140, at.y() + 180};
        }
        mouse.dropLayer("label", {140, 600});
        mouse.drag(mouse.port("label", "y", false), mouse.port("cross_entropy", "target", true));
        QCOMPARE(mouse.document.nodes({}).size(), 13u);

        CanvasHand keys;
        keys.key(Qt::Key_Tab);
        keys.searchAndAdd("image");
        for (const QString& kind : chain) {
            keys.key(Qt::Key_Tab);
            QTRY_VERIFY(keys.tools.popup()->isOpen());
            keys.searchAndAdd(kind);
        }
        keys.key(Qt::Key_Tab);
        keys.searchAndAdd("label", Qt::ShiftModifier);
        keys.key(Qt::Key_C);
        keys.key(Qt::Key_Return);
        for (int i = 0; i < 40; ++i) {
            const auto& target = keys.canvas.preview().wire->target;
            if (target && target->node == "cross_entropy" && target->port == "target")
                break;
            keys.key(i % 2 == 0 ? Qt::Key_Left : Qt::Key_Down);
        }
        keys.key(Qt::Key_Return);
        QCOMPARE(keys.feeds("cross_entropy", "target"), std::string("label.y"));

        QCOMPARE(graphOf(keys.document), graphOf(mouse.document));
        waitForCheck(keys);
        QVERIFY(!hasErrors(keys.document.report()->diagnostics));
        while (mouse.document.undoStack()->canUndo())
            mouse.document.undoStack()->undo();
        QCOMPARE(mouse.text(), CanvasHand().text());
    }
};

QTEST_MAIN(TestGestures)
#include "tst_gestures.moc"
