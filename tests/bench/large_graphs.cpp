// How long large graphs take to check (at every edit) and to compile (when Train is pressed): milliseconds, the best of
// three. "check": the graph; "project": all that `weft check` asks; "doubtful": with a warning at every fourth node.
// Usage: bench_large_graphs [most nodes to check] [most nodes to compile]
#include "engine/train/preflight/check_project.h"
#include "engine/backends/load.h"
#include "engine/compiler/memory_plan.h"
#include "engine/compiler/passes.h"
#include "engine/train/step_program.h"
#include "tests/support/small_projects.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>

using namespace weft;

namespace {

double milliseconds(const std::function<void()>& work)
{
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 3; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best =
            std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

} // namespace

int main(int count, char** arguments)
{
    const int64_t most = count > 1 ? std::atoll(arguments[1]) : 10'000;
    const int64_t mostCompiled = count > 2 ? std::atoll(arguments[2]) : 2'000;
    const auto backend = loadBackend("cpu");
    std::printf("%8s %10s %10s %10s %10s %10s %10s\n", "nodes", "check", "project", "doubtful", "build", "optimize",
                "plan");
    for (const int64_t nodes : {500, 1'000, 2'000, 5'000, 10'000}) {
        if (nodes > most)
            break;
        Project project = spirals();
        project.graph = deepNetwork(nodes);
        Project doubtful = project;
        doubtful.graph = deepNetwork(nodes, true);
        const double checked = milliseconds([&] { check(project.graph); });
        const double checkedProject = milliseconds([&] { checkProject(project); });
        const double checkedDoubtful = milliseconds([&] { checkProject(doubtful); });
        Program program;
        const double built = milliseconds([&] { program = buildStep(project, {.batch = 32}).program; });
        std::printf("%8lld %10.1f %10.1f %10.1f %10.1f", static_cast<long long>(nodes), checked, checkedProject,
                    checkedDoubtful, built);
        if (nodes <= mostCompiled) {
            Program optimized;
            const double passed = milliseconds([&] {
                optimized = program;
                optimize(optimized, *backend);
            });
            const double planned = milliseconds([&] { planMemory(optimized, [](int, int) { return false; }); });
            std::printf(" %10.1f %10.1f", passed, planned);
        }
        std::printf("\n");
        std::fflush(stdout);
    }
    return 0;
}
