#include "engine/train/preflight/check_project.h"
#include "tests/support/small_projects.h"

#include <QTest>

#include <algorithm>

using namespace weft;

namespace {

Graph withPicture(std::vector<GraphNode> more)
{
    Graph graph;
    graph.nodes = {node("picture", "image", {{"channels", int64_t(2)}, {"height", int64_t(8)}, {"width", int64_t(8)}})};
    std::ranges::move(more, std::back_inserter(graph.nodes));
    return graph;
}

} // namespace

class TestDiagnostics : public QObject {
    Q_OBJECT

private slots:
    void codesTellWhatIsWrong_data() // the window offers repairs by them
    {
        QTest::addColumn<Graph>("graph");
        QTest::addColumn<DiagnosticCode>("code");
        const auto row = [](const char* name, std::vector<GraphNode> nodes, DiagnosticCode code) {
            QTest::newRow(name) << withPicture(std::move(nodes)) << code;
        };
        row("no loss", {}, DiagnosticCode::noLoss);
        row("from a node that is not there", {node("act", "relu", {}, {"x=gone.y"})}, DiagnosticCode::deadWire);
        row("from an output that is not there", {node("act", "relu", {}, {"x=picture.z"})}, DiagnosticCode::deadWire);
        row("to an input that is not there", {node("act", "relu", {}, {"q=picture.y"})}, DiagnosticCode::deadWire);
        row("pad is not used",
            {node("conv", "conv2d", {{"padding", "same"}, {"pad", std::vector<int64_t> {1}}}, {"x=picture.y"})},
            DiagnosticCode::padUnused);
        row("shapes differ",
            {node("conv", "conv2d", {{"filters", int64_t(3)}}, {"x=picture.y"}),
             node("sum", "add", {}, {"x=conv.y", "x=picture.y"})},
            DiagnosticCode::shapesDiffer);
        GraphNode bypassed = node("picture", "image");
        bypassed.bypassed = true;
        QTest::newRow("cannot be bypassed") << Graph {.nodes = {bypassed}} << DiagnosticCode::cannotBypass;
        row("not flat",
            {node("whole", "reduce", {{"axes", std::vector<int64_t> {1, 2, 3}}}, {"x=picture.y"}),
             node("d", "dense", {}, {"x=whole.y"})},
            DiagnosticCode::notFlat);
    }
    void codesTellWhatIsWrong()
    {
        QFETCH(Graph, graph);
        QFETCH(DiagnosticCode, code);
        std::string said;
        for (const Diagnostic& one : check(graph).diagnostics)
            said += one.text + "\n";
        QVERIFY2(std::ranges::count(check(graph).diagnostics, code, &Diagnostic::code) == 1, said.c_str());
    }
    void aMissingLossIsSaidOnceAndIsAnError()
    {
        Project project = spirals();
        std::erase_if(project.graph.nodes, [](const GraphNode& one) { return one.type == "cross_entropy"; });
        const GraphReport report = checkProject(project);
        QCOMPARE(std::ranges::count(report.diagnostics, DiagnosticCode::noLoss, &Diagnostic::code), 1);
        const auto missing = std::ranges::find(report.diagnostics, DiagnosticCode::noLoss, &Diagnostic::code);
        QCOMPARE(missing->severity, Severity::error);
    }
};

QTEST_APPLESS_MAIN(TestDiagnostics)
#include "tst_diagnostics.moc"
