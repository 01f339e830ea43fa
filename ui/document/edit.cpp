#include "ui/document/edit.h"

#include "ui/document/names.h"
#include "ui/document/steps/graph_index.h"
#include "ui/document/steps/scopes.h"

#include <algorithm>
#include <cassert>

namespace weft {

namespace {

NodesToggle inserted(const Scope& scope, size_t position, GraphNode node)
{
    NodesToggle step {.scope = scope, .present = false, .positions = {position}, .nodes = {}};
    step.nodes.push_back(std::move(node));
    return step;
}

} // namespace

const GraphNode* Edit::node(const Scope& scope, const std::string& id) const
{
    const size_t position = m_index.position(scope, id);
    return position == GraphIndex::none ? nullptr : &nodes(scope)[position];
}

const std::vector<GraphNode>& Edit::nodes(const Scope& scope) const
{
    static const std::vector<GraphNode> none;
    if (scope.empty())
        return m_project.graph.nodes;
    const size_t block = m_index.blockPosition(scope);
    return block == GraphIndex::none ? none : m_project.graph.blocks[block].nodes;
}

const Block* Edit::block(const std::string& name) const
{
    const size_t position = m_index.blockPosition(name);
    return position == GraphIndex::none ? nullptr : &m_project.graph.blocks[position];
}

NodeView Edit::view(const Scope& scope, const std::string& id) const
{
    const auto found = m_project.view.nodes.find(viewKey(scope, id));
    return found == m_project.view.nodes.end() ? NodeView() : found->second;
}

void Edit::perform(Step step)
{
    m_steps.perform(std::move(step), m_project, m_index);
}

std::string Edit::freeId(const Scope& scope, const std::string& wish) const
{
    return m_index.freeId(scope, wish);
}

std::string Edit::add(const Scope& scope, GraphNode node, NodeView view)
{
    const std::string& wish = !node.id.empty() ? node.id : node.type == "block" ? node.block : node.type;
    node.id = freeId(scope, cleanName(wish, "node"));
    const std::string id = node.id;
    perform(inserted(scope, nodes(scope).size(), std::move(node)));
    perform(ViewSwap {scope, id, std::move(view)});
    return id;
}

void Edit::set(const Scope& scope, GraphNode node)
{
    const size_t position = m_index.position(scope, node.id);
    assert(position != GraphIndex::none);
    const GraphNode& here = nodes(scope)[position];
    if (here == node)
        return;
    if (here.inputs != node.inputs)
        dropDots(scope, here, node);
    perform(NodeSwap {scope, position, std::move(node)});
}

void Edit::setView(const Scope& scope, const std::string& id, NodeView view)
{
    const auto found = m_project.view.nodes.find(viewKey(scope, id));
    if (found == m_project.view.nodes.end() || found->second != view)
        perform(ViewSwap {scope, id, std::move(view)});
}

void Edit::setBlock(Block block)
{
    const size_t position = m_index.blockPosition(block.name);
    if (position == GraphIndex::none) {
        perform(BlockToggle {m_project.graph.blocks.size(), false, std::move(block)});
        return;
    }
    const Block& here = m_project.graph.blocks[position];
    if (here.nodes != block.nodes) {
        const Scope& scope = here.name;
        NodesToggle out {.scope = scope, .present = true, .positions = {}, .nodes = {}};
        for (size_t i = 0; i < here.nodes.size(); ++i)
            out.positions.push_back(i);
        if (!out.positions.empty())
            perform(std::move(out));
        NodesToggle in {.scope = scope, .present = false, .positions = {}, .nodes = block.nodes};
        for (size_t i = 0; i < block.nodes.size(); ++i)
            in.positions.push_back(i);
        if (!in.positions.empty())
            perform(std::move(in));
    }
    setBlockHead(position, headOf(block));
}

void Edit::setBlockHead(size_t position, Block head)
{
    if (headOf(m_project.graph.blocks[position]) != head)
        perform(BlockSwap {position, std::move(head)});
}

void Edit::setData(DataSection data)
{
    if (m_project.data != data)
        perform(DataSwap {std::move(data)});
}

void Edit::setTraining(TrainingSection training)
{
    if (m_project.training != training)
        perform(TrainingSwap {std::move(training)});
}

void Edit::setName(std::string name)
{
    if (m_project.name != name)
        perform(NameSwap {std::move(name)});
}

} // namespace weft
