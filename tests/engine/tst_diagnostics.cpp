#include "engine/backends/load.h"
#include "engine/train/preflight/check_project.h"
#include "engine/train/preflight/forecast.h"
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

    void settingsThatCannotBeUsedAreErrors_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<QByteArray>("weights");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, double rate, const char* weights, const char* says) {
            QTest::newRow(name) << rate << QByteArray(weights) << QString(says);
        };
        row("sound", 0.01, "", "");
        row("the largest rate", 3.4e38, "", "");
        row("a rate beyond f32", 1e308, "", "training.learning_rate is 1e+308; it must be between 0 and 3.4028");
        row("weights", 0.01, "start/net.safetensors", "");
        row("a model", 0.01, "${WEFT_DATA}/onnx/net.onnx", "");
        row("weights of another ending", 0.01, "cache/3f2a", ""); // read as safetensors, whatever they are called
        row("a file of the system", 0.01, "/etc/passwd", "The training cannot begin with \"/etc/passwd\"");
        row("elsewhere", 0.01, "/home/net.safetensors", "name a .safetensors or .onnx file beside the project");
        row("above", 0.01, "../net.onnx", "The training cannot begin with \"../net.onnx\"");
        row("two dots in a name", 0.01, "net..2.onnx", "");
    }
    void settingsThatCannotBeUsedAreErrors()
    {
        QFETCH(double, rate);
        QFETCH(QByteArray, weights);
        QFETCH(QString, says);
        Project project = spirals();
        project.training.learningRate = rate;
        project.training.weights = weights.toStdString();
        QString said;
        for (const Diagnostic& one : checkProject(project).diagnostics)
            said += one.severity == Severity::error ? QString::fromStdString(one.text) : QString();
        QVERIFY2(says.isEmpty() ? said.isEmpty() : said.contains(says), qPrintable(said));
    }

    void namesLikeKnownOnesAreAskedAfter()
    {
        Project project = spirals();
        project.data.sources.push_back({.format = "cssv"});
        project.data.transforms = {{.kind = "normalise"}, {.kind = "polish"}};
        QString said;
        for (const Diagnostic& one : checkProject(project).diagnostics)
            said += QString::fromStdString(one.text) + '\n';
        for (const char* sentence : {"Source 2 (cssv): this format is not known; did you mean \"csv\"?\n",
                                     "Transform 1 (normalise): this step is not known; did you mean \"normalize\"?\n",
                                     "Transform 2 (polish): this step is not known.\n"})
            QVERIFY2(said.contains(sentence), qPrintable(said));
    }

    void moreMemoryThanThereIsIsWarnedOf()
    {
        const std::unique_ptr<Backend> cpu = loadBackend("cpu");
        QVERIFY(!memoryShortage({.weights = 1000}, *cpu));
        const std::optional<Diagnostic> shortage = memoryShortage({.arena = size_t(20) << 40}, *cpu);
        QVERIFY(shortage.has_value());
        QCOMPARE(shortage->severity, Severity::warning);
        QVERIFY2(shortage->text.starts_with("Training takes about 20480 GiB, but cpu has "), shortage->text.c_str());
    }
};

QTEST_APPLESS_MAIN(TestDiagnostics)
#include "tst_diagnostics.moc"
