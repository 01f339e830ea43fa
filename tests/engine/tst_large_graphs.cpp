#include "engine/backends/load.h"
#include "engine/compiler/check.h"
#include "engine/compiler/memory_plan.h"
#include "engine/compiler/passes.h"
#include "engine/train/step_program.h"
#include "tests/support/small_projects.h"

#include <QTest>

#include <functional>
#include <limits>

#include <time.h>

using namespace weft;

namespace {

// The best of three, of this thread's own time: what else the machine does must not count.
double seconds(const std::function<void()>& work)
{
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 3; ++i) {
        timespec before, after;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
        work();
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
        best = std::min(best, double(after.tv_sec - before.tv_sec) + 1e-9 * double(after.tv_nsec - before.tv_nsec));
    }
    return best;
}

double secondsToCheck(int64_t nodes)
{
    const Graph graph = deepNetwork(nodes);
    return seconds([&] { check(graph); });
}

double secondsToCompile(int64_t nodes)
{
    Project project = spirals();
    project.graph = deepNetwork(nodes);
    const Program program = buildStep(project, {.batch = 2}).program;
    const auto backend = loadBackend("cpu");
    return seconds([&] {
        Program optimized = program;
        optimize(optimized, *backend);
        planMemory(optimized, [](int, int) { return false; });
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
    void checkingTakesTimeInProportionToTheNodes()
    {
        const double times = secondsToCheck(8'000) / secondsToCheck(1'000);
        QVERIFY2(times < 20, qPrintable(QString("8 times the nodes take %1 times as long").arg(times)));
    }
    void compilingTakesTimeInProportionToTheNodes()
    {
        const double times = secondsToCompile(1'500) / secondsToCompile(250);
        QVERIFY2(times < 16, qPrintable(QString("6 times the nodes take %1 times as long").arg(times)));
    }
};

QTEST_APPLESS_MAIN(TestLargeGraphs)
#include "tst_large_graphs.moc"
