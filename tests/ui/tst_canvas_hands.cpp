#include "tests/ui/support/canvas_hand.h"
#include "tests/ui/support/canvas_projects.h"
#include "ui/canvas/commands/canvas_actions.h"
#include "ui/canvas/commands/in_place_editor.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/search/find_popup.h"

#include <QMenu>
#include <QTest>

#include <random>

// Hands that know what they want, and hands that do not.

using namespace weft;

namespace {

// The graph and nothing of where it stands.
std::string graphOf(const GraphDocument& document)
{
    Project project;
    project.graph = document.project().graph;
    return writeProject(project);
}

} // namespace

class TestCanvasHands : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { CanvasHand::prepare(); }

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
        CanvasHand hand(rowOfLayers());
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

QTEST_MAIN(TestCanvasHands)
#include "tst_canvas_hands.moc"
