#include "tests/ui/support/canvas_hand.h"
#include "ui/canvas/canvas_animation.h"
#include "ui/canvas/paint/problem_callouts.h"
#include "ui/canvas/paint/wire_card.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolTip>

// What the canvas does to help: it says what is wrong and mends it, tells what a wire carries, says no, makes room.

using namespace weft;

namespace {

// Two convolutions of other counts of filters, summed: a projection would make them fit.
struct Broken : CanvasHand {
    std::string sum;
    Broken()
    {
        const std::string input = addNode(document, {}, "image", {0, 0});
        const std::string few = addNode(document, {}, "conv2d", {240, 0}, {.from = PortRef {input, "y"}});
        const std::string many = addNode(document, {}, "conv2d", {240, 240}, {.from = PortRef {input, "y"}});
        setParam(document, {}, {many}, "filters", int64_t(64));
        sum = addNode(document, {}, "add", {560, 0}, {.from = PortRef {few, "y"}});
        connectPorts(document, {}, {many, "y"}, sum, "x");
        selection.clear();
    }
    ProblemCallout box()
    {
        for (const ProblemCallout& each : canvas.problemsInSight())
            if (each.node == sum)
                return each;
        return {};
    }
};

// input → conv → relu in a row, with room, and a free node below.
struct Chain : CanvasHand {
    std::string input, conv, relu, loose;
    Chain()
    {
        input = addNode(document, {}, "image", {0, 0});
        conv = addNode(document, {}, "conv2d", {240, 0}, {.from = PortRef {input, "y"}});
        relu = addNode(document, {}, "relu", {480, 0}, {.from = PortRef {conv, "y"}});
        loose = addNode(document, {}, "batch_norm", {300, 320});
        selection.clear();
    }
};

} // namespace

class TestCanvasHelp : public QObject {
    Q_OBJECT

private slots:
    void init() { Style::get().setReducedMotion(true); }

    void theBoxBelowABrokenNodeMendsIt()
    {
        Broken hand;
        QTRY_VERIFY(hand.box().fix.has_value());
        QVERIFY(hand.box().rect.top() > hand.node(hand.sum).rect.bottom());
        const int before = hand.steps();
        const size_t nodes = hand.document.nodes({}).size();
        hand.click(hand.box().words.center()); // the words are no button
        QCOMPARE(hand.steps(), before);
        const QPointF button = hand.box().fixButton.center();
        hand.press(button);
        QCOMPARE(hand.document.nodes({}).size(), nodes); // not before it is let go
        hand.release(button);
        QCOMPARE(hand.steps(), before + 1);
        QCOMPARE(hand.document.nodes({}).size(), nodes + 1);
        QTRY_VERIFY(hand.document.isChecked() && hand.box().node.empty());
        hand.document.undoStack()->undo();
        QTRY_VERIFY(hand.document.isChecked() && hand.box().fix.has_value());
        hand.press(button); // let go elsewhere: nothing
        hand.moveTo({700, 500});
        hand.release({700, 500});
        QCOMPARE(hand.document.nodes({}).size(), nodes);
    }

    void aKeyMendsTheSelectedNode()
    {
        Broken hand;
        QTRY_VERIFY(hand.box().fix.has_value());
        hand.selection.select(hand.sum);
        const size_t nodes = hand.document.nodes({}).size();
        hand.key(Qt::Key_Period, Qt::ControlModifier);
        QCOMPARE(hand.document.nodes({}).size(), nodes + 1);
    }

    void theBoxLeadsToTheDocumentation()
    {
        Broken hand;
        QTRY_VERIFY(hand.box().fix.has_value());
        QSignalSpy asked(&hand.canvas, &Canvas::documentationAsked);
        hand.click(hand.box().docsLink.center());
        QCOMPARE(asked.count(), 1);
        QCOMPARE(hand.selection.current(), hand.sum);
    }

    void aWireTellsWhatItCarries()
    {
        Chain hand;
        QTRY_VERIFY(hand.document.isChecked());
        const QPointF wire = hand.wireMiddle(hand.conv, hand.relu);
        const QPoint at = hand.canvas.toScreen(wire).toPoint();
        hand.moveTo(wire, {}, Qt::NoButton);
        QHelpEvent help(QEvent::ToolTip, at, hand.canvas.mapToGlobal(at));
        QApplication::sendEvent(&hand.canvas, &help);
        QVERIFY(hand.canvas.card());
        const QString said = hand.canvas.card()->spoken();
        QVERIFY2(said.contains(QString::fromStdString(hand.conv) + " → " + QString::fromStdString(hand.relu)),
                 qPrintable(said));
        QVERIFY2(said.contains("Shape 32×26×26"), qPrintable(said));
        QVERIFY2(said.contains("f32"), qPrintable(said));
        hand.moveTo(wire + QPointF(0, 200), {}, Qt::NoButton);
        QVERIFY(!hand.canvas.card());
    }

    void aHeaderTellsTheWholeName()
    {
        Chain hand;
        QTRY_VERIFY(hand.document.isChecked());
        const QPointF header = hand.canvas.scene().node(hand.conv)->rect.topLeft() + QPointF(60, 14);
        const QPoint at = hand.canvas.toScreen(header).toPoint();
        QHelpEvent help(QEvent::ToolTip, at, hand.canvas.mapToGlobal(at));
        QApplication::sendEvent(&hand.canvas, &help);
        QVERIFY2(QToolTip::text().startsWith(QString::fromStdString(hand.conv)), qPrintable(QToolTip::text()));
    }

    void aRefusedWireShakesTheNode()
    {
        Style::get().setReducedMotion(false);
        Chain hand;
        const QPointF corner = hand.canvas.scene().node(hand.conv)->rect.topLeft();
        hand.drag(hand.port(hand.relu, "y", false), hand.body(hand.conv)); // a circle
        QVERIFY(hand.canvas.isShaking());
        QTRY_VERIFY(!hand.canvas.isShaking());
        QCOMPARE(hand.canvas.scene().node(hand.conv)->rect.topLeft(), corner);
        Style::get().setReducedMotion(true);
        hand.drag(hand.port(hand.relu, "y", false), hand.body(hand.conv));
        QVERIFY(!hand.canvas.isShaking());
    }

    void tChoosesWhoMakesRoom_data()
    {
        QTest::addColumn<bool>("before");
        QTest::newRow("what is behind goes on") << false;
        QTest::newRow("what is before goes back") << true;
    }
    void tChoosesWhoMakesRoom()
    {
        QFETCH(bool, before);
        Chain hand;
        const QPointF conv = hand.node(hand.conv).rect.topLeft(), relu = hand.node(hand.relu).rect.topLeft();
        const QPointF wire = hand.wireMiddle(hand.conv, hand.relu);
        const QPointF grip = hand.header(hand.loose);
        const QPointF middle = hand.node(hand.loose).rect.center();
        hand.press(grip);
        hand.moveTo(grip + wire - middle);
        QVERIFY(hand.canvas.preview().insertion.has_value());
        if (before)
            hand.key(Qt::Key_T);
        hand.release(grip + wire - middle);
        QCoreApplication::processEvents();
        QCOMPARE(hand.feeds(hand.relu, "x"), hand.loose + ".y");
        QCOMPARE(hand.node(hand.relu).rect.topLeft() == relu, before);
        QCOMPARE(hand.node(hand.conv).rect.topLeft() == conv, !before);
        QVERIFY(hand.node(hand.conv).rect.right() < hand.node(hand.loose).rect.left());
        QVERIFY(hand.node(hand.loose).rect.right() < hand.node(hand.relu).rect.left());
    }

    void altClickListsThePortsAtAnyZoom()
    {
        Chain hand;
        weft::disconnect(hand.document, {}, {{{hand.conv, "y"}, hand.relu, "x"}});
        ViewTransform view;
        view.setZoom(0.2, {});
        view.setOrigin({-200, -200});
        hand.canvas.setView(view);
        hand.click(hand.node(hand.conv).rect.center(), Qt::AltModifier);
        auto* const menu = hand.canvas.findChild<QMenu*>(QStringLiteral("portMenu"));
        QTRY_VERIFY(menu && menu->isVisible());
        QCOMPARE(menu->actions().size(), 2);
        menu->actions().first()->trigger(); // its output
        menu->close();
        QVERIFY(hand.canvas.active());
        hand.moveTo(hand.node(hand.relu).rect.center(), {}, Qt::NoButton);
        QVERIFY(hand.canvas.preview().wire->target.has_value());
        hand.click(hand.node(hand.relu).rect.center());
        QVERIFY(!hand.canvas.active());
        QCOMPARE(hand.feeds(hand.relu, "x"), hand.conv + ".y");
    }

    void thePickedNoteIsMarked()
    {
        Chain hand;
        addNote(hand.document, {}, QStringLiteral("A note"), {600, 400, 200, 100});
        const QPointF at(650, 450);
        const QImage plain = hand.canvas.grab().toImage();
        hand.click(at);
        QVERIFY(hand.canvas.grab().toImage() != plain);
        hand.click({900, 700});
        hand.moveTo({900, 720}, {}, Qt::NoButton);
        QCOMPARE(hand.canvas.grab().toImage(), plain);
    }

    void aFavouriteComesFirstInTheSearch()
    {
        QStandardPaths::setTestModeEnabled(true);
        LayerHabits().save();
        Chain hand;
        hand.key(Qt::Key_Tab);
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        hand.type("softplus");
        const QString kind = hand.tools.popup()->model().choiceAt(0).key();
        hand.key(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(hand.tools.popup()->model().isFavourite(0));
        QCOMPARE(hand.tools.popup()->field()->text(), QStringLiteral("softplus")); // no letter was typed
        hand.key(Qt::Key_Escape);
        hand.click({900, 700});
        hand.key(Qt::Key_Tab);
        QTRY_VERIFY(hand.tools.popup()->isOpen());
        QCOMPARE(hand.tools.popup()->model().choiceAt(0).key(), kind);
        hand.key(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(!LayerHabits::load().favourites.contains(kind));
    }
};

QTEST_MAIN(TestCanvasHelp)
#include "tst_canvas_help.moc"
