#include "ui/document/ports.h"

#include "ui/document/files/block_shelf.h"

#include <algorithm>

namespace weft {

namespace {

constexpr std::string_view blockPrefix = "block:";

std::vector<Port> blockPorts(const Project& project, const std::string& name, bool output)
{
    std::vector<Port> ports;
    if (const Block* block = project.graph.findBlock(name)) {
        for (const BlockPort& port : output ? block->outputs : block->inputs)
            ports.push_back({.id = port.id, .doc = {}});
    }
    return ports;
}

// The ports of a node whose layer nobody knows: as they are wired.
void addOnce(std::vector<Port>& ports, const std::string& id, bool many = false)
{
    const auto found = std::ranges::find(ports, id, &Port::id);
    if (found == ports.end())
        ports.push_back({.id = id, .doc = {}, .optional = true, .many = many});
    else
        found->many = true;
}

} // namespace

std::vector<Port> inputPorts(const Project& project, const Scope&, const GraphNode& node)
{
    if (node.type == "block" && project.graph.findBlock(node.block))
        return blockPorts(project, node.block, false);
    if (const LayerType* type = findLayerType(node.type))
        return type->inputs;
    std::vector<Port> ports;
    for (const Input& input : node.inputs)
        addOnce(ports, input.port);
    return ports;
}

std::vector<Port> outputPorts(const Project& project, const Scope& scope, const GraphNode& node)
{
    if (node.type == "block" && project.graph.findBlock(node.block))
        return blockPorts(project, node.block, true);
    if (const LayerType* type = findLayerType(node.type))
        return type->outputs;
    std::vector<Port> ports;
    const Block* inside = scope.empty() ? nullptr : project.graph.findBlock(scope);
    const std::vector<GraphNode>& nodes = inside ? inside->nodes : project.graph.nodes;
    for (const GraphNode& other : nodes) {
        for (const Input& input : other.inputs) {
            if (input.from.node == node.id)
                addOnce(ports, input.from.port);
        }
    }
    for (Port& port : ports)
        port.many = false;
    return ports;
}

std::vector<Port> inputPortsOf(const Project& project, const std::string& kind)
{
    if (kind.starts_with(blockPrefix))
        return blockPorts(project, kind.substr(blockPrefix.size()), false);
    if (const Fragment* own = BlockShelf::get().find(kind))
        return blockPorts(own->project, own->project.graph.blocks.front().name, false);
    const LayerType* type = findLayerType(kind);
    return type ? type->inputs : std::vector<Port>();
}

std::vector<Port> outputPortsOf(const Project& project, const std::string& kind)
{
    if (kind.starts_with(blockPrefix))
        return blockPorts(project, kind.substr(blockPrefix.size()), true);
    if (const Fragment* own = BlockShelf::get().find(kind))
        return blockPorts(own->project, own->project.graph.blocks.front().name, true);
    const LayerType* type = findLayerType(kind);
    return type ? type->outputs : std::vector<Port>();
}

namespace {

std::optional<Param> recordOf(const Project& project, const GraphNode& node, const std::string& param, int depth = 0)
{
    if (node.type != "block") {
        if (const LayerType* type = findLayerType(node.type)) {
            const auto found = std::ranges::find(type->params, param, &Param::id);
            if (found != type->params.end())
                return *found;
        }
        return std::nullopt;
    }
    const Block* block = project.graph.findBlock(node.block);
    if (block == nullptr || depth > 16) // blocks that hold themselves are the checker's to report
        return std::nullopt;
    const auto promoted = std::ranges::find(block->params, param, &PromotedParam::id);
    if (promoted == block->params.end())
        return std::nullopt;
    const auto inner = std::ranges::find(block->nodes, promoted->node, &GraphNode::id);
    if (inner == block->nodes.end())
        return std::nullopt;
    std::optional<Param> record = recordOf(project, *inner, promoted->param, depth + 1);
    if (!record)
        return std::nullopt;
    record->id = param;
    if (promoted->value)
        record->value = *promoted->value;
    else if (const auto value = inner->params.find(promoted->param); value != inner->params.end())
        record->value = value->second;
    return record;
}

} // namespace

std::vector<Param> paramsOf(const Project& project, const GraphNode& node)
{
    if (node.type != "block") {
        const LayerType* type = findLayerType(node.type);
        return type ? type->params : std::vector<Param>();
    }
    std::vector<Param> params;
    if (const Block* block = project.graph.findBlock(node.block)) {
        for (const PromotedParam& promoted : block->params) {
            const bool again = std::ranges::find(params, promoted.id, &Param::id) != params.end();
            if (std::optional<Param> record = recordOf(project, node, promoted.id); record && !again)
                params.push_back(std::move(*record));
        }
    }
    return params;
}

std::optional<ParamValue> paramValue(const Project& project, const GraphNode& node, const std::string& param)
{
    if (const auto own = node.params.find(param); own != node.params.end())
        return own->second;
    if (std::optional<Param> record = recordOf(project, node, param))
        return std::move(record->value);
    return std::nullopt;
}

} // namespace weft
