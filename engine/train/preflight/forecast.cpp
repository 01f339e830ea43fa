#include "engine/train/preflight/forecast.h"

#include "engine/backends/load.h"
#include "engine/compiler/memory_plan.h"
#include "engine/compiler/passes.h"
#include "engine/runtime/side_by_side.h"

#include <algorithm>

namespace weft {

MemoryForecast forecastMemory(const Project& project, Backend& backend)
{
    const StepKind kind = project.training.accumulation > 1 ? StepKind::apply : StepKind::train;
    StepProgram step = buildStep(project, {.kind = kind, .batch = project.training.batchSize});
    for (const Diagnostic& diagnostic : step.diagnostics) {
        if (diagnostic.severity == Severity::error)
            throw Error(diagnostic.node + ": " + diagnostic.text);
    }
    Program& program = step.program;
    optimize(program, backend);
    MemoryForecast forecast;
    std::vector<std::unique_ptr<Kernel>> kernels;
    std::vector<size_t> workspaces;
    for (const Node& node : program.nodes) {
        kernels.push_back(node.op->isView ? nullptr : backend.prepare(node, program));
        if (kernels.back() != nullptr)
            workspaces.push_back(kernels.back()->workspaceBytes());
    }
    forecast.workspace = workspaceBytesFor(workspaces, backend.runsSideBySide());
    forecast.arena = planMemory(program, [&](int node, int operand) {
                         return kernels[size_t(node)] != nullptr && kernels[size_t(node)]->mayOverwrite(operand);
                     }).arenaBytes;
    for (const StateVariable& state : program.states) {
        const size_t bytes = program.values[size_t(state.value)].bytes();
        (state.kind == StateKind::weight          ? forecast.weights
             : state.kind == StateKind::statistic ? forecast.statistics
                                                  : forecast.optimizer) += bytes;
    }
    for (const Variable& input : program.inputs)
        forecast.inputs += program.values[size_t(input.value)].bytes();
    return forecast;
}

MemoryForecast forecastMemory(const Project& project, const std::string& device)
{
    const std::unique_ptr<Backend> backend = loadBackend(device.empty() ? project.training.device : device);
    return forecastMemory(project, *backend);
}

} // namespace weft
