#include "engine/graph/project.h"
#include "tests/support/counted_work.h"
#include "ui/canvas/arrange/layered_layout.h"
#include "ui/canvas/arrange/place_nodes.h"
#include "ui/canvas/scene/node_geometry.h"

#include <QRectF>
#include <QTest>

#include <algorithm>
#include <random>

using namespace weft;

namespace {

constexpr double portY = 14;

struct Drawing {
    std::vector<LayoutNode> nodes;
    std::vector<LayoutEdge> edges;
    std::vector<LayoutGroup> groups;
    std::vector<QPointF> at;

    int add(int group = -1, double width = 160, double height = 112)
    {
        nodes.push_back({width, height, group});
        return int(nodes.size()) - 1;
    }
    void wire(int from, int to, double toY = portY) { edges.push_back({from, to, portY, toY}); }
    int chain(int from, int count, int group = -1)
    {
        for (int i = 0; i < count; ++i) {
            const int node = add(group, i % 3 == 0 ? 168 : 128, i % 3 == 0 ? 112 : 50);
            if (from >= 0)
                wire(from, node);
            from = node;
        }
        return from;
    }
    void layOut(const LayoutOptions& options = {}) { at = layeredLayout(nodes, edges, groups, options); }
    QRectF rect(int node) const
    {
        return {at[size_t(node)], QSizeF(nodes[size_t(node)].width, nodes[size_t(node)].height)};
    }
    double y(int node) const { return at[size_t(node)].y(); }
    double x(int node) const { return at[size_t(node)].x(); }
    QRectF bounds() const
    {
        QRectF all;
        for (size_t i = 0; i < nodes.size(); ++i)
            all |= rect(int(i));
        return all;
    }
};

bool haveRoom(const Drawing& drawing)
{
    std::vector<int> order(drawing.nodes.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = int(i);
    std::ranges::sort(order, {}, [&](int node) { return drawing.x(node); });
    for (size_t i = 0; i < order.size(); ++i) {
        const QRectF rect = drawing.rect(order[i]).adjusted(-7, -7, 7, 7);
        for (size_t j = i + 1; j < order.size() && drawing.x(order[j]) < rect.right(); ++j) {
            if (rect.intersects(drawing.rect(order[j])))
                return false;
        }
    }
    return true;
}

// A chain of residual blocks: `count` times two convolutions with a wire past them.
Drawing residuals(int count)
{
    Drawing drawing;
    int from = drawing.chain(-1, 3);
    for (int i = 0; i < count; ++i) {
        const int inner = drawing.chain(from, 4);
        const int sum = drawing.add();
        drawing.wire(inner, sum);
        drawing.wire(from, sum, 34);
        from = sum;
    }
    return drawing;
}

Drawing randomGraph(uint32_t seed, int nodes, int wires)
{
    std::mt19937 random(seed);
    Drawing drawing;
    for (int i = 0; i < nodes; ++i)
        drawing.add(-1, 120 + 8 * int(random() % 10), 50 + double(random() % 80));
    for (int i = 0; i < wires; ++i) {
        const int from = int(random() % uint32_t(nodes));
        drawing.wire(from, std::min(nodes - 1, from + 1 + int(random() % 12)), portY + 20 * double(random() % 2));
    }
    return drawing;
}

// first → … → last, and a label and a loss; nothing has a place.
Project unplaced(const std::vector<std::string>& chain)
{
    Project project;
    std::string before;
    for (const std::string& id : chain) {
        GraphNode node {.id = id, .type = before.empty() ? "vector" : "dense"};
        if (!before.empty())
            node.inputs = {{"x", {before, "y"}}};
        project.graph.nodes.push_back(std::move(node));
        before = id;
    }
    project.graph.nodes.push_back({.id = "label", .type = "label"});
    project.graph.nodes.push_back(
        {.id = "loss", .type = "cross_entropy", .inputs = {{"x", {before, "y"}}, {"target", {"label", "y"}}}});
    return project;
}

QRectF rectOf(const Project& project, const std::string& id)
{
    const auto node = std::ranges::find(project.graph.nodes, id, &GraphNode::id);
    const NodeView& view = project.view.nodes.at(id);
    return layOutNode(*node, {}).rect.translated(view.x, view.y);
}

// What the first of its nodes that lies on another is called.
std::string covered(const Project& project)
{
    for (const GraphNode& node : project.graph.nodes)
        for (const GraphNode& other : project.graph.nodes)
            if (node.id != other.id && rectOf(project, node.id).intersects(rectOf(project, other.id)))
                return node.id;
    return {};
}

} // namespace

class TestArrange : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLaidOutAsNothing()
    {
        Drawing drawing;
        drawing.layOut();
        QVERIFY(drawing.at.empty());
        drawing.add();
        drawing.layOut();
        QCOMPARE(drawing.at, std::vector<QPointF> {QPointF()});
    }

    void aChainIsStraightAndEvenlySpaced()
    {
        Drawing drawing;
        drawing.chain(-1, 6);
        drawing.layOut();
        for (int i = 1; i < 6; ++i) {
            QCOMPARE(drawing.y(i), drawing.y(0));
            QCOMPARE(drawing.x(i), drawing.rect(i - 1).right() + 40);
        }
    }

    void skipWiresDoNotBendTheChain()
    {
        Drawing drawing = residuals(1);
        drawing.layOut({.rowWidth = -1});
        for (size_t i = 1; i < drawing.nodes.size(); ++i)
            QCOMPARE(drawing.y(int(i)), drawing.y(0));
        QVERIFY(haveRoom(drawing));
    }

    void nestedSkipsLeaveTheChainStraightToo()
    {
        Drawing drawing;
        const int depth = 5;
        drawing.chain(-1, 2 * depth);
        for (int i = 0; i < depth; ++i)
            drawing.wire(i, 2 * depth - 1 - i, 34);
        drawing.layOut({.rowWidth = -1});
        for (int i = 1; i < 2 * depth; ++i)
            QCOMPARE(drawing.y(i), drawing.y(0));
    }

    void branchesKeepApartAndTheLongestIsStraight()
    {
        Drawing drawing;
        const int split = drawing.chain(-1, 2);
        const int join = drawing.add();
        drawing.wire(drawing.chain(split, 1), join);
        drawing.wire(drawing.chain(split, 2), join, 34);
        const int beforeLongest = int(drawing.nodes.size());
        drawing.wire(drawing.chain(split, 3), join, 54);
        drawing.layOut();
        QVERIFY(haveRoom(drawing));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(drawing.y(beforeLongest + i), drawing.y(split));
        // Each branch has a height of its own.
        QVERIFY(std::abs(drawing.y(3) - drawing.y(4)) >= 50);
    }

    void whatOnlyFeedsTheEndStandsBesideIt()
    {
        Drawing drawing;
        const int labels = drawing.add();
        const int scores = drawing.chain(-1, 6);
        const int loss = drawing.add();
        drawing.wire(scores, loss);
        drawing.wire(labels, loss, 34);
        drawing.layOut();
        QCOMPARE(drawing.x(labels), drawing.x(scores));
        QCOMPARE(drawing.y(scores), drawing.y(1));
    }

    void longChainsWrapIntoRows()
    {
        Drawing drawing = residuals(8);
        drawing.layOut();
        QVERIFY(haveRoom(drawing));
        const QRectF bounds = drawing.bounds();
        QVERIFY2(bounds.width() < 4 * bounds.height() && bounds.height() < 2 * bounds.width(),
                 qPrintable(QString("%1 × %2").arg(bounds.width()).arg(bounds.height())));
        // Rows begin where one output goes on: never inside a residual block.
        for (size_t i = 4; i < drawing.nodes.size(); ++i)
            QVERIFY((i - 3) % 5 == 0 || drawing.y(int(i)) == drawing.y(int(i) - 1));
        drawing.layOut({.rowWidth = -1});
        QCOMPARE(drawing.bounds().height(), 112.0);
    }

    void groupsAreKeptTogether()
    {
        Drawing drawing;
        drawing.groups = {{}, {0}};
        int from = drawing.chain(-1, 2);
        const int first = int(drawing.nodes.size());
        from = drawing.chain(from, 3, 0);
        const int inner = int(drawing.nodes.size());
        from = drawing.chain(from, 3, 1);
        const int after = int(drawing.nodes.size());
        from = drawing.chain(from, 4);
        drawing.wire(1, from, 34);
        for (const bool topDown : {false, true}) {
            drawing.layOut({.topDown = topDown, .rowWidth = -1});
            QVERIFY(haveRoom(drawing));
            QRectF innerFrame;
            QRectF outerFrame;
            for (int i = inner; i < after; ++i)
                innerFrame |= drawing.rect(i);
            innerFrame.adjust(-24, -56, 24, 24);
            outerFrame = innerFrame;
            for (int i = first; i < inner; ++i) {
                QVERIFY(!innerFrame.intersects(drawing.rect(i)));
                outerFrame |= drawing.rect(i);
            }
            outerFrame.adjust(-24, -56, 24, 24);
            for (int i = 0; i < int(drawing.nodes.size()); ++i) {
                if (i < first || i >= after)
                    QVERIFY(!outerFrame.intersects(drawing.rect(i)));
            }
            for (int i = 1; i < int(drawing.nodes.size()) && !topDown; ++i)
                QCOMPARE(drawing.y(i), drawing.y(0));
        }
    }

    void topDownGoesDown()
    {
        Drawing drawing;
        drawing.chain(-1, 5);
        drawing.layOut({.topDown = true});
        for (int i = 1; i < 5; ++i) {
            QVERIFY(drawing.y(i) >= drawing.rect(i - 1).bottom() + 40);
            QVERIFY(std::abs(drawing.rect(i).center().x() - drawing.rect(0).center().x()) <= 8);
        }
    }

    void circlesAreLaidOutToo()
    {
        Drawing drawing;
        const int last = drawing.chain(-1, 5);
        drawing.wire(last, 1);
        drawing.wire(2, 2);
        drawing.layOut();
        QVERIFY(haveRoom(drawing));
        QVERIFY(drawing.x(last) > drawing.x(1));
    }

    void unconnectedPartsDoNotOverlap()
    {
        Drawing drawing;
        for (int i = 0; i < 50; ++i)
            drawing.chain(-1, 1 + i % 4);
        drawing.layOut();
        QVERIFY(haveRoom(drawing));
        QVERIFY(drawing.bounds().width() < 4 * drawing.bounds().height());
    }

    void randomGraphsHaveRoomAndAreLaidOutAlikeTwice_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 60; ++seed)
            QTest::addRow("%d", seed) << seed;
    }

    void randomGraphsHaveRoomAndAreLaidOutAlikeTwice()
    {
        QFETCH(int, seed);
        Drawing drawing = randomGraph(uint32_t(seed), 5 + seed * 3, 5 + seed * 4);
        drawing.groups = {{}, {0}, {}};
        std::mt19937 random {uint32_t(seed)};
        for (LayoutNode& node : drawing.nodes)
            node.group = int(random() % 8) - 5 < 0 ? -1 : int(random() % 3);
        drawing.layOut({.topDown = seed % 4 == 0});
        QVERIFY(haveRoom(drawing));
        const std::vector<QPointF> once = drawing.at;
        drawing.layOut({.topDown = seed % 4 == 0});
        QCOMPARE(drawing.at, once);
        QVERIFY(drawing.bounds().topLeft().x() >= 0 && drawing.bounds().top() >= 0);
    }

    void aProjectWithoutPlacesIsLaidOutBelowItsNotes()
    {
        Project project = unplaced({"a", "b", "c"});
        project.view.notes = {{.text = "Read me", .y = 100, .width = 900, .height = 200}};
        placeNodes(project);
        QCOMPARE(covered(project), "");
        QVERIFY(rectOf(project, "a").right() < rectOf(project, "b").left());
        QVERIFY(rectOf(project, "b").right() < rectOf(project, "c").left());
        for (const GraphNode& node : project.graph.nodes)
            QVERIFY2(rectOf(project, node.id).top() >= 300, node.id.c_str());
    }

    void nodesWithoutPlacesGoBesideWhatFeedsThem()
    {
        Project project = unplaced({"a", "b", "c", "d"});
        project.graph.nodes.push_back({.id = "alone", .type = "vector"});
        project.view.nodes = {{"a", {.x = 80, .y = 400}}, {"loss", {.x = 2000, .y = 800}}};
        const auto before = project.view.nodes;
        placeNodes(project);
        QCOMPARE(project.view.nodes.at("a"), before.at("a")); // what has a place keeps it
        QCOMPARE(project.view.nodes.at("loss"), before.at("loss"));
        for (const auto& [feeder, id] : {std::pair("a", "b"), {"b", "c"}, {"c", "d"}}) {
            QCOMPARE(rectOf(project, id).top(), rectOf(project, feeder).top());
            QCOMPARE(rectOf(project, id).left(), rectOf(project, feeder).right() + 40);
        }
        QCOMPARE(rectOf(project, "label").right(), 2000 - 40); // before what it feeds
        QVERIFY(rectOf(project, "alone").top() >= rectOf(project, "loss").bottom() + 36);
        QCOMPARE(covered(project), "");
    }

    void whatIsThereAlreadyIsNotCovered()
    {
        Project project = unplaced({"a", "b", "c"});
        project.graph.nodes.push_back({.id = "second", .type = "dense", .inputs = {{"x", {"a", "y"}}}});
        project.view.notes = {{.text = "Read me", .x = 100, .y = 100, .width = 200, .height = 100}};
        project.view.nodes = {{"a", {}}, {"b", {.x = 200, .y = -20}}, {"c", {.x = 1e300, .y = 1e300}}};
        placeNodes(project);
        QCOMPARE(rectOf(project, "second").left(), rectOf(project, "a").right() + 40);
        QVERIFY(rectOf(project, "second").top() >= rectOf(project, "b").bottom() + 20);
        QVERIFY(rectOf(project, "second").top() >= 200); // below the note
        QVERIFY(project.view.nodes.contains("loss")); // beside one that is infinitely far
    }

    void layingOutIsWorkInProportionToTheNodes()
    {
        const auto workOf = [](Drawing drawing) { return countedWork([&] { drawing.layOut(); }); };
        const int64_t few = workOf(residuals(250)), many = workOf(residuals(2'000));
        QVERIFY2(few > 0 && many < 14 * few, qPrintable(QString("chains: %1, %2").arg(few).arg(many)));
        const int64_t fewWired = workOf(randomGraph(1, 1'250, 1'625)),
                      manyWired = workOf(randomGraph(1, 10'000, 13'000));
        QVERIFY2(manyWired < 14 * fewWired, qPrintable(QString("random wires: %1, %2").arg(fewWired).arg(manyWired)));
    }
};

QTEST_GUILESS_MAIN(TestArrange)
#include "tst_arrange.moc"
