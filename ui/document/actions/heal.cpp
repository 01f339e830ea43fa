#include "ui/document/actions/heal.h"

#include "ui/document/steps/graph_index.h"
#include "ui/document/steps/scopes.h"

#include <algorithm>

namespace weft {

namespace {

// What the node passes on when it is taken out; none: nothing comes in.
std::optional<PortRef> sourceThrough(const Edit& edit, const Scope& scope, const Ids& ids, std::string id)
{
    for (size_t hops = 0; hops <= ids.size(); ++hops) { // a circle ends too
        const GraphNode* node = edit.node(scope, id);
        if (node == nullptr)
            return std::nullopt;
        const Input* first = nullptr;
        for (const Port& port : inputPorts(edit.project(), scope, *node)) {
            const auto found = std::ranges::find(node->inputs, port.id, &Input::port);
            if (found != node->inputs.end()) {
                first = &*found;
                break;
            }
        }
        if (first == nullptr)
            return std::nullopt;
        if (!ids.contains(first->from.node))
            return first->from;
        id = first->from.node;
    }
    return std::nullopt;
}

} // namespace

Ids present(const GraphDocument& document, const Scope& scope, const Ids& ids)
{
    Ids there;
    for (const std::string& id : ids) {
        if (document.node(scope, id))
            there.insert(id);
    }
    return there;
}

void healWires(Edit& edit, const Scope& scope, const Ids& ids)
{
    Ids users;
    for (const std::string& id : ids) {
        for (const std::string& user : edit.index().users(scope, id)) {
            if (!ids.contains(user))
                users.insert(user);
        }
    }
    for (const std::string& user : users) {
        GraphNode now = *edit.node(scope, user);
        std::vector<Input> inputs;
        for (Input& input : now.inputs) {
            if (ids.contains(input.from.node)) {
                const std::optional<PortRef> source = sourceThrough(edit, scope, ids, input.from.node);
                if (!source || source->node == user)
                    continue;
                input.from = *source;
                if (std::ranges::count(now.inputs, input) > 1)
                    continue; // the other one remains
            }
            inputs.push_back(input);
        }
        now.inputs = std::move(inputs);
        edit.set(scope, std::move(now));
    }
    const Block* block = scope.empty() ? nullptr : edit.block(scope);
    if (block == nullptr)
        return;
    Block head = *block;
    for (BlockPort& port : head.outputs) {
        if (port.from && ids.contains(port.from->node))
            port.from = sourceThrough(edit, scope, ids, port.from->node);
    }
    edit.setBlock(std::move(head));
}

bool blockHolds(const Project& project, const std::string& name, const std::string& inner)
{
    if (inner.empty())
        return false;
    Ids seen {name};
    std::vector<std::string> open {name};
    while (!open.empty()) {
        const Block* block = project.graph.findBlock(open.back());
        open.pop_back();
        if (block == nullptr)
            continue;
        if (block->name == inner)
            return true;
        for (const GraphNode& node : block->nodes) {
            if (node.type == "block" && seen.insert(node.block).second)
                open.push_back(node.block);
        }
    }
    return false;
}

} // namespace weft
