#include "engine/runtime/node_profile.h"

#include "engine/ir/op.h"

#include <algorithm>

namespace weft {

namespace {

// Of each of the program's nodes, whether one of these values needs it.
std::vector<char> neededBy(const Program& program, const std::vector<int>& values)
{
    std::vector<char> wanted(program.values.size()), needed(program.nodes.size());
    for (const int value : values)
        wanted[size_t(value)] = 1;
    for (size_t k = program.nodes.size(); k-- > 0;) {
        const Node& node = program.nodes[k];
        if (std::ranges::none_of(node.out, [&](int value) { return wanted[size_t(value)] != 0; }))
            continue;
        needed[k] = 1;
        for (const int value : node.in)
            wanted[size_t(value)] = 1;
    }
    return needed;
}

// What the objective needs is forward; of the rest, what writes the next weights or is for all of them is the update, and
// what else the next states need is backward.
std::vector<NodeProfile::Pass> passesOf(const Program& program)
{
    std::vector<int> objective, next;
    std::vector<char> updated(program.values.size());
    for (const Variable& output : program.outputs) {
        if (output.name == "objective")
            objective.push_back(output.value);
    }
    for (const StateVariable& state : program.states) {
        if (state.next < 0)
            continue;
        next.push_back(state.next);
        updated[size_t(state.next)] = state.kind != StateKind::statistic;
    }
    const std::vector<char> ahead = neededBy(program, objective), back = neededBy(program, next);
    std::vector<NodeProfile::Pass> passes(program.nodes.size(), NodeProfile::forward);
    for (size_t k = 0; k < passes.size(); ++k) {
        const Node& node = program.nodes[k];
        const auto isUpdated = [&](int value) { return updated[size_t(value)] != 0; };
        if (ahead[k] == 0 && back[k] != 0)
            passes[k] = node.origin < 0 || std::ranges::any_of(node.out, isUpdated) ? NodeProfile::update
                                                                                  : NodeProfile::backward;
    }
    return passes;
}

double shareOfRoofline(const NodeProfile& row, const Peak& peak)
{
    const double flops = row.computedBy.tensorCores ? peak.tensorFlops : peak.flops;
    if (flops <= 0 || peak.bytes <= 0)
        return 0;
    return std::max(row.flops / flops, row.bytes / peak.bytes) / std::max(row.seconds, 1e-9);
}

} // namespace

const char* name(NodeProfile::Pass pass)
{
    return pass == NodeProfile::forward ? "forward" : pass == NodeProfile::backward ? "backward" : "update";
}

std::vector<NodeProfile> profileNodes(Executable& executable, const Backend& backend, int repeats)
{
    const Program& program = executable.program();
    const std::vector<NodeProfile::Pass> passes = passesOf(program);
    const Peak peak = backend.peak(program.products);
    std::vector<NodeProfile> rows;
    for (const Executable::NodeTime& time : executable.profile(repeats)) {
        const Node& node = program.nodes[size_t(time.node)];
        NodeProfile row {.node = node.origin < 0 ? "" : program.origins[size_t(node.origin)],
                         .op = std::string(node.op->name),
                         .pass = passes[size_t(time.node)],
                         .computedBy = time.computedBy,
                         .seconds = time.seconds};
        row.flops = node.op->flops != nullptr ? node.op->flops(node, program)
                                              : double(program.values[size_t(node.out[0])].shape.elements());
        for (const int value : node.in)
            row.bytes += double(program.values[size_t(value)].bytes());
        for (const int value : node.out)
            row.bytes += double(program.values[size_t(value)].bytes());
        row.ofRoofline = shareOfRoofline(row, peak);
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, std::greater(), &NodeProfile::seconds);
    return rows;
}

} // namespace weft
