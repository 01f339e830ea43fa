#include "engine/compiler/check.h"
#include "engine/compiler/unfold.h"
#include "engine/graph/check_settings.h"
#include "engine/graph/document.h"
#include "engine/graph/read_project.h"
#include "engine/graph/set_setting.h"
#include "engine/graph/variables/expression.h"
#include "engine/graph/variables/variables.h"
#include "engine/graph/write_project.h"
#include "engine/support/error.h"
#include "tests/support/command_test.h"
#include "tests/support/small_projects.h"

#include <QTest>

#include <algorithm>

using namespace weft;

namespace {

double numberOf(std::string_view expression, const Params& variables = {})
{
    const Variables known(variables);
    return evaluate(expression, [&](std::string_view name) { return known.value(name); });
}

QByteArray errorOf(const auto& what)
{
    try {
        what();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

QByteArray said(const Diagnostics& diagnostics)
{
    QByteArray all;
    for (const Diagnostic& one : diagnostics)
        if (one.severity == Severity::error)
            all += QByteArray::fromStdString(one.node + "." + one.port + ": " + one.text + "\n");
    return all;
}

// features → dense of "width" → a block with a dense of "width * 2" → dense
Project expressed()
{
    Project project;
    project.graph.variables = {{"width", int64_t(6)}, {"half", "width / 2"}, {"rate", 0.25}};
    project.graph.nodes = {node("x", "features", {{"count", int64_t(4)}}),
                           node("first", "dense", {{"units", "width"}}, {"x=x.y"}),
                           node("drop", "dropout", {{"rate", "rate / 2"}}, {"x=first.y"}),
                           {.id = "part", .type = "block", .block = "widen", .inputs = {{"x", {"drop", "y"}}}},
                           {.id = "other",
                            .type = "block",
                            .block = "widen",
                            .params = {{"size", "half + 1"}},
                            .inputs = {{"x", {"part", "y"}}}}};
    project.graph.blocks = {{.name = "widen",
                             .inputs = {{.id = "x"}},
                             .outputs = {{.id = "y", .from = PortRef {"inner", "y"}}},
                             .params = {{.id = "size", .node = "inner", .param = "units", .value = "width * 2"}},
                             .nodes = {node("inner", "dense", {}, {"x=in.x"})}}};
    return project;
}

int64_t unitsOf(const GraphReport& report, const std::string& path)
{
    const auto found = std::ranges::find(report.nodes, path, &NodeReport::path);
    return found == report.nodes.end() || found->outputs.empty() ? -1 : found->outputs[0].shape.elements();
}

} // namespace

class TestVariables : public CommandTest {
    Q_OBJECT
private slots:
    void expressionsComeToNumbers_data()
    {
        QTest::addColumn<double>("number");
        const auto row = [](const char* text, double number) { QTest::newRow(text) << number; };
        row("width", 64);
        row(" width * 2 ", 128);
        row("-width^2", -4096);
        row("2^3^2", 512);
        row("2**3", 8);
        row("(width + 2) / 3", 22);
        row("1 - -rate", 1.5);
        row("64k", 64000);
        row("1.5M", 1.5e6);
        row("2e3 + .5", 2000.5);
        row("round(width / 3)", 21);
        row("ceil(width / 3) + floor(0.9)", 22);
        row("min(width, 5) + max(1, 2)", 7);
        row("round2 + k", 10);
        row("宽 * 2", 14);
        row("half", 32);
    }
    void expressionsComeToNumbers()
    {
        QFETCH(double, number);
        const Params variables = {{"width", int64_t(64)}, {"rate", 0.5},      {"round2", int64_t(3)},
                                  {"k", int64_t(7)},      {"宽", int64_t(7)}, {"half", "width / 2"}};
        QCOMPARE(numberOf(QTest::currentDataTag(), variables), number);
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* text, const char* says) { QTest::newRow(text) << QByteArray(says); };
        row("widht", "There is no variable \"widht\"; did you mean \"width\"?");
        row("colour", "There is no variable \"colour\"; add it to the project, or write a number.");
        row("width /", "\"width /\" ends too early; a number, a variable or a parenthesis is missing.");
        row("", "\"\" ends too early; a number, a variable or a parenthesis is missing.");
        row("(width", "\"(width\" ends too early; a number, a variable or a parenthesis is missing.");
        row("width width",
            "\"width width\" cannot be read at \"width\"; write numbers, variables, + - * / ^ and parentheses.");
        row("3width", "\"3width\" cannot be read at \"width\"; write numbers, variables, + - * / ^ and parentheses.");
        row("width = 3", "\"width = 3\" cannot be read at \"=\"; write numbers, variables, + - * / ^ and parentheses.");
        row("width / (2 - 2)", "\"width / (2 - 2)\" divides by zero; change a variable, or the expression.");
        row("10^400", "\"10^400\" comes to no number that can be written; change a variable, or the expression.");
        row("1e400", "\"1e400\" comes to no number that can be written; change a variable, or the expression.");
        row("(0-1)^0.5", "\"(0-1)^0.5\" comes to no number that can be written; change a variable, or the expression.");
        row("sqrt(2)", "There is no function sqrt; there are round, floor, ceil, min, max.");
        row("a", "The variable \"a\" has no value: it runs in a circle: a → b → a; write a number for one of them.");
        row("behind", "The variable \"behind\" has no value: what it is made of runs in a circle; mend that first.");
        row("yes", "The variable \"yes\" has no value: it is neither a number nor an expression; give it a number.");
        row("after", "The variable \"yes\" has no value: it is neither a number nor an expression; give it a number.");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, says);
        const Params variables = {{"width", int64_t(64)}, {"a", "b"},    {"b", "a + 1"},
                                  {"behind", "a * 2"},    {"yes", true}, {"after", "yes + 1"}};
        QByteArray found = errorOf([&] { numberOf(QTest::currentDataTag(), variables); });
        found.replace("b → a → b", "a → b → a"); // whichever it begins with
        QCOMPARE(found, says);
    }

    void longAndDeepOnesAreRefused()
    {
        const auto nested = [](int depth) {
            return std::string(size_t(depth), '(') + "1" + std::string(size_t(depth), ')');
        };
        QCOMPARE(numberOf(nested(20)), 1.0);
        QVERIFY(errorOf([&] { numberOf(nested(40)); }).contains("nested too deeply"));
        QVERIFY(errorOf([&] { numberOf(std::string(100, '-') + "1"); }).contains("nested too deeply"));
        QVERIFY(errorOf([&] { numberOf(std::string(300, '1')); }).contains("at most 200 characters"));
    }

    // Each is worked out once, and none by calls within one another.
    void manyVariablesAreQuick()
    {
        Params chain = {{"v0000", 1.0}};
        for (int i = 1; i < 1000; ++i) {
            const auto name = [](int number) { return QString("v%1").arg(number, 4, 10, QChar('0')).toStdString(); };
            chain[name(i)] = "(" + name(i - 1) + " + " + name(i - 1) + ") / 2";
        }
        QCOMPARE(Variables(chain).value("v0999"), 1.0);
        chain["v0000"] = "v0999";
        QVERIFY(errorOf([&] { Variables(chain).value("v0500"); }).contains("it runs in a circle"));
    }

    void namesAreFoundAndRenamed()
    {
        QCOMPARE(withRenamed("width*2 + round(width) - widths + 64k", "width", "w"),
                 std::string("w*2 + round(w) - widths + 64k"));
        QCOMPARE(withRenamed("round(1) + round", "round", "r"), std::string("round(1) + r"));
        QCOMPARE(variablesIn("a + min(b, 2e3) * a").size(), size_t(3));
        QVERIFY(isVariableName("width_2") && isVariableName("宽"));
        QVERIFY(!isVariableName("2width") && !isVariableName("") && !isVariableName("a b") && !isVariableName("a-b"));
        const Params needed = variablesFor(expressed().graph.variables, {"half", "none"});
        QCOMPARE(needed.size(), size_t(2));
    }

    void nodesAndBlocksTakeThem()
    {
        Project project = expressed();
        GraphReport report = check(project.graph);
        QCOMPARE(said(report.diagnostics), QByteArray());
        QCOMPARE(unitsOf(report, "first"), 6);
        QCOMPARE(unitsOf(report, "part/inner"), 12);
        QCOMPARE(unitsOf(report, "other/inner"), 4);
        project.graph.variables["width"] = int64_t(10);
        report = check(project.graph);
        QCOMPARE(unitsOf(report, "part/inner"), 20);
        QCOMPARE(unitsOf(report, "other/inner"), 6);

        Program program;
        Builder builder(program);
        std::vector<UnfoldedLayer> layers; // what exports read
        lower(builder, project.graph, {}, layers);
        const auto drop = std::ranges::find(layers, "drop", &UnfoldedLayer::path);
        QCOMPARE(std::get<double>(drop->params.at("rate")), 0.125);
    }

    void sizesTakeOneOrSeveral()
    {
        Project project;
        project.graph.variables = {{"k", int64_t(3)}};
        project.graph.nodes = {
            node("x", "image", {{"channels", int64_t(1)}, {"height", int64_t(9)}, {"width", int64_t(9)}}),
            node("conv", "conv2d", {{"filters", "k"}, {"kernel", "k, max(k, 5)"}}, {"x=x.y"})};
        GraphReport report = check(project.graph);
        QCOMPARE(said(report.diagnostics), QByteArray());
        const std::string shape = toString(report.nodes[1].outputs[0].shape);
        project.graph.nodes[1].params = {{"filters", int64_t(3)}, {"kernel", std::vector<int64_t> {3, 5}}};
        report = check(project.graph);
        QCOMPARE(shape, toString(report.nodes[1].outputs[0].shape));
        project.graph.nodes[1].params = {{"kernel", "k, k, k, k"}};
        QVERIFY(said(check(project.graph).diagnostics).contains("\"kernel\" takes 1 to 2 numbers, not 4"));
        project.graph.nodes[1].params = {{"kernel", "k,"}};
        QVERIFY(said(check(project.graph).diagnostics).contains("ends too early"));
    }

    void mistakesAreSaidAtTheNode_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("unknown") << QByteArray("widht")
                                 << QByteArray("first.units: There is no variable \"widht\"; did you mean \"width\"?");
        QTest::newRow("zero") << QByteArray("1 / (width - 6)")
                              << QByteArray("first.units: \"1 / (width - 6)\" divides by zero");
        QTest::newRow("no whole number") << QByteArray("width / 4")
                                         << QByteArray(
                                                "first.units: \"width / 4\" comes to 1.5, but \"units\" takes a whole "
                                                "number; change a variable, or write round(…).");
        QTest::newRow("huge") << QByteArray("width^200") << QByteArray("first.units: \"width^200\" comes to 4.2");
        QTest::newRow("out of range") << QByteArray(
            "0 - width") << QByteArray("first.units: \"units\" takes a whole number from 1 to 1e+09, not -6.");
        QTest::newRow("circle") << QByteArray("a")
                                << QByteArray("first.units: The variable \"a\" has no value: it runs");
    }
    void mistakesAreSaidAtTheNode()
    {
        QFETCH(QByteArray, expression);
        QFETCH(QByteArray, says);
        Project project = expressed();
        project.graph.variables["a"] = "a";
        project.graph.nodes[1].params["units"] = expression.toStdString();
        const QByteArray text = said(check(project.graph).diagnostics);
        QVERIFY2(text.contains(says), text);
    }

    void textsStayTexts()
    {
        Project project;
        project.graph.variables = {{"x", int64_t(3)}};
        project.graph.nodes = {node("in", "features", {{"count", int64_t(2)}}),
                               node("bend", "expression", {{"formula", "x * 2"}}, {"x=in.y"})};
        QCOMPARE(said(check(project.graph).diagnostics), QByteArray());
        QCOMPARE(unitsOf(check(project.graph), "bend"), 2);
    }

    void aVariableWithoutAValueIsAProblemOfTheProject()
    {
        Project project = expressed();
        QCOMPARE(said(checkSettings(project)), QByteArray());
        project.graph.variables["half"] = "witdh / 2";
        project.graph.variables["a b"] = int64_t(1);
        QCOMPARE(
            said(checkSettings(project)),
            QByteArray(".variables.a b: The variable \"a b\" has no value: its name is to have letters, digits and "
                       "_, and to begin with a letter.\n"
                       ".variables.half: The variable \"half\" has no value: There is no variable \"witdh\"; did "
                       "you mean \"width\"?\n"));
    }

    void theFileKeepsThem()
    {
        const Project project = expressed();
        const std::string text = writeProject(project);
        const char* const head =
            "\"variables\": { \"half\": \"width / 2\", \"rate\": 0.25, \"width\": 6 },\n  \"graph\"";
        QVERIFY2(text.find(head) != std::string::npos, text.substr(0, 300).c_str());
        QVERIFY(text.find("\"units\": \"width\"") != std::string::npos);
        QVERIFY(readProject(text) == project);
        QCOMPARE(writeProject(readProject(text)), text);
        const std::string odd =
            "{\"weft\": 1, \"variables\": {\"a\": [1.5], \"b\": true, \"c c\": \"((\"}, \"graph\": {}}";
        QCOMPARE(Document::fromText(odd).text(), odd);
        QCOMPARE(writeProject(readProject(writeProject(readProject(odd)))), writeProject(readProject(odd)));
        QCOMPARE(writeProject(Project {}).find("variables"), std::string::npos);
        std::string many = "{\"weft\": 1, \"variables\": {";
        for (int i = 0; i < 1001; ++i)
            many += (i > 0 ? ", \"v" : "\"v") + std::to_string(i) + "\": 1";
        QCOMPARE(errorOf([&] { readProject(many + "}}"); }), QByteArray("variables: more than 1000 variables."));
        QCOMPARE(errorOf([] { readProject("{\"weft\": 1, \"variables\": [3]}"); }),
                 QByteArray("variables: expected an object, found a list."));
    }

    void oneIsSetByItsName()
    {
        Project project = expressed();
        setSetting(project, "variables.width", "128");
        setSetting(project, "variables.rate", "half / 1000");
        QCOMPARE(Variables(project.graph.variables).value("half"), 64.0);
        QCOMPARE(Variables(project.graph.variables).value("rate"), 0.064);
        QCOMPARE(errorOf([&] { setSetting(project, "variables.widht", "1"); }),
                 QByteArray("\"variables.widht\": there is no such setting; there are half, rate, width."));
        QVERIFY(errorOf([&] { setSetting(project, "variables", "1"); }).contains("there is no such setting"));
    }

    void theCommandLineTakesThem()
    {
        Project project = spirals();
        project.graph.variables = {{"width", int64_t(8)}};
        for (GraphNode& each : project.graph.nodes) {
            if (each.type == "dense" && each.id != "scores")
                each.params["units"] = "width * 2";
        }
        project.training.epochs = 1;
        const QString file = write("variables.weft", project);
        const Said plain = runWeft({"check", file, "--json"});
        QVERIFY2(plain.code == 0, qPrintable(plain.out + plain.err));
        const Said wide = runWeft({"check", file, "--json", "--set", "variables.width=20"});
        QCOMPARE(wide.code, 0);
        QVERIFY(plain.out != wide.out);
        const Said trained = runWeft({"train", file, "--set", "variables.width=20", "--no-run-folder"});
        QVERIFY2(trained.code == 0, qPrintable(trained.out + trained.err));
        const Said wrong = runWeft({"check", file, "--set", "variables.width=width"});
        QCOMPARE(wrong.code, 1);
        QVERIFY2((wrong.out + wrong.err).contains("it runs in a circle"), qPrintable(wrong.out + wrong.err));
    }
};

QTEST_APPLESS_MAIN(TestVariables)
#include "tst_variables.moc"
