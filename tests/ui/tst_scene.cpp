#include "tests/ui/support/canvas_projects.h"
#include "tests/ui/support/shown_canvas.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/paint/node_painter.h"
#include "ui/canvas/paint/text_painter.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/scene/wire_route.h"
#include "ui/style/category.h"
#include "ui/style/style.h"

#include <QPainter>
#include <QPen>
#include <QTest>

#include <random>
#include <utility>

// What lies where on the canvas: nodes, ports, wires and their ways.

using namespace weft;

namespace {

Project randomProject(std::mt19937& random, int nodes)
{
    const auto below = [&](int n) { return int(random() % unsigned(n)); };
    const std::vector<std::string> types = {"conv2d", "add", "relu", "batch_norm", "cross_entropy", "concat", "dense"};
    Project project;
    for (int i = 0; i < nodes; ++i) {
        GraphNode node = layer("n" + std::to_string(i), types[size_t(below(int(types.size())))]);
        const int wires = i == 0 ? 0 : node.type == "concat" ? below(5) : below(3);
        for (int k = 0; k < wires; ++k) {
            const std::string from = "n" + std::to_string(below(i));
            const bool many = node.type == "add" || node.type == "concat";
            if (many || node.inputs.empty())
                node.inputs.push_back({"x", {from, "y"}});
        }
        project.view.nodes[node.id] = {.x = 8.0 * below(400), .y = 8.0 * below(300)};
        project.graph.nodes.push_back(node);
    }
    return project;
}

} // namespace

class TestScene : public QObject {
    Q_OBJECT

private slots:
    // What a block stands for four times is not to be lost for a long name.
    void aNameIsCutBeforeHowOftenItIsRepeated()
    {
        Project project;
        project.graph.blocks.push_back({.name = "transformer"});
        GraphNode node {.id = "transformer_with_a_long_name", .type = "block", .block = "transformer", .repeat = 12};
        NodeItem item = layOutNode(node, project.graph.blocks);
        const QString whole = QStringLiteral("transformer_with_a_long_name × 12");
        QCOMPARE(fittedName(item, 1000), whole);
        for (const double size : {0.0, 14.5, 29.0}) {
            const QString cut = fittedName(item, 120, size);
            QVERIFY2(cut.startsWith(u't') && cut.contains(u'…') && cut.endsWith(QStringLiteral(" × 12")),
                     qPrintable(cut));
            QVERIFY(TextPainter::get().width(cut, TextRole::bodyStrong, size) <= 120);
        }
        node.repeat = 1;
        item = layOutNode(node, project.graph.blocks);
        QVERIFY2(fittedName(item, 60).endsWith(QLatin1String("me")), qPrintable(fittedName(item, 60)));
    }

    void namesStayReadableBelowFullDetail()
    {
        const GraphNode node {.id = "conv2", .type = "conv2d"};
        const NodeItem item = layOutNode(node, {});
        for (const double zoom : {0.25, 0.3, 0.44, 0.46, 0.6, 0.74}) {
            const DetailLevel level = detailLevel(zoom, DetailLevel::block);
            const double room = item.rect.width() - (level == DetailLevel::title ? 16 : 60);
            const double size = nameSize(item, level, zoom, room);
            QVERIFY2(size * zoom >= (zoom < 0.3 ? 8 : 9.5), qPrintable(QString::number(zoom)));
            QCOMPARE(fittedName(item, room, size), QString("conv2"));
        }
        const GraphNode longer {.id = "species_of_the_flower", .type = "conv2d"};
        const NodeItem other = layOutNode(longer, {});
        const double size = nameSize(other, DetailLevel::titleShape, 0.5, 84); // smaller, but no dust
        QVERIFY2(size * 0.5 >= 7.5 && size * 0.5 < 10, qPrintable(QString::number(size)));
        QVERIFY(fittedName(other, 84, size).endsWith(u'r'));
    }

    void statesLeaveTheNameItsLine()
    {
        const GraphNode node {.id = "accuracy", .type = "accuracy"};
        const NodeItem item = layOutNode(node, {});
        const auto drawn = [&item](const NodeLook& look) {
            QImage image(item.rect.size().toSize(), QImage::Format_ARGB32_Premultiplied);
            image.fill(theme().surface.canvas);
            QPainter painter(&image);
            paintNode(painter, item, look, DetailLevel::titleShape, 1, 0.5);
            return image;
        };
        NodeLook look;
        look.shape = QStringLiteral("scalar");
        const QImage still = drawn(look);
        look.running = true;
        const QImage running = drawn(look);
        const QRect name(0, 0, still.width(), 40);
        QVERIFY(running != still);
        QVERIFY(running.copy(name) == still.copy(name));
    }

    void initTestCase()
    {
        Style::get().apply(*qApp);
        Style::get().setMode(Style::Mode::dark);
    }

    void nodesHaveTheDesignsSizes()
    {
        const NodeItem conv = layOutNode(layer("conv4", "conv2d", {"a"}), {});
        QCOMPARE(conv.rect.size(), QSizeF(168, 98)); // header 28, two rows of 20 with 8 around, footer 22
        QCOMPARE(conv.ports.size(), size_t(2));
        QCOMPARE(conv.ports[0].at, QPointF(0, 14));
        QCOMPARE(conv.ports[1].at, QPointF(168, 14));
        QVERIFY(conv.ports[0].wired);
        QCOMPARE(layOutNode(layer("relu", "relu"), {}).rect.size(), QSizeF(128, 50));

        const NodeItem add = layOutNode(layer("add", "add", {"a", "b"}), {});
        QCOMPARE(add.rect.size(), QSizeF(120, 78));
        QCOMPARE(add.find("x", true, 1)->at, QPointF(0, 42));
        const NodeItem five = layOutNode(layer("add", "add", {"a", "b", "c", "d", "e"}), {});
        QCOMPARE(five.find("x", true, 4)->at, QPointF(0, 42 + 3 * 20));
        QCOMPARE(layOutNode(layer("add", "add", {"a", "b"}), {}, true).rect.height(), 28.0);

        const NodeItem loss = layOutNode(layer("loss", "cross_entropy"), {});
        QVERIFY(loss.find("target", true)->kind == PortKind::labels);
        QVERIFY(loss.find("loss", false)->kind == PortKind::scalar);
        for (const LayerType& type : layerTypes()) {
            const NodeItem item = layOutNode(layer(type.id, type.id), {});
            QVERIFY2(item.rect.width() >= 120 && item.rect.width() <= 240, type.id.c_str());
            QCOMPARE(std::fmod(item.rect.width(), 8), 0.0);
            for (const PortItem& port : item.ports)
                QVERIFY2(port.at.y() < item.rect.height() - 5, type.id.c_str());
        }
        GraphNode unknown = layer("new", "of_a_later_version", {"a"});
        QCOMPARE(layOutNode(unknown, {}).ports.size(), size_t(1)); // its wire is shown
    }

    void zoomKeepsThePoint()
    {
        ViewTransform view;
        view.setFontScale(1.5);
        view.setOrigin({123, -45});
        const QPointF pivot(321, 210), before = view.toScene(pivot);
        for (const double zoom : {0.05, 0.3, 1.0, 4.0, 9.0}) {
            view.setZoom(zoom, pivot);
            QVERIFY(QLineF(view.toScene(pivot), before).length() < 1e-9);
            QVERIFY(view.zoom() <= 4);
            QCOMPARE(view.scale(), view.zoom() * 1.5);
        }
        view.fit(QRectF(100, 200, 5000, 300), {800, 600}, 20);
        QVERIFY(QRectF(19, 19, 762, 562).contains(view.toScreen(QRectF(100, 200, 5000, 300))));
        view.fit(QRectF(0, 0, 10, 10), {800, 600}, 20);
        QCOMPARE(view.zoom(), 1.0); // never larger than life
    }

    void detailChangesWithAMargin()
    {
        QVERIFY(detailLevel(1, DetailLevel::block) == DetailLevel::full);
        QVERIFY(detailLevel(0.6, DetailLevel::full) == DetailLevel::titleShape);
        QVERIFY(detailLevel(0.3, DetailLevel::full) == DetailLevel::title);
        QVERIFY(detailLevel(0.1, DetailLevel::full) == DetailLevel::block);
        for (const auto& [threshold, above, below] : {std::tuple(0.75, DetailLevel::full, DetailLevel::titleShape),
                                                      std::tuple(0.45, DetailLevel::titleShape, DetailLevel::title),
                                                      std::tuple(0.22, DetailLevel::title, DetailLevel::block)}) {
            QVERIFY(detailLevel(threshold - 0.01, above) == above);
            QVERIFY(detailLevel(threshold - 0.03, above) == below);
            QVERIFY(detailLevel(threshold + 0.01, below) == below);
            QVERIFY(detailLevel(threshold + 0.03, below) == above);
        }
    }

    void hitsWhatIsDrawn_data()
    {
        QTest::addColumn<double>("zoom");
        for (const double zoom : {0.05, 0.15, 0.3, 0.5, 0.75, 1.0, 1.7, 4.0})
            QTest::addRow("%g", zoom) << zoom;
    }

    void hitsWhatIsDrawn()
    {
        QFETCH(double, zoom);
        Project project = largeProject(40, 8);
        project.view.frames = {{.title = "Stage", .nodes = {"n0", "n1"}}};
        project.view.notes = {{.text = "Why?", .x = 4000, .y = 100, .width = 300, .height = 200}};
        Shown shown(project);
        const Scene& scene = shown.canvas.scene();
        const auto hitAt = [&](const QPointF& at) { // through the widget's coordinates
            shown.look(zoom, at - QPointF(300, 200) / zoom);
            return shown.canvas.hitAt(shown.canvas.toScreen(at));
        };
        for (const std::string& id : scene.nodeIds()) {
            const NodeItem& item = *scene.node(id);
            const Hit body = hitAt(item.rect.center() + QPointF(0, 3));
            QVERIFY(body.kind == Hit::Kind::node);
            QCOMPARE(body.node, id);
            QVERIFY(hitAt(item.rect.topLeft() + QPointF(60, 8)).part == Hit::Part::header);
            QVERIFY(hitAt(item.rect.bottomLeft() + QPointF(60, -8)).part == Hit::Part::footer);
            for (const PortItem& port : item.ports) {
                const Hit hit = hitAt(item.positionOf(port) + QPointF(port.input ? 1 : -1, 0));
                QCOMPARE(hit.node, id);
                if (zoom >= lod::portsFrom) {
                    QVERIFY(hit.kind == Hit::Kind::port);
                    QCOMPARE(hit.port->port, port.port);
                    QCOMPARE(hit.port->slot, port.slot);
                } else {
                    QVERIFY(hit.kind == Hit::Kind::node);
                }
            }
            for (const int wire : item.wiresIn) {
                const QPointF middle = middleOf(scene.wireAt(wire).route);
                const Hit hit = hitAt(middle);
                if (hit.kind == Hit::Kind::wire)
                    QVERIFY(nearestPlace(scene.wireAt(scene.wireHandle(*hit.wire)).route, middle).distance <= 12);
                else // short ones lie within reach of their ports
                    QVERIFY(hit.kind == Hit::Kind::port || scene.nodesIn(QRectF(middle, QSizeF(1, 1))).size() > 0);
            }
        }
        const Hit row = hitAt(scene.node("n1")->rect.topLeft() + QPointF(80, 28 + 4 + 30));
        QVERIFY(row.part == Hit::Part::row);
        QCOMPARE(row.row, 1);
        QVERIFY(hitAt({4100, 200}).kind == Hit::Kind::note);
        QVERIFY(hitAt({4297, 297}).part == Hit::Part::corner);
        QVERIFY(hitAt(scene.frames()[0].rect.topLeft() + QPointF(50, 10)).part == Hit::Part::title);
        QVERIFY(hitAt({-5000, -5000}).isEmpty());
    }

    void detailNeverMovesAnything()
    {
        Shown shown(largeProject(30, 6));
        std::map<std::string, QRectF> rects;
        for (const std::string& id : shown.canvas.scene().nodeIds())
            rects[id] = shown.canvas.scene().node(id)->rect;
        for (const double zoom : {0.1, 0.3, 0.5, 1.0, 3.0}) {
            shown.look(zoom, {0, 0});
            const QImage image = shown.canvas.grab().toImage();
            for (const auto& [id, rect] : rects) {
                QCOMPARE(shown.canvas.scene().node(id)->rect, rect);
                // What is drawn lies where the geometry says: the category's strip or block at the left edge.
                const QPointF inside = shown.canvas.toScreen(rect.topLeft() + QPointF(3, rect.height() - 12));
                if (!QRectF(shown.canvas.rect()).adjusted(0, 0, -230, -140).contains(inside))
                    continue;
                QVERIFY2(image.pixelColor(inside.toPoint()) != theme().surface.canvas,
                         qPrintable(QString("%1 at %2").arg(QString::fromStdString(id)).arg(zoom)));
            }
        }
    }

    void indexFindsWhatBruteForceFinds()
    {
        std::mt19937 random(7);
        const auto number = [&](double range) { return (double(random() % 20001) / 10000 - 1) * range; };
        SpatialIndex index;
        std::map<int, QRectF> all;
        for (int round = 0; round < 4000; ++round) {
            const int handle = int(random() % 400);
            const double size = random() % 10 == 0 ? 20000 : 300;
            const QRectF rect(number(5000), number(5000), std::abs(number(size)),
                              random() % 9 == 0 ? 0 : std::abs(number(size)));
            if (all.contains(handle) && random() % 3 == 0) {
                index.remove(handle);
                all.erase(handle);
            } else if (all.contains(handle)) {
                index.move(handle, rect);
                all[handle] = rect;
            } else {
                index.insert(handle, rect);
                all[handle] = rect;
            }
            QCOMPARE(index.size(), all.size());
            const QRectF area(number(6000), number(6000), std::abs(number(8000)), std::abs(number(3000)));
            std::vector<int> expected;
            for (const auto& [id, one] : all) {
                if (one.left() <= area.right() && area.left() <= one.right() && one.top() <= area.bottom()
                    && area.top() <= one.bottom())
                    expected.push_back(id);
            }
            QVERIFY(index.query(area) == expected);
        }
        index.insert(1000, QRectF(1e300, -1e300, 10, 10)); // documents may hold any number
        QCOMPARE(index.query(QRectF(1e300, -1e300, 10, 10)).back(), 1000);
    }

    void followsEditsAsIfBuiltAnew()
    {
        std::mt19937 random(11);
        const auto below = [&](size_t n) { return size_t(random() % n); };
        for (int round = 0; round < 12; ++round) {
            GraphDocument document(randomProject(random, 30));
            Scene scene;
            scene.show(&document, {});
            for (int step = 0; step < 25; ++step) {
                const std::vector<GraphNode>& nodes = document.nodes({});
                const std::string id = nodes.empty() ? "" : nodes[below(nodes.size())].id;
                const std::string other = nodes.empty() ? "" : nodes[below(nodes.size())].id;
                document.change("edit", [&](Edit& edit) {
                    switch (nodes.empty() ? 2 : below(6)) {
                    case 0:
                    case 1:
                        edit.setView({}, id, {.x = 8.0 * double(below(400)), .y = 8.0 * double(below(300))});
                        break;
                    case 2:
                        edit.add({}, layer("", below(2) ? "relu" : "add"), {.x = 8.0 * double(below(400)), .y = 96});
                        break;
                    case 3:
                        edit.remove({}, id);
                        break;
                    case 4: {
                        GraphNode node = *edit.node({}, id);
                        node.inputs.push_back({"x", {other, "y"}});
                        edit.set({}, node);
                        break;
                    }
                    case 5:
                        edit.setView({}, id, {.x = 64, .y = 8.0 * double(below(300)), .collapsed = below(2) == 0});
                        break;
                    }
                });
                if (below(3) == 0)
                    document.undoStack()->undo();
                if (below(4) == 0 && document.undoStack()->canRedo())
                    document.undoStack()->redo();
                Scene anew;
                anew.show(&document, {});
                QCOMPARE(scene.nodeCount(), anew.nodeCount());
                for (const GraphNode& node : document.nodes({})) {
                    const NodeItem* a = scene.node(node.id);
                    const NodeItem* b = anew.node(node.id);
                    QVERIFY(a && b);
                    QCOMPARE(a->rect, b->rect);
                    QCOMPARE(a->ports.size(), b->ports.size());
                    QCOMPARE(a->wiresIn.size(), b->wiresIn.size());
                    QCOMPARE(a->wiresOut.size(), b->wiresOut.size());
                    for (size_t i = 0; i < a->wiresIn.size(); ++i) {
                        const WireItem& one = scene.wireAt(a->wiresIn[i]);
                        const WireItem& two = anew.wireAt(b->wiresIn[i]);
                        QVERIFY(one.ref == two.ref);
                        QVERIFY2(one.route == two.route,
                                 qPrintable(QString("%1 in round %2, step %3")
                                                .arg(QString::fromStdString(node.id))
                                                .arg(round)
                                                .arg(step)));
                    }
                }
                const QRectF area(400, 300, 900, 700);
                QCOMPARE(scene.idsIn(area), anew.idsIn(area));
                QCOMPARE(scene.wiresIn(area).size(), anew.wiresIn(area).size());
                QCOMPARE(scene.bounds(), anew.bounds());
            }
        }
    }

    void editsCostWhatTheyTouch()
    {
        GraphDocument document(largeProject(4000));
        Scene scene;
        scene.show(&document, {});
        QVERIFY(scene.touched() >= 4000);
        document.change("move", [](Edit& edit) { edit.setView({}, "n2025", {.x = 216 * 25 + 8, .y = 152 * 40 + 8}); });
        QVERIFY2(scene.touched() < 60, qPrintable(QString::number(scene.touched())));
        document.change("alter", [](Edit& edit) {
            GraphNode node = *edit.node({}, "n2025");
            node.params["filters"] = int64_t(12);
            edit.set({}, node);
        });
        QVERIFY2(scene.touched() < 60, qPrintable(QString::number(scene.touched())));
        document.undoStack()->undo();
        QVERIFY(scene.touched() < 60);
    }

    void forwardWiresAreCurves()
    {
        const Obstacles nothing = [](const QRectF&, const std::function<void(const QRectF&)>&) {};
        const WireRoute route =
            routeWire({100, 14}, {300, 114}, QRectF(0, 0, 100, 50), QRectF(300, 100, 100, 50), nothing);
        QVERIFY(!route.orthogonal);
        QCOMPARE(route.points.size(), size_t(4));
        QCOMPARE(route.points[1], QPointF(200, 14)); // half of the way
        QCOMPARE(route.points[2], QPointF(200, 114));
        QCOMPARE(route.bounds, QRectF(QPointF(100, 14), QPointF(300, 114)));
        const WireRoute near = routeWire({100, 14}, {120, 14}, QRectF(0, 0, 100, 50), QRectF(120, 0, 100, 50), nothing);
        QCOMPARE(near.points[1], QPointF(124, 14)); // at least 24
        QVERIFY(std::abs(lengthOf(near) - 20) < 20);
        QCOMPARE(nearestPlace(route, {200, 64}).at, QPointF(200, 64));
        QVERIFY(std::abs(nearestPlace(route, {200, 64}).along - 0.5) < 0.02);
        QVERIFY(crosses(route, QLineF(200, 0, 200, 200)));
        QVERIFY(!crosses(route, QLineF(0, 200, 400, 200)));
    }

    void backwardWiresGoThroughGutters()
    {
        GraphDocument document([] {
            Project project;
            project.graph.nodes = {layer("a", "conv2d"), layer("b", "conv2d", {"a"})};
            project.view.nodes = {{"a", {.x = 800, .y = 0}}, {"b", {.x = 0, .y = 240}}};
            return project;
        }());
        Scene scene;
        scene.show(&document, {});
        const NodeItem& a = *scene.node("a");
        const NodeItem& b = *scene.node("b");
        const WireRoute& route = scene.wireAt(b.wiresIn.at(0)).route;
        QVERIFY(route.orthogonal);
        QCOMPARE(route.points.front(), a.rect.topLeft() + QPointF(168, 14));
        QCOMPARE(route.points.back(), b.rect.topLeft() + QPointF(0, 14));
        for (size_t i = 0; i + 1 < route.points.size(); ++i) {
            const QPointF step = route.points[i + 1] - route.points[i];
            QVERIFY(step.x() == 0 || step.y() == 0);
            if (step.y() == 0 && std::abs(step.x()) > 300) { // the long way lies between the rows, away from both
                QVERIFY(route.points[i].y() > a.rect.bottom() + 24);
                QVERIFY(route.points[i].y() < b.rect.top() - 24);
            }
        }
        const QPainterPath path = pathOf(route);
        QVERIFY(path.boundingRect().adjusted(-0.01, -0.01, 0.01, 0.01).contains(route.bounds));
        const QPainterPath line = QPainterPathStroker(QPen(Qt::black, 2)).createStroke(path);
        QVERIFY(!line.intersects(a.rect.adjusted(0, 0, -2, 0)) && !line.intersects(b.rect.adjusted(2, 0, 0, 0)));
    }

    void wiresGoRoundNodesBetween()
    {
        GraphDocument document(largeProject(200, 20));
        Scene scene;
        scene.show(&document, {});
        int skips = 0;
        for (const GraphNode& node : document.nodes({})) {
            for (const int at : scene.node(node.id)->wiresIn) {
                const WireItem& wire = scene.wireAt(at);
                QPainterPathStroker stroker;
                stroker.setWidth(2);
                const QPainterPath line = stroker.createStroke(pathOf(wire.route));
                for (const int other : scene.nodesIn(wire.route.bounds)) {
                    if (other != wire.fromNode && other != wire.toNode)
                        QVERIFY2(!line.intersects(scene.nodeAt(other).rect), node.id.c_str());
                }
                skips += wire.ref.input == 1;
            }
        }
        QCOMPARE(skips, 50);
    }

    void wiresGoThroughTheirDots()
    {
        GraphDocument document(largeProject(10, 5));
        Scene scene;
        scene.show(&document, {});
        document.change("dot", [](Edit& edit) { edit.setDots({}, {"n1", "y"}, "n2", "x", {{300, 400}, {500, 420}}); });
        const WireItem& wire = scene.wireAt(scene.node("n2")->wiresIn.at(0));
        QCOMPARE(wire.dots.size(), size_t(2));
        QCOMPARE(wire.route.points.size(), size_t(10));
        for (const QPointF& dot : wire.dots)
            QVERIFY(nearestPlace(wire.route, dot).distance < 1e-6);
        const Hit hit = scene.hit({501, 421}, 1);
        QVERIFY(hit.kind == Hit::Kind::dot);
        QCOMPARE(hit.index, 1);
        document.undoStack()->undo();
        QVERIFY(scene.wireAt(scene.node("n2")->wiresIn.at(0)).dots.empty());
    }
};

QTEST_MAIN(TestScene)
#include "tst_scene.moc"
