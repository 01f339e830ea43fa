#include "tests/ui/support/canvas_projects.h"
#include "tests/ui/support/shown_canvas.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_animation.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/wire_look.h"
#include "ui/canvas/scene/wire_route.h"
#include "ui/style/category.h"
#include "ui/style/style.h"

#include <QTest>

#include <utility>

// The canvas as a widget: what it paints, and what mouse and keys do to its view.

using namespace weft;

namespace {

// A gesture that tells what it was sent.
struct Telling : Gesture {
    explicit Telling(QStringList* to)
        : log(to)
    {
    }
    void move(Canvas&, const Pointer& pointer) override
    {
        *log << QStringLiteral("move %1 %2").arg(pointer.scene.x()).arg(pointer.scene.y());
    }
    void release(Canvas&, const Pointer&) override { *log << "release"; }
    void cancel(Canvas&) override { *log << "cancel"; }
    std::vector<GestureHint> hints() const override { return {{"Shift", "more"}}; }
    QStringList* log;
};

struct TellingTools : CanvasTools {
    explicit TellingTools(QStringList* to)
        : log(to)
    {
    }
    std::unique_ptr<Gesture> press(Canvas&, const Pointer& pointer) override
    {
        *log << QStringLiteral("press %1").arg(int(pointer.hit.kind));
        if (pointer.button != Qt::LeftButton)
            return nullptr;
        return std::make_unique<Telling>(log);
    }
    bool key(Canvas&, QKeyEvent* event) override
    {
        if (event->type() == QEvent::KeyRelease && event->key() == Qt::Key_Space)
            *log << "tap";
        return false;
    }
    QStringList* log;
};

} // namespace

class TestCanvas : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Style::get().apply(*qApp);
        Style::get().setMode(Style::Mode::dark);
    }

    void paintsOnlyWhatIsInSight()
    {
        Shown shown(largeProject(10'000, 100));
        shown.look(1, {5000, 5000});
        shown.canvas.grab();
        const PaintCounts near = shown.canvas.lastPaint();
        const auto inSight = shown.canvas.scene().nodesIn(shown.canvas.visibleArea());
        QVERIFY(near.nodes >= int(inSight.size()));
        QVERIFY2(near.nodes < int(inSight.size()) + 20, qPrintable(QString::number(near.nodes)));
        QVERIFY2(near.wires < 200, qPrintable(QString::number(near.wires)));
        QVERIFY(near.ports > near.nodes);
        shown.look(1, {-9000, -9000});
        shown.canvas.grab();
        QCOMPARE(shown.canvas.lastPaint().nodes, 0);
        QCOMPARE(shown.canvas.lastPaint().wires, 0);
        shown.look(0.05, {0, 0});
        shown.canvas.grab();
        QVERIFY(shown.canvas.lastPaint().nodes > 3000);
        QCOMPARE(shown.canvas.lastPaint().ports, 0);
        QCOMPARE(shown.canvas.lastPaint().pictures, 0);
    }

    void pansWithoutPaintingNodesAnew()
    {
        Shown shown(largeProject(400, 20));
        shown.look(1, {1000, 1000});
        shown.canvas.grab();
        QVERIFY(shown.canvas.lastPaint().pictures > 0);
        shown.canvas.grab();
        QCOMPARE(shown.canvas.lastPaint().pictures, 0);
        shown.canvas.panBy({-3, -2});
        shown.canvas.grab();
        QVERIFY(shown.canvas.lastPaint().pictures <= 12); // what has come into sight
        const std::string id =
            shown.canvas.scene().nodeAt(shown.canvas.scene().nodesIn(shown.canvas.visibleArea())[20]).id;
        shown.selection.select(id);
        shown.canvas.grab();
        QCOMPARE(shown.canvas.lastPaint().pictures, 1);
        shown.document.change("alter", [&](Edit& edit) {
            GraphNode node = *edit.node({}, id);
            node.muted = true;
            edit.set({}, node);
        });
        shown.canvas.grab();
        QVERIFY(shown.canvas.lastPaint().pictures >= 1);
    }

    void draggedNodesTakeTheirWiresAlong()
    {
        Shown shown(largeProject(12, 4));
        const QImage before = shown.canvas.grab().toImage();
        GesturePreview& preview = shown.canvas.preview();
        preview.moved = {"n5"};
        preview.offset = {0, 300};
        const NodeItem& item = *shown.canvas.scene().node("n5");
        const QImage during = shown.canvas.grab().toImage();
        const QPointF was = shown.canvas.toScreen(item.rect.center()), now = was + QPointF(0, 300);
        QCOMPARE(during.pixelColor(was.toPoint()) == before.pixelColor(was.toPoint()), false);
        QCOMPARE(during.pixelColor(now.toPoint()), before.pixelColor(was.toPoint()));
        QCOMPARE(item.rect.topLeft(), QPointF(216, 152)); // the document is as it was
        QCOMPARE(shown.canvas.lastPaint().nodes, 12);
        // From far away into sight.
        shown.look(1, {10'000, 10'000});
        preview.offset = {10'100, 10'100};
        shown.canvas.grab();
        QCOMPARE(shown.canvas.lastPaint().nodes, 1);
        QVERIFY(shown.canvas.lastPaint().wires >= 2);
    }

    void animationsEndWhereTheDocumentIs()
    {
        QCOMPARE(easeOut(0), 0.0);
        QVERIFY(std::abs(easeOut(1) - 1) < 1e-6);
        double last = 0;
        for (int i = 1; i <= 20; ++i) {
            QVERIFY(easeOut(i / 20.0) > last);
            last = easeOut(i / 20.0);
        }
        Shown shown(largeProject(4, 4));
        QTRY_VERIFY(shown.document.isChecked());
        shown.canvas.setMinimapShown(false); // it follows when it finds the time
        // On a busy machine a frame draws some nodes from older pictures, and the next ones draw them anew.
        const auto settled = [&] {
            QImage before, now = shown.canvas.grab().toImage();
            do {
                before = std::exchange(now, shown.canvas.grab().toImage());
                QCoreApplication::processEvents();
            } while (now != before);
            return now;
        };
        const QImage there = settled();
        constexpr int hour = 3'600'000; // however slow the machine, it is still on its way
        shown.canvas.animateFrom({{"n1", {216, 400}}}, hour);
        QVERIFY(shown.canvas.grab().toImage() != there);
        shown.canvas.finishAnimations();
        QTRY_VERIFY(shown.canvas.grab().toImage() == there);
        shown.canvas.animateFrom({{"n1", {216, 400}}}, 120);
        QTRY_VERIFY(shown.canvas.grab().toImage() == there); // ends by itself
        Style::get().setReducedMotion(true);
        shown.canvas.animateFrom({{"n1", {216, 400}}}, hour);
        QTRY_VERIFY(shown.canvas.grab().toImage() == there);
        Style::get().setReducedMotion(false);
    }

    void wheelZoomsAtThePointer()
    {
        Shown shown(largeProject(40, 8));
        const QPointF at(333, 222), scene = shown.canvas.toScene(at);
        for (int i = 0; i < 5; ++i) {
            QWheelEvent wheel(at, shown.canvas.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(&shown.canvas, &wheel);
            QVERIFY(QLineF(shown.canvas.toScene(at), scene).length() < 1e-6);
        }
        QVERIFY(std::abs(shown.canvas.zoom() - std::pow(1.15, 5)) < 1e-9);
        QWheelEvent pan(at, shown.canvas.mapToGlobal(at), {30, -20}, {30, -20}, Qt::NoButton, Qt::NoModifier,
                        Qt::ScrollUpdate, false);
        QApplication::sendEvent(&shown.canvas, &pan);
        QVERIFY(QLineF(shown.canvas.toScreen(scene), at + QPointF(30, -20)).length() < 1e-6); // a touchpad pans
    }

    void mouseAndKeysMoveTheView()
    {
        Shown shown(largeProject(40, 8));
        const QPointF scene = shown.canvas.toScene(QPointF(400, 300));
        QTest::mousePress(&shown.canvas, Qt::MiddleButton, {}, {400, 300});
        QTest::mouseMove(&shown.canvas, {450, 330});
        QTest::mouseRelease(&shown.canvas, Qt::MiddleButton, {}, {450, 330});
        QVERIFY(QLineF(shown.canvas.toScreen(scene), QPointF(450, 330)).length() < 1e-6);

        QTest::keyClick(&shown.canvas, Qt::Key_H);
        shown.canvas.finishAnimations();
        QVERIFY(shown.canvas.visibleArea().contains(shown.canvas.scene().bounds()));
        shown.selection.select("n17");
        QTest::keyClick(&shown.canvas, Qt::Key_G);
        shown.canvas.finishAnimations();
        QVERIFY(QLineF(shown.canvas.visibleArea().center(), shown.canvas.scene().node("n17")->rect.center()).length()
                < 1);
        const bool map = shown.canvas.isMinimapShown();
        QTest::keyClick(&shown.canvas, Qt::Key_M, Qt::AltModifier);
        QCOMPARE(shown.canvas.isMinimapShown(), !map);
        shown.look(1, {-5000, -5000});
        shown.selection.reveal({{}, "n3"});
        shown.canvas.finishAnimations();
        QVERIFY(shown.canvas.visibleArea().contains(shown.canvas.scene().node("n3")->rect));
    }

    void gesturesGetThePointer()
    {
        Shown shown(largeProject(8, 4));
        QStringList log;
        shown.canvas.setTools(std::make_unique<TellingTools>(&log));
        const QPoint at = shown.canvas.toScreen(shown.canvas.scene().node("n1")->rect.center()).toPoint();
        QTest::mousePress(&shown.canvas, Qt::LeftButton, {}, at);
        QVERIFY(shown.canvas.active());
        shown.canvas.preview().band = QRectF(0, 0, 10, 10);
        QTest::mouseMove(&shown.canvas, {40, 40});
        QTest::mouseRelease(&shown.canvas, Qt::LeftButton, {}, {40, 40});
        QCOMPARE(log, QStringList({QString("press %1").arg(int(Hit::Kind::node)), "move 0 0", "release"}));
        QVERIFY(!shown.canvas.active());
        QVERIFY(!shown.canvas.preview().band);
        log.clear();
        QTest::mousePress(&shown.canvas, Qt::LeftButton, {}, at);
        QTest::keyClick(&shown.canvas, Qt::Key_Escape);
        QCOMPARE(log.last(), QString("cancel"));
        QVERIFY(!shown.canvas.active());
        QTest::mouseRelease(&shown.canvas, Qt::LeftButton, {}, at);
        QCOMPARE(log.size(), 2);
    }

    void aTapOfSpaceIsNoPan()
    {
        Shown shown(largeProject(8, 4));
        QStringList log;
        shown.canvas.setTools(std::make_unique<TellingTools>(&log));
        QTest::keyClick(&shown.canvas, Qt::Key_Space);
        QCOMPARE(log, QStringList("tap"));
        const QPointF scene = shown.canvas.toScene(QPointF(400, 300));
        QTest::keyPress(&shown.canvas, Qt::Key_Space);
        QTest::mousePress(&shown.canvas, Qt::LeftButton, {}, {400, 300});
        QTest::mouseMove(&shown.canvas, {420, 340});
        QTest::mouseRelease(&shown.canvas, Qt::LeftButton, {}, {420, 340});
        QTest::keyRelease(&shown.canvas, Qt::Key_Space);
        QCOMPARE(log, QStringList("tap"));
        QVERIFY(QLineF(shown.canvas.toScreen(scene), QPointF(420, 340)).length() < 1e-6);
    }

    void clicksSelect()
    {
        Shown shown(largeProject(8, 4));
        const auto click = [&](const std::string& id, Qt::KeyboardModifiers keys = {}) {
            QTest::mouseClick(&shown.canvas, Qt::LeftButton, keys,
                              shown.canvas.toScreen(shown.canvas.scene().node(id)->rect.center()).toPoint());
        };
        click("n1");
        QCOMPARE(shown.selection.nodes(), std::set<std::string>({"n1"}));
        click("n2", Qt::ShiftModifier);
        QCOMPARE(shown.selection.nodes(), std::set<std::string>({"n1", "n2"}));
        QTest::mouseClick(&shown.canvas, Qt::LeftButton, {}, {5, 690});
        QVERIFY(shown.selection.nodes().empty());
    }

    void blocksAreEnteredAndLeft()
    {
        Project project = largeProject(2);
        project.graph.blocks = {{.name = "twice",
                                 .inputs = {{"x", {}}},
                                 .outputs = {{"y", PortRef {"b", "y"}}},
                                 .nodes = {layer("a", "relu"), layer("b", "relu", {"a"})}}};
        project.graph.blocks[0].nodes[0].inputs = {{"x", {"in", "x"}}};
        GraphNode use {.id = "use", .type = "block", .block = "twice", .repeat = 3, .inputs = {{"x", {"n1", "y"}}}};
        project.graph.nodes.push_back(use);
        project.view.nodes["use"] = {.x = 500, .y = 200};
        project.view.nodes["block:twice/b"] = {.x = 300, .y = 0};
        Shown shown(project);
        const NodeItem& item = *shown.canvas.scene().node("use");
        QCOMPARE(item.ports.size(), size_t(2));
        QVERIFY(item.name.endsWith("3"));
        QTest::mouseDClick(&shown.canvas, Qt::LeftButton, {}, shown.canvas.toScreen(item.rect.center()).toPoint());
        QCOMPARE(shown.canvas.scope(), std::string("twice"));
        const Scene& scene = shown.canvas.scene();
        QCOMPARE(scene.nodeCount(), size_t(4)); // with both ends
        QVERIFY(scene.node(Scene::blockInputs)->rect.right() < scene.node("a")->rect.left());
        QVERIFY(scene.node(Scene::blockOutputs)->rect.left() > scene.node("b")->rect.right());
        QCOMPARE(scene.node(Scene::blockOutputs)->wiresIn.size(), size_t(1));
        QCOMPARE(scene.node(Scene::blockInputs)->wiresOut.size(), size_t(1));
        shown.canvas.grab();
        QTest::keyClick(&shown.canvas, Qt::Key_U);
        QCOMPARE(shown.canvas.scope(), std::string());
        QCOMPARE(shown.selection.nodes(), std::set<std::string>({"use"}));
    }

    void wiresTellBytesAndGradients()
    {
        QCOMPARE(liveWidth(1), 2.0);
        QCOMPARE(liveWidth(8192), 2.0);
        QCOMPARE(liveWidth(double(128 << 20)), 7.0);
        QCOMPARE(liveWidth(1e12), 7.0);
        QCOMPARE(liveWidth(double(1 << 20)), 4.5);
        QCOMPARE(flowColour(1e-9), theme().flow[0]);
        QCOMPARE(flowColour(0), theme().flow[0]);
        QCOMPARE(flowColour(0.1), theme().flow[4]);
        QCOMPARE(flowColour(50), theme().flow[4]);
        Shown shown(largeProject(4, 4));
        const WireItem& wire = shown.canvas.scene().wireAt(shown.canvas.scene().node("n1")->wiresIn.at(0));
        const QPoint middle = shown.canvas.toScreen(middleOf(wire.route)).toPoint();
        QCOMPARE(shown.canvas.grab().toImage().pixelColor(middle), theme().text.tertiary);
        Liveliness life;
        life.hasGradients = true;
        life.nodes["n0"] = {.gradientRms = 0.1, .bytes = 1 << 20};
        shown.canvas.setLiveliness(life);
        QCOMPARE(shown.canvas.grab().toImage().pixelColor(middle), theme().flow[4]);
        shown.canvas.setWires(Canvas::Wires::plain);
        QCOMPARE(shown.canvas.grab().toImage().pixelColor(middle), theme().text.tertiary);
    }

    void saysNodesAloud()
    {
        Shown shown(largeProject(8, 8));
        shown.selection.select("n3");
        const QString name = shown.canvas.spokenName("n3");
        QVERIFY2(name.startsWith("n3, Add, ") && name.endsWith("selected"), qPrintable(name));
        QVERIFY(name.contains("from n2") && name.contains("from n0") && name.contains("output to n4"));
    }

    void emptyAndBrokenDocumentsAreDrawn()
    {
        Canvas nothing(nullptr, nullptr);
        nothing.resize(300, 200);
        QVERIFY(!nothing.grab().isNull());
        QTest::keyClick(&nothing, Qt::Key_H);
        QTest::mouseClick(&nothing, Qt::LeftButton, {}, {100, 100});

        Project project;
        project.graph.nodes = {layer("a", "no_such_layer", {"not_there"}), layer("b", "add", {"b", "a"})};
        GraphNode lost {.id = "c", .type = "block", .block = "not there"};
        project.graph.nodes.push_back(lost);
        project.view.nodes["a"] = {.x = 1e18, .y = -1e18};
        project.view.notes = {{.text = "", .x = 0, .y = 0, .width = 0, .height = -5}};
        Shown shown(project);
        for (const double zoom : {0.05, 0.3, 0.6, 1.0, 4.0}) {
            shown.look(zoom, {-50, -50});
            QVERIFY(!shown.canvas.grab().isNull());
        }
        shown.canvas.showAll();
        shown.canvas.finishAnimations();
        shown.canvas.grab();
        shown.canvas.show(nullptr, nullptr); // its tab is closed
        QVERIFY(!shown.canvas.grab().isNull());
    }
};

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
