#include "engine/backends/load.h"
#include "engine/compiler/check.h"
#include "engine/compiler/memory_plan.h"
#include "engine/compiler/passes.h"
#include "engine/train/step_program.h"
#include "tests/support/counted_work.h"
#include "tests/support/small_projects.h"

#include <QTest>

using namespace weft;

namespace {

int64_t workOfChecking(int64_t nodes)
{
    const Graph graph = deepNetwork(nodes);
    return countedWork([&] { check(graph); });
}

int64_t workOfCompiling(int64_t nodes)
{
    Project project = spirals();
    project.graph = deepNetwork(nodes);
    const auto backend = loadBackend("cpu");
    return countedWork([&] {
        Program program = buildStep(project, {.batch = 2}).program;
        optimize(program, *backend);
        planMemory(program, [](int, int) { return false; });
    });
}

} // namespace

// The window checks the graph at every edit, and Train compiles it.
class TestLargeGraphs : public QObject {
    Q_OBJECT

private slots:
    void areCheckedInFull()
    {
        const Graph graph = deepNetwork(2'000, true);
        const GraphReport report = check(graph);
        QCOMPARE(report.nodes.size(), graph.nodes.size());
        const auto units = int64_t(graph.nodes.size() - 5) / 4;
        QCOMPARE(int64_t(report.diagnostics.size()), units);
        QCOMPARE(report.parameters, units * (4 * 4 * 3 * 3 + 4 + 4 + 4) + 4 * 4 + 4);
    }
    void checkingIsWorkInProportionToTheNodes()
    {
        const int64_t few = workOfChecking(500), many = workOfChecking(4'000);
        QVERIFY2(few > 0 && many < 12 * few, qPrintable(QString("%1 for 500, %2 for 4,000").arg(few).arg(many)));
    }
    void compilingIsWorkInProportionToTheNodes()
    {
        const int64_t few = workOfCompiling(250), many = workOfCompiling(1'500);
        QVERIFY2(few > 0 && many < 9 * few, qPrintable(QString("%1 for 250, %2 for 1,500").arg(few).arg(many)));
    }
};

QTEST_APPLESS_MAIN(TestLargeGraphs)
#include "tst_large_graphs.moc"
