#include "ui/document/actions.h"
#include "ui/document/actions/heal.h"
#include "ui/document/actions/uses.h"
#include "ui/document/actions/words.h"
#include "ui/document/names.h"

#include <algorithm>

namespace weft {

namespace {

// Why these nodes cannot become one: a way out and in again would be a circle, and weights are shared within a graph.
QString whyNotTogether(const GraphDocument& document, const Scope& scope, const Ids& ids)
{
    Ids after; // outside, fed by one of them, however far
    std::vector<std::string> open;
    for (const std::string& id : ids) {
        for (const auto& [user, port] : document.consumers(scope, id)) {
            if (!ids.contains(user) && after.insert(user).second)
                open.push_back(user);
        }
    }
    while (!open.empty()) {
        const std::string id = open.back();
        open.pop_back();
        for (const auto& [user, port] : document.consumers(scope, id)) {
            if (ids.contains(user))
                return Words::tr("%1 lies between the chosen layers; take it along.").arg(inQuotes(id));
            if (after.insert(user).second)
                open.push_back(user);
        }
    }
    for (const GraphNode& node : document.nodes(scope)) {
        if (!node.shares.empty() && document.node(scope, node.shares)
            && ids.contains(node.id) != ids.contains(node.shares))
            return Words::tr("%1 uses the weights of %2; take both, or none.")
                .arg(inQuotes(node.id), inQuotes(node.shares));
    }
    return {};
}

// What crosses the boundary of a selection, in the order of the document.
struct Boundary {
    std::vector<std::pair<PortRef, std::string>> inputs; // what feeds from outside → the port's name
    std::vector<std::pair<PortRef, std::string>> outputs; // what is used outside → the port's name

    const std::string* input(const PortRef& from) const { return find(inputs, from); }
    const std::string* output(const PortRef& from) const { return find(outputs, from); }

    static const std::string* find(const std::vector<std::pair<PortRef, std::string>>& ports, const PortRef& from)
    {
        const auto found = std::ranges::find(ports, from, &std::pair<PortRef, std::string>::first);
        return found == ports.end() ? nullptr : &found->second;
    }
    static void add(std::vector<std::pair<PortRef, std::string>>& ports, const PortRef& from, const std::string& wish)
    {
        if (find(ports, from) == nullptr)
            ports.emplace_back(from, freeName(cleanName(wish, "x"), [&](const std::string& name) {
                                   return std::ranges::find(ports, name, &std::pair<PortRef, std::string>::second)
                                       != ports.end();
                               }));
    }
};

Boundary boundaryOf(const GraphDocument& document, const Scope& scope, const Ids& ids)
{
    Boundary boundary;
    for (const GraphNode& node : document.nodes(scope)) {
        for (const Input& input : node.inputs) {
            if (ids.contains(node.id) && !ids.contains(input.from.node))
                Boundary::add(boundary.inputs, input.from, input.port);
            if (!ids.contains(node.id) && ids.contains(input.from.node))
                Boundary::add(boundary.outputs, input.from, input.from.port);
        }
    }
    if (const Block* outer = document.block(scope)) {
        for (const BlockPort& port : outer->outputs) {
            if (port.from && ids.contains(port.from->node))
                Boundary::add(boundary.outputs, *port.from, port.id);
        }
    }
    // A chain that ends here shows its end all the same, or nothing could follow it.
    if (boundary.outputs.empty()) {
        for (const GraphNode& node : document.nodes(scope)) {
            if (!ids.contains(node.id) || !document.consumers(scope, node.id).empty())
                continue;
            const std::vector<Port> ports = outputPorts(document.project(), scope, node);
            if (!ports.empty())
                Boundary::add(boundary.outputs, {node.id, ports.front().id}, ports.front().id);
        }
    }
    return boundary;
}

} // namespace

MadeBlock makeBlock(GraphDocument& document, const Scope& scope, const Ids& chosen, const QString& name)
{
    const Ids ids = present(document, scope, chosen);
    if (ids.empty())
        return {.sentence = Words::tr("Choose the layers that the block shall hold.")};
    if (!name.isEmpty()) {
        if (const QString why = whyNotName(name); !why.isEmpty())
            return {.sentence = why};
    }
    if (const QString why = whyNotTogether(document, scope, ids); !why.isEmpty())
        return {.sentence = why};
    const Boundary boundary = boundaryOf(document, scope, ids);
    MadeBlock made;
    document.change(Words::tr("Make block"), [&](Edit& edit) {
        Block block {.name = edit.freeBlockName(name.isEmpty() ? "block" : name.toStdString())};
        made.block = block.name;
        for (const auto& [from, port] : boundary.inputs)
            block.inputs.push_back({.id = port});
        for (const auto& [from, port] : boundary.outputs)
            block.outputs.push_back({.id = port, .from = from});
        std::map<std::string, NodeView> views;
        WireViews wires;
        QPointF sum;
        for (const GraphNode& node : edit.nodes(scope)) {
            if (!ids.contains(node.id))
                continue;
            GraphNode inner = node;
            for (Input& input : inner.inputs) {
                const std::vector<Dot>& dots = edit.dots(scope, input.from, node.id, input.port);
                if (const std::string* port = boundary.input(input.from))
                    input.from = {"in", *port};
                else if (!dots.empty())
                    wires.emplace(input.from.node + '.' + input.from.port + " > " + node.id + '.' + input.port, dots);
            }
            block.nodes.push_back(std::move(inner));
            views[node.id] = edit.view(scope, node.id);
            sum += QPointF(views[node.id].x, views[node.id].y);
        }
        std::vector<Frame> inside;
        for (const Frame& frame : edit.frames(scope)) {
            if (!frame.nodes.empty()
                && std::ranges::all_of(frame.nodes, [&](const std::string& id) { return ids.contains(id); }))
                inside.push_back(frame);
        }
        GraphNode use {.id = cleanName(block.name, "block"), .type = "block", .block = block.name};
        for (const auto& [from, port] : boundary.inputs)
            use.inputs.push_back({port, from});
        std::map<std::string, std::string> columns; // of inputs that are inside now
        if (scope.empty()) {
            for (const std::string& id : ids) {
                const GraphNode* node = edit.node(scope, id);
                const LayerType* type = findLayerType(node->type);
                if (type && type->category == "input" && type->id != "constant")
                    columns[id] = id; // an input without a feed takes the column of its own name
            }
            for (const auto& [path, column] : edit.project().data.feeds) {
                if (ids.contains(path.substr(0, path.find('/'))))
                    columns[path] = column;
            }
        }
        // The block around: what it promotes and shows of them goes through the new one.
        std::optional<Block> outer;
        if (!scope.empty())
            outer = *edit.block(scope);
        if (outer) {
            for (const PromotedParam& promoted : outer->params) {
                if (ids.contains(promoted.node))
                    block.params.push_back({.id = promoted.id, .node = promoted.node, .param = promoted.param});
            }
        }
        edit.setBlock(block);
        for (const auto& [id, view] : views)
            edit.setView(block.name, id, view);
        edit.setFrames(block.name, std::move(inside));
        edit.setWires(block.name, wires);
        const double count = double(views.size());
        made.node = edit.add(scope, std::move(use), {.x = sum.x() / count, .y = sum.y() / count});
        const std::set<std::string> outsiders = [&] {
            std::set<std::string> all;
            for (const GraphNode& node : edit.nodes(scope)) {
                if (!ids.contains(node.id) && node.id != made.node
                    && std::ranges::any_of(node.inputs, [&](const Input& one) { return ids.contains(one.from.node); }))
                    all.insert(node.id);
            }
            return all;
        }();
        for (const std::string& id : outsiders) {
            GraphNode now = *edit.node(scope, id);
            for (Input& input : now.inputs) {
                if (const std::string* port = boundary.output(input.from))
                    input.from = {made.node, *port};
            }
            edit.set(scope, std::move(now));
        }
        if (outer) {
            Block head = *edit.block(scope);
            for (BlockPort& port : head.outputs) {
                if (const std::string* through = port.from ? boundary.output(*port.from) : nullptr)
                    port.from = PortRef {made.node, *through};
            }
            for (PromotedParam& promoted : head.params) {
                if (ids.contains(promoted.node)) {
                    promoted.node = made.node;
                    promoted.param = promoted.id;
                }
            }
            edit.setBlock(std::move(head));
        }
        edit.remove(scope, ids);
        if (!columns.empty()) {
            DataSection data = edit.project().data;
            for (const auto& [path, column] : columns)
                data.feeds.insert_or_assign(made.node + '/' + path, column);
            edit.setData(std::move(data));
        }
    });
    return made;
}

QString renameBlock(GraphDocument& document, const std::string& block, const QString& to)
{
    if (document.block(block) == nullptr)
        return Words::tr("There is no block %1 in this project.").arg(inQuotes(block));
    if (to.toStdString() == block)
        return {};
    if (const QString why = whyNotName(to); !why.isEmpty())
        return why;
    if (document.block(to.toStdString()))
        return Words::tr("There is another block called %1.").arg(inQuotes(to.toStdString()));
    document.change(Words::tr("Rename block"), [&](Edit& edit) { edit.renameBlock(block, to.toStdString()); });
    return {};
}

QString makeUnique(GraphDocument& document, const NodeKey& key)
{
    const GraphNode* node = document.node(key);
    if (node == nullptr || node->type != "block" || document.block(node->block) == nullptr)
        return Words::tr("%1 is no block.").arg(inQuotes(key.id));
    if (usesOf(document.project(), node->block).size() < 2)
        return Words::tr("%1 is the only one that uses this block.").arg(inQuotes(key.id));
    if (!node->shares.empty())
        return Words::tr("%1 uses the weights of another; end that first.").arg(inQuotes(key.id));
    document.change(Words::tr("Make block its own"), [&](Edit& edit) {
        const std::string old = edit.node(key.scope, key.id)->block;
        Block copy = *edit.block(old);
        copy.name = edit.freeBlockName(old);
        const std::string name = copy.name;
        const Project& project = edit.project();
        std::map<std::string, NodeView> views;
        for (const GraphNode& inner : copy.nodes) {
            if (project.view.nodes.contains("block:" + old + '/' + inner.id))
                views[inner.id] = edit.view(old, inner.id);
        }
        BlockView around;
        if (const auto found = project.view.blocks.find(old); found != project.view.blocks.end())
            around = found->second;
        edit.setBlock(std::move(copy));
        for (const auto& [id, view] : views)
            edit.setView(name, id, view);
        edit.setFrames(name, around.frames);
        edit.setNotes(name, around.notes);
        edit.setWires(name, around.wires);
        GraphNode now = *edit.node(key.scope, key.id);
        now.block = name;
        edit.set(key.scope, std::move(now));
    });
    return {};
}

void removeUnusedBlocks(GraphDocument& document)
{
    document.change(Words::tr("Remove unused blocks"), [&](Edit& edit) {
        Ids used;
        std::vector<const std::vector<GraphNode>*> open {&edit.project().graph.nodes};
        while (!open.empty()) {
            const std::vector<GraphNode>& nodes = *open.back();
            open.pop_back();
            for (const GraphNode& node : nodes) {
                const Block* block = node.type == "block" ? edit.block(node.block) : nullptr;
                if (block && used.insert(node.block).second)
                    open.push_back(&block->nodes);
            }
        }
        std::vector<std::string> unused;
        for (const Block& block : edit.project().graph.blocks) {
            if (!used.contains(block.name))
                unused.push_back(block.name);
        }
        for (const std::string& name : unused)
            edit.removeBlock(name);
    });
}

} // namespace weft
