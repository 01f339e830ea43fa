#include "tests/ui/support/canvas_hand.h"
#include "tests/ui/support/canvas_projects.h"
#include "ui/canvas/scene/node_geometry.h"

#include <QTest>

#include <set>

// Gestures of the mouse on the canvas: each is one step, and Escape leaves no trace.

using namespace weft;

namespace {

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

} // namespace

class TestGestures : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { CanvasHand::prepare(); }

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
        CanvasHand hand(rowOfLayers());
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
        CanvasHand hand(rowOfLayers());
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
        CanvasHand hand(rowOfLayers());
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
        CanvasHand hand(rowOfLayers());
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
        CanvasHand hand(rowOfLayers());
        hand.press(hand.port("pool", "y", false));
        const QPointF port = hand.port("free", "x", true);
        hand.moveTo(port - QPointF(30, 0));
        QVERIFY(hand.canvas.preview().wire->target.has_value());
        QCOMPARE(hand.canvas.preview().wire->end, port);
        hand.moveTo(port - QPointF(36, 0));
        QVERIFY(!hand.canvas.preview().wire->target);
        hand.key(Qt::Key_Escape);
    }

    void altWhileDrawingSetsDots()
    {
        CanvasHand hand(rowOfLayers());
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
        CanvasHand hand(rowOfLayers());
        hand.doubleClick(hand.wireMiddle("image", "conv"));
        QCOMPARE(hand.document.dots({}, {"image", "y"}, "conv", "x").size(), 1u);
        hand.drag(hand.wireMiddle("image", "conv"), {240, 120});
        Dot dot = hand.document.dots({}, {"image", "y"}, "conv", "x")[0];
        QCOMPARE(QPointF(dot.x, dot.y), QPointF(240, 120));
        hand.click({240, 120}, Qt::AltModifier);
        QVERIFY(hand.document.dots({}, {"image", "y"}, "conv", "x").empty());
        QCOMPARE(hand.steps(), 3);
    }

    void yHeldSlices()
    {
        CanvasHand hand(rowOfLayers());
        QTest::keyPress(&hand.canvas, Qt::Key_Y);
        const QPointF middle = hand.wireMiddle("relu", "pool");
        hand.drag(middle - QPointF(0, 60), middle + QPointF(0, 60));
        QTest::keyRelease(&hand.canvas, Qt::Key_Y);
        QCOMPARE(hand.feeds("pool", "x"), std::string());
    }

    void fConnectsTwoAndAligningAligns()
    {
        CanvasHand hand(rowOfLayers());
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
};

QTEST_MAIN(TestGestures)
#include "tst_gestures.moc"
