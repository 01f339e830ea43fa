#include "ui/document/fragment.h"

#include "engine/graph/limits.h"
#include "engine/graph/migrate.h"
#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "engine/support/error.h"
#include "ui/document/actions/heal.h"
#include "ui/document/names.h"
#include "ui/document/steps/graph_index.h"
#include "ui/document/steps/scopes.h"

#include <algorithm>

namespace weft {

namespace {

// Block `name`, those it uses and how they look, once each.
void addBlock(Project& out, const Project& project, const std::string& name)
{
    const Block* block = project.graph.findBlock(name);
    if (block == nullptr || out.graph.findBlock(name))
        return;
    out.graph.blocks.push_back(*block);
    if (const auto view = project.view.blocks.find(name); view != project.view.blocks.end())
        out.view.blocks.insert(*view);
    for (const GraphNode& node : block->nodes) {
        if (const auto view = project.view.nodes.find(viewKey(name, node.id)); view != project.view.nodes.end())
            out.view.nodes.insert(*view);
    }
    for (const GraphNode& node : block->nodes) {
        if (node.type == "block")
            addBlock(out, project, node.block);
    }
}

// Ids of a scope's nodes made unique and allowed; a fragment may come from anywhere.
void repairIds(std::vector<GraphNode>& nodes)
{
    std::set<std::string> seen;
    for (GraphNode& node : nodes) {
        node.id = freeName(cleanName(node.id, node.type.empty() ? "node" : cleanName(node.type, "node")),
                           [&](const std::string& id) { return seen.contains(id); });
        seen.insert(node.id);
    }
}

} // namespace

Fragment Fragment::of(const Project& project, const Scope& scope, const std::set<std::string>& ids)
{
    Fragment fragment;
    Project& out = fragment.project;
    const std::vector<GraphNode>* nodes = nodesIn(project, scope);
    if (nodes == nullptr)
        return fragment;
    for (const GraphNode& node : *nodes) {
        if (!ids.contains(node.id))
            continue;
        out.graph.nodes.push_back(node);
        if (const auto view = project.view.nodes.find(viewKey(scope, node.id)); view != project.view.nodes.end())
            out.view.nodes.emplace(node.id, view->second);
        if (node.type == "block")
            addBlock(out, project, node.block);
        for (const Input& input : node.inputs) {
            const std::vector<Dot>& dots = dotsIn(project, scope, input.from, node.id, input.port);
            if (ids.contains(input.from.node) && !dots.empty())
                out.view.wires.emplace(wireKey(input.from, node.id, input.port), dots);
        }
        if (scope.empty()) {
            for (auto feed = project.data.feeds.lower_bound(node.id); feed != project.data.feeds.end(); ++feed) {
                if (feed->first.substr(0, feed->first.find('/')) == node.id)
                    out.data.feeds.insert(*feed);
                else if (!feed->first.starts_with(node.id))
                    break;
            }
        }
    }
    for (const Frame& frame : framesIn(project, scope)) {
        if (!frame.nodes.empty()
            && std::ranges::all_of(frame.nodes, [&](const std::string& id) { return ids.contains(id); }))
            out.view.frames.push_back(frame);
    }
    return fragment;
}

Fragment Fragment::ofBlock(const Project& project, const std::string& block)
{
    Fragment fragment;
    addBlock(fragment.project, project, block);
    return fragment;
}

std::string Fragment::text(const char* form) const
{
    Json json = Json::object();
    json.set(form, 1);
    const Json whole = toJson(project);
    for (const char* part : {"graph", "data", "view"}) {
        if (const Json* found = whole.find(part); found && found->isObject() && !found->members().empty())
            json.set(part, *found);
    }
    return json.dump(2) + '\n';
}

Fragment Fragment::fromText(std::string_view text, const char* form)
{
    const Json json = parseJson(text, projectJsonLimits);
    const Json* version = json.find(form);
    if (version == nullptr || !version->isInteger())
        throw Error("There are no layers in this text.");
    if (version->asInteger() > 1)
        throw Error("This was copied from a newer Weft; update this one to paste it.");
    Json whole = Json::object();
    whole.set("weft", projectVersion);
    for (const char* part : {"graph", "data", "view"}) {
        if (const Json* found = json.find(part))
            whole.set(part, *found);
    }
    return {projectFromJson(whole)};
}

std::map<std::string, std::string> placeBlocks(Edit& edit, Fragment& fragment)
{
    Project& from = fragment.project;
    std::map<std::string, std::string> names; // in the fragment → here
    for (const Block& block : from.graph.blocks) {
        const Block* here = edit.block(block.name);
        if (names.contains(block.name) || (here && *here == block)) {
            names.emplace(block.name, block.name);
            continue;
        }
        const std::string wish = cleanName(block.name, "block");
        names.emplace(block.name, freeName(wish, [&](const std::string& name) {
                          return edit.block(name) != nullptr
                              || std::ranges::any_of(names, [&](const auto& one) { return one.second == name; });
                      }));
    }
    std::set<std::string> done;
    for (Block& block : from.graph.blocks) {
        const std::string old = block.name;
        if (!done.insert(old).second || edit.block(names[old]))
            continue;
        block.name = names[old];
        repairIds(block.nodes);
        for (GraphNode& node : block.nodes) {
            if (node.type == "block" && names.contains(node.block))
                node.block = names[node.block];
        }
        std::vector<std::string> ids;
        for (const GraphNode& node : block.nodes)
            ids.push_back(node.id);
        const std::string name = block.name;
        edit.setBlock(std::move(block));
        for (const std::string& id : ids) {
            if (const auto view = from.view.nodes.find(viewKey(old, id)); view != from.view.nodes.end())
                edit.setView(name, id, view->second);
        }
        if (const auto view = from.view.blocks.find(old); view != from.view.blocks.end()) {
            edit.setFrames(name, view->second.frames);
            edit.setNotes(name, view->second.notes);
            edit.setWires(name, view->second.wires);
        }
    }
    return names;
}

std::vector<std::string> place(Edit& edit, const Scope& scope, Fragment fragment, const PlaceOptions& options)
{
    Project& from = fragment.project;
    for (const GraphNode& node : from.graph.nodes) {
        // Blocks come before nodes, so that those of a name that is taken are compared with the right ones.
        if (node.type == "block" && !scope.empty() && edit.block(node.block)
            && (from.graph.findBlock(node.block) == nullptr
                || *from.graph.findBlock(node.block) == *edit.block(node.block))
            && blockHolds(edit.project(), node.block, scope))
            throw Error("A block cannot hold itself: \"" + node.block + "\" uses \"" + scope + "\".");
    }
    const std::map<std::string, std::string> blocks = placeBlocks(edit, fragment);
    std::map<std::string, std::string> names; // in the fragment → here
    std::vector<std::string> ids;
    std::vector<GraphNode> placed;
    for (GraphNode& node : from.graph.nodes) {
        const std::string old = node.id;
        NodeView view;
        if (const auto found = from.view.nodes.find(old); found != from.view.nodes.end())
            view = found->second;
        view.x += options.dx;
        view.y += options.dy;
        GraphNode bare = node;
        bare.id = cleanName(old, "");
        bare.inputs.clear();
        bare.shares.clear();
        if (bare.type == "block" && blocks.contains(bare.block))
            bare.block = blocks.at(bare.block);
        const std::string id = edit.add(scope, std::move(bare), std::move(view));
        names.emplace(old, id);
        ids.push_back(id);
        placed.push_back(std::move(node));
    }
    const Block* inside = scope.empty() ? nullptr : edit.block(scope);
    for (size_t i = 0; i < placed.size(); ++i) {
        GraphNode node = *edit.node(scope, ids[i]);
        for (Input& input : placed[i].inputs) {
            if (const auto inner = names.find(input.from.node); inner != names.end())
                node.inputs.push_back({input.port, {inner->second, input.from.port}});
            else if (options.keepInputs
                     && (edit.node(scope, input.from.node)
                         || (inside && input.from.node == "in"
                             && std::ranges::find(inside->inputs, input.from.port, &BlockPort::id)
                                 != inside->inputs.end())))
                node.inputs.push_back(input);
        }
        if (const auto owner = names.find(placed[i].shares); owner != names.end())
            node.shares = owner->second;
        else if (options.keepInputs && edit.node(scope, placed[i].shares))
            node.shares = placed[i].shares;
        edit.set(scope, std::move(node));
        for (const Input& input : placed[i].inputs) {
            const auto dots = from.view.wires.find(wireKey(input.from, placed[i].id, input.port));
            if (dots == from.view.wires.end() || !names.contains(input.from.node))
                continue;
            std::vector<Dot> moved = dots->second;
            for (Dot& dot : moved) {
                dot.x += options.dx;
                dot.y += options.dy;
            }
            edit.setDots(scope, {names.at(input.from.node), input.from.port}, ids[i], input.port, std::move(moved));
        }
    }
    std::vector<Frame> frames = edit.frames(scope);
    for (Frame& frame : from.view.frames) {
        std::vector<std::string> inner;
        for (const std::string& id : frame.nodes) {
            if (names.contains(id))
                inner.push_back(names.at(id));
        }
        frame.nodes = std::move(inner);
        if (!frame.nodes.empty())
            frames.push_back(std::move(frame));
    }
    edit.setFrames(scope, std::move(frames));
    if (scope.empty()) {
        DataSection data = edit.project().data;
        for (const auto& [path, column] : from.data.feeds) {
            const size_t slash = std::min(path.find('/'), path.size());
            if (const auto name = names.find(path.substr(0, slash)); name != names.end())
                data.feeds.insert_or_assign(name->second + path.substr(slash), column);
        }
        edit.setData(std::move(data));
    }
    return ids;
}

} // namespace weft
