#include "engine/compiler/check.h"

#include <string_view>
#include <unordered_map>

namespace weft {

namespace {

double flopsOf(const Node& node, const Program& program)
{
    if (node.op->flops != nullptr)
        return node.op->flops(node, program);
    return double(program.values[size_t(node.out[0])].shape.elements());
}

void addHints(const Lowered& lowered, const Graph& graph, Diagnostics& diagnostics)
{
    if (graph.nodes.empty()) {
        diagnostics.push_back({Severity::hint, "", "", "The project has no layers yet."});
        return;
    }
    if (lowered.losses.empty() && !hasErrors(lowered.diagnostics))
        diagnostics.push_back(
            {.severity = Severity::warning,
             .text = "There is no loss, so the network can compute but not learn; add one, such as Cross-entropy.",
             .code = DiagnosticCode::noLoss});
}

} // namespace

GraphReport check(const Graph& graph)
{
    Program program;
    Builder builder(program);
    const Lowered lowered = lower(builder, graph, {.batch = 1, .training = true});
    GraphReport report;
    report.diagnostics = lowered.diagnostics;
    addHints(lowered, graph, report.diagnostics);

    std::unordered_map<std::string_view, NodeReport*> byPath;
    report.nodes.reserve(lowered.nodes.size());
    for (const LoweredNode& node : lowered.nodes) {
        report.nodes.push_back({.path = node.path, .type = node.type, .outputs = node.outputs});
        byPath[node.path] = &report.nodes.back();
    }
    std::vector<NodeReport*> owners;
    for (const std::string& origin : program.origins)
        owners.push_back(byPath[origin]);
    const auto at = [&](int origin) { return origin < 0 ? nullptr : owners[size_t(origin)]; };
    for (const Node& node : program.nodes) {
        const double flops = flopsOf(node, program);
        report.flops += flops;
        if (NodeReport* owner = at(node.origin)) {
            owner->flops += flops;
            for (const int value : node.out)
                owner->activationBytes += node.op->isView ? 0 : program.values[size_t(value)].bytes();
        }
    }
    for (const StateVariable& state : program.states) {
        if (state.kind != StateKind::weight)
            continue;
        const int64_t count = program.values[size_t(state.value)].shape.elements();
        report.parameters += count;
        report.trainable += state.trainable ? count : 0;
        if (NodeReport* owner = at(state.origin))
            owner->parameters += count;
    }
    return report;
}

} // namespace weft
