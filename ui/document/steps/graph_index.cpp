#include "ui/document/steps/graph_index.h"

#include <cassert>

namespace weft {

const std::vector<GraphNode>* nodesIn(const Project& project, const Scope& scope)
{
    if (scope.empty())
        return &project.graph.nodes;
    const Block* block = project.graph.findBlock(scope);
    return block ? &block->nodes : nullptr;
}

void GraphIndex::rebuild()
{
    m_parts.clear();
    blocksChanged();
}

void GraphIndex::blocksChanged()
{
    m_blocks.clear();
    for (size_t i = 0; i < m_project.graph.blocks.size(); ++i)
        m_blocks.emplace(m_project.graph.blocks[i].name, i);
    std::erase_if(m_parts, [&](const auto& part) { return !part.first.empty() && !m_blocks.contains(part.first); });
}

GraphIndex::Part& GraphIndex::part(const Scope& scope) const
{
    const auto found = m_parts.find(scope);
    if (found != m_parts.end())
        return found->second;
    Part& part = m_parts[scope];
    const size_t block = blockPosition(scope);
    if (!scope.empty() && block == none)
        return part;
    const std::vector<GraphNode>& nodes = scope.empty() ? m_project.graph.nodes : m_project.graph.blocks[block].nodes;
    part.positions.reserve(nodes.size());
    for (size_t i = 0; i < nodes.size(); ++i) {
        part.positions.emplace(nodes[i].id, i);
        link(part, nodes[i]);
    }
    return part;
}

void GraphIndex::link(Part& part, const GraphNode& node)
{
    for (const Input& input : node.inputs)
        part.users[input.from.node].insert(node.id);
}

void GraphIndex::unlink(Part& part, const GraphNode& node)
{
    for (const Input& input : node.inputs) {
        const auto users = part.users.find(input.from.node);
        if (users != part.users.end() && users->second.erase(node.id) > 0 && users->second.empty())
            part.users.erase(users);
    }
}

size_t GraphIndex::position(const Scope& scope, const std::string& id) const
{
    const Part& here = part(scope);
    const auto found = here.positions.find(id);
    return found == here.positions.end() ? none : found->second;
}

size_t GraphIndex::blockPosition(const std::string& name) const
{
    const auto found = m_blocks.find(name);
    return found == m_blocks.end() ? none : found->second;
}

const std::unordered_set<std::string>& GraphIndex::users(const Scope& scope, const std::string& id) const
{
    static const std::unordered_set<std::string> nobody;
    const Part& here = part(scope);
    const auto found = here.users.find(id);
    return found == here.users.end() ? nobody : found->second;
}

std::string GraphIndex::freeId(const Scope& scope, const std::string& wish) const
{
    Part& here = part(scope);
    if (wish != "in" && !here.positions.contains(wish))
        return wish;
    std::string stem = wish;
    const size_t mark = wish.rfind('_'); // "conv2d_2" is a number of "conv2d"
    if (mark != std::string::npos && mark > 0 && mark + 1 < wish.size()
        && wish.find_first_not_of("0123456789", mark + 1) == std::string::npos)
        stem = wish.substr(0, mark);
    int& taken = here.taken.try_emplace(stem, 1).first->second;
    while (here.positions.contains(stem + '_' + std::to_string(taken + 1)))
        ++taken;
    return stem + '_' + std::to_string(taken + 1);
}

void GraphIndex::nodesInserted(const Scope& scope, const std::vector<size_t>& positions)
{
    Part& here = part(scope);
    const std::vector<GraphNode>& nodes =
        scope.empty() ? m_project.graph.nodes : m_project.graph.blocks[blockPosition(scope)].nodes;
    for (size_t i = positions.front(); i < nodes.size(); ++i)
        here.positions[nodes[i].id] = i;
    for (const size_t position : positions)
        link(here, nodes[position]);
}

void GraphIndex::nodesRemoved(const Scope& scope, const std::vector<GraphNode>& removed, size_t firstPosition)
{
    Part& here = part(scope);
    for (const GraphNode& node : removed) {
        here.positions.erase(node.id);
        unlink(here, node);
    }
    here.taken.clear();
    const std::vector<GraphNode>& nodes =
        scope.empty() ? m_project.graph.nodes : m_project.graph.blocks[blockPosition(scope)].nodes;
    for (size_t i = firstPosition; i < nodes.size(); ++i)
        here.positions[nodes[i].id] = i;
}

void GraphIndex::nodeReplaced(const Scope& scope, size_t position, const GraphNode& before)
{
    Part& here = part(scope);
    const GraphNode& now =
        scope.empty() ? m_project.graph.nodes[position] : m_project.graph.blocks[blockPosition(scope)].nodes[position];
    if (now.id != before.id) {
        here.positions.erase(before.id);
        here.positions[now.id] = position;
        here.taken.clear();
    }
    if (now.id != before.id || now.inputs != before.inputs) {
        unlink(here, before);
        link(here, now);
    }
}

NodeKey keyOf(const Project& project, const GraphIndex& index, const std::string& path)
{
    Scope scope;
    size_t start = 0;
    while (true) {
        const size_t slash = path.find('/', start);
        const std::string id = path.substr(start, slash == std::string::npos ? std::string::npos : slash - start);
        const size_t position = index.position(scope, id);
        if (position == GraphIndex::none)
            return {};
        if (slash == std::string::npos)
            return {scope, id};
        const size_t outer = scope.empty() ? 0 : index.blockPosition(scope);
        const GraphNode& here =
            scope.empty() ? project.graph.nodes[position] : project.graph.blocks[outer].nodes[position];
        if (here.type != "block" || index.blockPosition(here.block) == GraphIndex::none)
            return {};
        scope = here.block;
        start = slash + 1;
        if (here.repeat > 1) { // "encoder/2/conv1": of the second copy
            const size_t next = path.find('/', start);
            if (next == std::string::npos)
                return {scope, {}};
            start = next + 1;
        }
    }
}

void GraphIndex::blockRenamed(const std::string& before, const std::string& now)
{
    blocksChanged();
    auto part = m_parts.extract(before);
    if (part.empty())
        return;
    m_parts.erase(now);
    part.key() = now;
    m_parts.insert(std::move(part));
}

} // namespace weft
