#include "ui/document/edit.h"

#include "engine/layers/layer_type.h"
#include "ui/document/actions/uses.h"
#include "ui/document/names.h"
#include "ui/document/steps/graph_index.h"
#include "ui/document/steps/scopes.h"

#include <algorithm>
#include <cassert>

// Taking nodes away and calling them otherwise: both reach everything that speaks of them.

namespace weft {

namespace {

// Whoever used the weights of one that goes: the first of them now owns weights, which the others use.
void passOnWeights(Edit& edit, const Scope& scope, const std::set<std::string>& ids)
{
    std::vector<GraphNode> altered;
    std::map<std::string, std::string> heirs; // of the weights of a node that goes
    for (const GraphNode& node : edit.nodes(scope)) {
        if (node.shares.empty() || ids.contains(node.id) || !ids.contains(node.shares))
            continue;
        std::string owner = node.shares;
        for (size_t hops = 0; ids.contains(owner) && hops <= ids.size(); ++hops) {
            const GraphNode* one = edit.node(scope, owner);
            if (one == nullptr || one->shares.empty())
                break;
            owner = one->shares;
        }
        GraphNode now = node;
        if (!ids.contains(owner))
            now.shares = owner;
        else if (const auto heir = heirs.find(owner); heir != heirs.end())
            now.shares = heir->second;
        else {
            heirs.emplace(owner, node.id);
            now.shares.clear();
        }
        altered.push_back(std::move(now));
    }
    for (GraphNode& node : altered)
        edit.set(scope, std::move(node));
}

} // namespace

void Edit::remove(const Scope& scope, const std::string& id)
{
    remove(scope, std::set<std::string> {id});
}

void Edit::remove(const Scope& scope, const std::set<std::string>& ids)
{
    if (ids.empty())
        return;
    std::set<std::string> users;
    for (const std::string& id : ids) {
        const GraphNode* node = this->node(scope, id);
        assert(node != nullptr);
        GraphNode bare = *node;
        bare.inputs.clear();
        dropDots(scope, *node, bare);
        for (const std::string& user : m_index.users(scope, id)) {
            if (!ids.contains(user))
                users.insert(user);
        }
    }
    for (const std::string& id : users) {
        GraphNode user = *node(scope, id);
        std::erase_if(user.inputs, [&](const Input& input) { return ids.contains(input.from.node); });
        set(scope, std::move(user));
    }
    passOnWeights(*this, scope, ids);
    std::vector<Frame> frames = this->frames(scope);
    for (Frame& frame : frames)
        std::erase_if(frame.nodes, [&](const std::string& id) { return ids.contains(id); });
    std::erase_if(frames, [&](const Frame& frame) {
        return frame.nodes.empty() && std::ranges::find(this->frames(scope), frame) == this->frames(scope).end();
    });
    setFrames(scope, std::move(frames));
    for (const std::string& id : ids) {
        if (m_project.view.nodes.contains(viewKey(scope, id)))
            perform(ViewSwap {scope, id, std::nullopt});
    }
    if (scope.empty()) {
        DataSection data = m_project.data;
        std::erase_if(data.feeds, [&](const auto& feed) {
            return ids.contains(feed.first.substr(0, feed.first.find('/'))); // its own, or one inside a block
        });
        setData(std::move(data));
    } else {
        const size_t position = m_index.blockPosition(scope);
        Block head = headOf(m_project.graph.blocks[position]);
        std::set<std::string> gone;
        for (const PromotedParam& param : head.params) {
            if (ids.contains(param.node))
                gone.insert(param.id);
        }
        std::erase_if(head.params, [&](const PromotedParam& param) { return ids.contains(param.node); });
        for (const PromotedParam& param : head.params)
            gone.erase(param.id); // another node has it too
        for (const std::string& param : gone)
            renameUsedParam(*this, scope, param, {});
        for (BlockPort& port : head.outputs) {
            if (port.from && ids.contains(port.from->node))
                port.from.reset();
        }
        setBlockHead(position, std::move(head));
    }
    NodesToggle step {.scope = scope, .present = true, .positions = {}, .nodes = {}};
    for (const std::string& id : ids)
        step.positions.push_back(m_index.position(scope, id));
    std::ranges::sort(step.positions);
    perform(std::move(step));
}

void Edit::rename(const Scope& scope, const std::string& id, const std::string& to)
{
    if (id == to)
        return;
    const size_t position = m_index.position(scope, id);
    assert(position != GraphIndex::none && m_index.position(scope, to) == GraphIndex::none);
    // Paths that lead through it, while they can be followed.
    DataSection data = m_project.data;
    data.feeds.clear();
    const auto renamed = [&](const std::string& path) { return renamedPath(m_project, m_index, path, scope, id, to); };
    for (const auto& [path, column] : m_project.data.feeds)
        data.feeds.insert_or_assign(renamed(path), column);
    // An input without a feed takes the column of its own name: that column stays.
    const LayerType* type = findLayerType(nodes(scope)[position].type);
    if (scope.empty() && type && type->category == "input" && type->inputs.empty() && !data.feeds.contains(to)
        && type->id != "constant")
        data.feeds.emplace(to, id);
    TrainingSection training = m_project.training;
    const auto renameMetric = [&](std::string& metric) {
        for (const std::string_view start : {"validation/loss/", "train/loss/", "validation/", "train/"}) {
            if (metric.starts_with(start)) {
                metric = std::string(start) + renamed(metric.substr(start.size()));
                return;
            }
        }
    };
    renameMetric(training.checkpoints.bestMetric);
    if (training.earlyStop)
        renameMetric(training.earlyStop->metric);
    struct Line {
        PortRef from;
        std::string node;
        std::string port;
        std::vector<Dot> dots;
    };
    std::vector<Line> lines; // wires with dots that start or end here
    const auto note = [&](const GraphNode& end, const Input& input) {
        if (const std::vector<Dot>& dots = this->dots(scope, input.from, end.id, input.port); !dots.empty())
            lines.push_back({input.from, end.id, input.port, dots});
    };
    for (const Input& input : nodes(scope)[position].inputs)
        note(nodes(scope)[position], input);
    const std::set<std::string> users(m_index.users(scope, id).begin(), m_index.users(scope, id).end());
    for (const std::string& user : users) {
        for (const Input& input : node(scope, user)->inputs) {
            if (input.from.node == id && user != id)
                note(*node(scope, user), input);
        }
    }
    for (const Line& line : lines)
        setDots(scope, line.from, line.node, line.port, {});

    GraphNode called = nodes(scope)[position];
    called.id = to;
    perform(NodeSwap {scope, position, std::move(called)});
    for (const std::string& user : users) {
        GraphNode now = *node(scope, user == id ? to : user);
        for (Input& input : now.inputs) {
            if (input.from.node == id)
                input.from.node = to;
        }
        set(scope, std::move(now));
    }
    std::vector<std::string> sharers;
    for (const GraphNode& node : nodes(scope)) {
        if (node.shares == id)
            sharers.push_back(node.id);
    }
    for (const std::string& sharer : sharers) {
        GraphNode now = *node(scope, sharer);
        now.shares = to;
        set(scope, std::move(now));
    }
    for (Line& line : lines) {
        if (line.from.node == id)
            line.from.node = to;
        setDots(scope, line.from, line.node == id ? to : line.node, line.port, std::move(line.dots));
    }
    std::vector<Frame> frames = this->frames(scope);
    for (Frame& frame : frames)
        std::ranges::replace(frame.nodes, id, to);
    setFrames(scope, std::move(frames));
    if (const auto view = m_project.view.nodes.find(viewKey(scope, id)); view != m_project.view.nodes.end()) {
        NodeView moved = view->second;
        perform(ViewSwap {scope, id, std::nullopt});
        perform(ViewSwap {scope, to, std::move(moved)});
    }
    if (!scope.empty()) {
        const size_t block = m_index.blockPosition(scope);
        Block head = headOf(m_project.graph.blocks[block]);
        for (PromotedParam& param : head.params) {
            if (param.node == id)
                param.node = to;
        }
        for (BlockPort& port : head.outputs) {
            if (port.from && port.from->node == id)
                port.from->node = to;
        }
        setBlockHead(block, std::move(head));
    }
    setData(std::move(data));
    setTraining(std::move(training));
}

void Edit::removeBlock(const std::string& name)
{
    const size_t position = m_index.blockPosition(name);
    assert(position != GraphIndex::none);
    for (const GraphNode& node : m_project.graph.blocks[position].nodes) {
        if (m_project.view.nodes.contains(viewKey(name, node.id)))
            perform(ViewSwap {name, node.id, std::nullopt});
    }
    if (m_project.view.blocks.contains(name))
        perform(BlockViewSwap {name, std::nullopt});
    std::vector<std::string> marks;
    for (const auto& [key, bookmark] : m_project.view.bookmarks) {
        if (bookmark.block == name)
            marks.push_back(key);
    }
    for (const std::string& key : marks)
        setBookmark(key, std::nullopt);
    perform(BlockToggle {position, true, {}});
}

void Edit::renameBlock(const std::string& name, const std::string& to)
{
    if (name == to)
        return;
    const size_t position = m_index.blockPosition(name);
    assert(position != GraphIndex::none && m_index.blockPosition(to) == GraphIndex::none);
    Block head = headOf(m_project.graph.blocks[position]);
    head.name = to;
    setBlockHead(position, std::move(head));
    std::vector<NodeKey> uses;
    const auto look = [&](const Scope& scope, const std::vector<GraphNode>& nodes) {
        for (const GraphNode& node : nodes) {
            if (node.type == "block" && node.block == name)
                uses.push_back({scope, node.id});
        }
    };
    look({}, m_project.graph.nodes);
    for (const Block& block : m_project.graph.blocks)
        look(block.name, block.nodes);
    for (const NodeKey& use : uses) {
        GraphNode node = *this->node(use.scope, use.id);
        node.block = to;
        set(use.scope, std::move(node));
    }
    for (const GraphNode& node : m_project.graph.blocks[position].nodes) {
        const auto view = m_project.view.nodes.find(viewKey(name, node.id));
        if (view == m_project.view.nodes.end())
            continue;
        NodeView moved = view->second;
        perform(ViewSwap {name, node.id, std::nullopt});
        perform(ViewSwap {to, node.id, std::move(moved)});
    }
    if (const auto view = m_project.view.blocks.find(name); view != m_project.view.blocks.end()) {
        BlockView moved = view->second;
        perform(BlockViewSwap {name, std::nullopt});
        perform(BlockViewSwap {to, std::move(moved)});
    }
    const std::map<std::string, Bookmark> bookmarks = m_project.view.bookmarks;
    for (auto [key, bookmark] : bookmarks) {
        if (bookmark.block == name) {
            bookmark.block = to;
            setBookmark(key, std::move(bookmark));
        }
    }
}

std::string Edit::freeBlockName(const std::string& wish) const
{
    std::string name = wish;
    for (int number = 2; m_index.blockPosition(name) != GraphIndex::none; ++number)
        name = wish + '_' + std::to_string(number);
    return name;
}

} // namespace weft
