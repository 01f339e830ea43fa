#include "engine/train/preflight/forecast.h"

#include "engine/backends/load.h"
#include "engine/compiler/memory_plan.h"
#include "engine/compiler/passes.h"
#include "engine/runtime/side_by_side.h"

#include <algorithm>
#include <charconv>

#include <unistd.h>

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

std::optional<Diagnostic> memoryShortage(const MemoryForecast& forecast, Backend& backend)
{
    const std::optional<DeviceFigures> figures = backend.figures();
    const uint64_t there =
        figures ? figures->memoryTotalBytes : uint64_t(sysconf(_SC_PHYS_PAGES)) * uint64_t(sysconf(_SC_PAGESIZE));
    if (there == 0 || forecast.total() <= there)
        return std::nullopt;
    const auto gibibytes = [](uint64_t bytes) {
        char digits[64];
        const auto end = std::to_chars(digits, digits + sizeof digits, double(bytes) / (1 << 30),
                                       std::chars_format::fixed, bytes >> 30 < 100 ? 1 : 0);
        return std::string(digits, end.ptr) + " GiB";
    };
    return Diagnostic {.severity = Severity::warning,
                       .port = "training.batch_size",
                       .text = "Training takes about " + gibibytes(forecast.total()) + ", but " + backend.name()
                           + " has " + gibibytes(there) + " of memory; take a smaller batch, or a smaller network."};
}

MemoryForecast forecastMemory(const Project& project, const std::string& device)
{
    const std::unique_ptr<Backend> backend = loadBackend(device.empty() ? project.training.device : device);
    return forecastMemory(project, *backend);
}

} // namespace weft
