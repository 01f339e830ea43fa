#include "tests/ui/support/canvas_hand.h"
#include "tests/ui/support/canvas_projects.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/search/find_popup.h"
#include "ui/windows/settings/preferences.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QTest>

// What a search offers where a wire ends or a key asks, and what comes of choosing it.

using namespace weft;

class TestCanvasSearch : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { CanvasHand::prepare(); }

    void aWireDroppedOnEmptyCanvasAddsWhatFits()
    {
        CanvasHand hand(rowOfLayers());
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
        CanvasHand hand(rowOfLayers());
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
        CanvasHand hand(rowOfLayers());
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
        CanvasHand hand(rowOfLayers());
        hand.press(hand.port("pool", "y", false));
        hand.moveTo({1040, 300});
        hand.release({1040, 300}, Qt::ShiftModifier);
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        const SearchModel& model = hand.tools.popup()->model();
        QTest::qWait(50);
        QCOMPARE(model.rowCount(), int(model.choices().size()));
        hand.key(Qt::Key_Escape);
    }

    // The other way round for who wishes so.
    void aSettingTurnsWhatShiftDoesRound()
    {
        Preferences::get().set("wiresListAll", true);
        for (const bool shift : {false, true}) {
            CanvasHand hand(rowOfLayers());
            hand.press(hand.port("pool", "y", false));
            hand.moveTo({1040, 300});
            hand.release({1040, 300}, shift ? Qt::ShiftModifier : Qt::NoModifier);
            QTRY_VERIFY(hand.tools.popup()->isOpen());
            const SearchModel& model = hand.tools.popup()->model();
            QTRY_COMPARE(model.rowCount() == int(model.choices().size()), !shift);
            hand.key(Qt::Key_Escape);
        }
        Preferences::get().set("wiresListAll", {});
    }

    void paletteLayersLandOnTheCanvasAndInWires()
    {
        CanvasHand hand(rowOfLayers());
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
        CanvasHand hand(rowOfLayers());
        waitForCheck(hand);
        hand.click(hand.header("relu"));
        hand.key(Qt::Key_R, Qt::ShiftModifier);
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

    void shiftAOpensTheMenuOfLayers()
    {
        CanvasHand hand(rowOfLayers());
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

    void nodesAreFoundByNameAndType()
    {
        CanvasHand hand(rowOfLayers());
        hand.key(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(hand.tools.finder()->isVisible());
        hand.type("max pool");
        hand.key(Qt::Key_Return);
        QCOMPARE(hand.selection.current(), std::string("pool"));
        QVERIFY(!hand.tools.finder()->isVisible());
        QVERIFY(hand.canvas.hasFocus());
    }
};

QTEST_MAIN(TestCanvasSearch)
#include "tst_canvas_search.moc"
