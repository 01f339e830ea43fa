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
            "hidden.: The wires run in a circle",
            "hidden.: Two nodes have the id \"hidden\"",
            "act.q: There is no input \"q\" here.",
            "part.block: There is no block \"lost\"",
            "scores.shares: It shares the weights of \"ghost\"",
            "loss.target: Scores 1×3 need labels",
            "hidden.: This version does not know the layer \"denze\"; did you mean \"dense\"? It is kept as it is.",
            "hidden.unit: There is no parameter \"unit\" here; did you mean \"units\"? It is kept but does nothing.",
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
        }
        const QByteArray text = said(check(graph).diagnostics);
        QVERIFY2(text.contains(says), text);
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
