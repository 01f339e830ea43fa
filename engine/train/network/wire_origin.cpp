#include "engine/train/network/wire_origin.h"

#include <algorithm>
#include <array>

namespace weft {

namespace {

constexpr std::array<std::string_view, 5> sameNumbers = {"flatten", "reshape", "squeeze", "unsqueeze", "stop_gradient"};

} // namespace

const PortRef* inputOf(const GraphNode& node, std::string_view port)
{
    const auto found = std::ranges::find(node.inputs, port, &Input::port);
    return found == node.inputs.end() ? nullptr : &found->from;
}

PortRef origin(const Graph& graph, PortRef at)
{
    for (size_t steps = 0; steps < graph.nodes.size(); ++steps) { // wires may run in a circle
        const GraphNode* const node = graph.find(at.node);
        const bool passes = node != nullptr && (node->bypassed || std::ranges::count(sameNumbers, node->type) > 0);
        if (!passes || node->inputs.empty())
            break;
        at = node->inputs.front().from;
    }
    return at;
}

std::string columnFeeding(const Project& project, PortRef at)
{
    const std::string node = origin(project.graph, std::move(at)).node;
    const auto given = project.data.feeds.find(node);
    return given == project.data.feeds.end() ? node : given->second;
}

} // namespace weft
