#include "engine/compiler/check.h"
#include "engine/compiler/lower.h"

#include <QTest>

using namespace weft;

namespace {

GraphNode node(const std::string& id, const std::string& type, std::vector<Input> inputs = {}, Params params = {})
{
    return {.id = id, .type = type, .params = std::move(params), .inputs = std::move(inputs)};
}

Input wire(const std::string& port, const std::string& from)
{
    const size_t dot = from.find('.');
    return {port, {from.substr(0, dot), from.substr(dot + 1)}};
}

// 4 features → 8 → 3 classes.
Graph classifier()
{
    return {.nodes = {node("x", "features", {}, {{"count", int64_t(4)}}),
                      node("hidden", "dense", {wire("x", "x.y")}, {{"units", int64_t(8)}}),
                      node("act", "relu", {wire("x", "hidden.y")}),
                      node("scores", "dense", {wire("x", "act.y")}, {{"units", int64_t(3)}}),
                      node("truth", "label", {}, {{"classes", int64_t(3)}}),
                      node("loss", "cross_entropy", {wire("x", "scores.y"), wire("target", "truth.y")}),
                      node("right", "accuracy", {wire("x", "scores.y"), wire("target", "truth.y")})}};
}

GraphNode& at(Graph& graph, const std::string& id)
{
    return *std::ranges::find(graph.nodes, id, &GraphNode::id);
}

QByteArray said(const Diagnostics& diagnostics)
{
    QByteArray all;
    for (const Diagnostic& one : diagnostics)
        all += QByteArray::fromStdString(one.node + "." + one.port + ": " + one.text + "\n");
    return all;
}

Lowered lowered(const Graph& graph, Program& program)
{
    Builder builder(program);
    return lower(builder, graph, {.batch = 5, .training = true});
}

} // namespace

class TestLower : public QObject {
    Q_OBJECT
private slots:
    void aChainOfLayersHasShapesAndCosts()
    {
        const GraphReport report = check(classifier());
        QVERIFY2(report.diagnostics.empty(), said(report.diagnostics));
        QCOMPARE(report.parameters, int64_t(4 * 8 + 8 + 8 * 3 + 3));
        QCOMPARE(report.trainable, report.parameters);
        const auto hidden = std::ranges::find(report.nodes, "hidden", &NodeReport::path);
        QCOMPARE(hidden->outputs[0].shape.elements(), int64_t(8));
        QVERIFY(hidden->flops >= 2 * 4 * 8);
    }
    void programsAreSound()
    {
        Program program;
        const Lowered result = lowered(classifier(), program);
        QCOMPARE(result.losses.size(), size_t(1));
        QCOMPARE(result.metrics.size(), size_t(1));
        QCOMPARE(result.feeds.size(), size_t(2));
        QCOMPARE(QString::fromStdString(verify(program)), QString());
    }
    void mistakesAreSaidAtTheirNode_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<int>("which");
        const std::vector<QByteArray> all = {
            "act.x: It is wired to \"nowhere\", which is not there.",
            "act.x: \"hidden\" has no output \"z\".",
            "loss.target: Wire something to \"target\"",
            "hidden.: This version does not know the layer \"quantum\"",
            "hidden.units: \"units\" takes a whole number from 1",
            "hidden.: The wires run in a circle: hidden → act → hidden; a network computes forwards only.",
            "hidden.: Two nodes have the id \"hidden\"",
            "act.q: There is no input \"q\" here.",
            "part.block: There is no block \"lost\"",
            "scores.shares: It shares the weights of \"ghost\"",
            "loss.target: Scores 1×3 need labels",
            "hidden.: This version does not know the layer \"denze\"; did you mean \"dense\"? It is kept as it is.",
            "hidden.unit: There is no parameter \"unit\" here; did you mean \"units\"? It is kept but does nothing.",
            "loss.x: The wires of \"x\" and \"target\" are swapped",
        };
        for (int i = 0; i < int(all.size()); ++i)
            QTest::addRow("%d", i) << all[size_t(i)] << i;
    }
    void mistakesAreSaidAtTheirNode()
    {
        QFETCH(QByteArray, says);
        QFETCH(int, which);
        Graph graph = classifier();
        switch (which) {
        case 0:
            at(graph, "act").inputs = {wire("x", "nowhere.y")};
            break;
        case 1:
            at(graph, "act").inputs = {wire("x", "hidden.z")};
            break;
        case 2:
            at(graph, "loss").inputs.pop_back();
            break;
        case 3:
            at(graph, "hidden").type = "quantum";
            break;
        case 4:
            at(graph, "hidden").params["units"] = int64_t(0);
            break;
        case 5:
            at(graph, "hidden").inputs = {wire("x", "act.y")};
            break;
        case 6:
            graph.nodes.push_back(at(graph, "hidden"));
            break;
        case 7:
            at(graph, "act").inputs.push_back(wire("q", "x.y"));
            break;
        case 8:
            graph.nodes.push_back({.id = "part", .type = "block", .block = "lost"});
            break;
        case 9:
            at(graph, "scores").shares = "ghost";
            break;
        case 10:
            at(graph, "truth").params["shape"] = std::vector<int64_t> {7};
            break;
        case 11:
            at(graph, "hidden").type = "denze";
            break;
        case 12:
            at(graph, "hidden").params["unit"] = int64_t(8);
            break;
        case 13:
            at(graph, "loss").inputs = {wire("x", "truth.y"), wire("target", "scores.y")};
            break;
        }
        const QByteArray text = said(check(graph).diagnostics);
        QVERIFY2(text.contains(says), text);
    }
    void notAllClassesOfALabelNeedScores() // it is made for at most so many; what the data has is for the run to say
    {
        Graph graph = classifier();
        at(graph, "truth").params.erase("classes");
        QVERIFY2(check(graph).diagnostics.empty(), said(check(graph).diagnostics));
    }
    void eachCircleIsSaidOnce()
    {
        Graph graph = classifier();
        at(graph, "hidden").inputs = {wire("x", "hidden.y")}; // the nodes behind it are in none
        QByteArray text = said(check(graph).diagnostics);
        QCOMPARE(text.count("circle"), 1);
        QVERIFY2(text.contains("hidden.: The wires run in a circle: hidden → hidden;"), text);
        graph.nodes.push_back(node("a", "add", {wire("x", "b.y"), wire("x", "scores.y")}));
        graph.nodes.push_back(node("b", "relu", {wire("x", "c.y")}));
        graph.nodes.push_back(node("c", "relu", {wire("x", "a.y")}));
        text = said(check(graph).diagnostics);
        QCOMPARE(text.count("circle"), 2);
        QVERIFY2(text.contains("a.: The wires run in a circle: a → c → b → a;"), text);
    }
    void aLongCircleIsSaidInPart()
    {
        Graph graph = classifier();
        for (int i = 0; i < 1000; ++i)
            graph.nodes.push_back(
                node("r" + std::to_string(i), "relu", {wire("x", "r" + std::to_string((i + 999) % 1000) + ".y")}));
        const QByteArray text = said(check(graph).diagnostics);
        QCOMPARE(text.count("circle"), 1);
        QVERIFY2(text.contains("r0 → r1 → r2 → r3 → r4 → r5 → r6 → r7 → … → r0;"), text);
    }
    void repeatedBlocksHaveWeightsOfTheirOwn()
    {
        Graph graph = classifier();
        graph.blocks = {
            {.name = "layer",
             .inputs = {{"x"}},
             .outputs = {{"y", PortRef {"act", "y"}}},
             .params = {{"width", "dense", "units", ParamValue(int64_t(16))}},
             .nodes = {node("dense", "dense", {wire("x", "in.x")}), node("act", "relu", {wire("x", "dense.y")})}}};
        at(graph,
           "hidden") = {.id = "hidden", .type = "block", .block = "layer", .repeat = 3, .inputs = {wire("x", "x.y")}};
        Program program;
        const Lowered result = lowered(graph, program);
        QVERIFY2(result.diagnostics.empty(), said(result.diagnostics));
        QStringList names;
        for (const StateVariable& state : program.states)
            names << QString::fromStdString(state.name);
        QVERIFY2(names.contains("hidden/3/dense.weight"), qPrintable(names.join(' ')));
        QCOMPARE(names.size(), 8);
        QCOMPARE(check(graph).parameters, int64_t(4 * 16 + 16 + 2 * (16 * 16 + 16) + 16 * 3 + 3));
    }
    void aBlockInItselfIsRefused()
    {
        Graph graph = classifier();
        graph.blocks = {{.name = "loop",
                         .inputs = {{"x"}},
                         .outputs = {{"y", PortRef {"again", "y"}}},
                         .nodes = {{.id = "again", .type = "block", .block = "loop", .inputs = {wire("x", "in.x")}}}}};
        at(graph, "act") = {.id = "act", .type = "block", .block = "loop", .inputs = {wire("x", "hidden.y")}};
        QVERIFY(said(check(graph).diagnostics).contains("contains itself"));
    }
    void emptyBlocksInBlocksEndAtTheLimit() // each copy counts, also of what has no nodes
    {
        Graph graph = classifier();
        graph.blocks.push_back(
            {.name = "b0", .inputs = {{"x"}}, .outputs = {{.id = "y", .from = PortRef {"in", "x"}}}});
        const auto around = [](const std::string& id, int level, PortRef from) {
            return GraphNode {.id = id,
                              .type = "block",
                              .block = "b" + std::to_string(level),
                              .repeat = 10'000,
                              .inputs = {{"x", std::move(from)}}};
        };
        for (int i = 1; i < 12; ++i)
            graph.blocks.push_back({.name = "b" + std::to_string(i),
                                    .inputs = {{"x"}},
                                    .outputs = {{.id = "y", .from = PortRef {"v", "y"}}},
                                    .nodes = {around("v", i - 1, {"in", "x"})}});
        graph.nodes.push_back(around("all", 11, {"x", "y"}));
        Program program;
        Builder builder(program);
        const Lowered lowered = lower(builder, graph, {});
        QCOMPARE(lowered.diagnostics.size(), size_t(1));
        QCOMPARE(lowered.diagnostics[0].text,
                 std::string("The blocks unfold to more than 100,000 nodes; repeat them less."));
        QVERIFY(lowered.diagnostics[0].node.starts_with("all/1/v/1/"));
    }
    void sharedWeightsAreCountedOnce()
    {
        Graph graph = classifier();
        at(graph, "hidden").params["units"] = int64_t(4);
        graph.nodes.push_back(node("twin", "dense", {wire("x", "act.y")}, {{"units", int64_t(4)}}));
        at(graph, "twin").shares = "hidden";
        at(graph, "scores").inputs = {wire("x", "twin.y")};
        QCOMPARE(check(graph).parameters, int64_t(4 * 4 + 4 + 4 * 3 + 3));
    }
    void bypassedNodesPassTheirInput()
    {
        Graph graph = classifier();
        at(graph, "hidden").bypassed = true;
        const GraphReport report = check(graph);
        QVERIFY2(report.diagnostics.empty(), said(report.diagnostics));
        QCOMPARE(report.parameters, int64_t(4 * 3 + 3));
    }
    void mutedNodesTakeWithThemWhatHangsOnThemAlone()
    {
        Graph graph = classifier();
        at(graph, "right").muted = true;
        Program program;
        const Lowered result = lowered(graph, program);
        QVERIFY2(result.diagnostics.empty(), said(result.diagnostics));
        QVERIFY(result.metrics.empty());
        at(graph, "scores").muted = true;
        Program shorter;
        const Lowered without = lowered(graph, shorter);
        QVERIFY2(!hasErrors(without.diagnostics), said(without.diagnostics));
        QVERIFY(without.losses.empty());
    }
    void frozenBlocksFreezeWhatIsInside()
    {
        Graph graph = classifier();
        at(graph, "hidden").frozen = true;
        const GraphReport report = check(graph);
        QCOMPARE(report.trainable, int64_t(8 * 3 + 3));
    }
};

QTEST_APPLESS_MAIN(TestLower)
#include "tst_lower.moc"
