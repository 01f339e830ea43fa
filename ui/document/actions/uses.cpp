#include "ui/document/actions/uses.h"

#include "ui/document/steps/graph_index.h"

#include <algorithm>

namespace weft {

std::vector<NodeKey> usesOf(const Project& project, const std::string& block)
{
    std::vector<NodeKey> uses;
    const auto look = [&](const Scope& scope, const std::vector<GraphNode>& nodes) {
        for (const GraphNode& node : nodes) {
            if (node.type == "block" && node.block == block)
                uses.push_back({scope, node.id});
        }
    };
    look({}, project.graph.nodes);
    for (const Block& other : project.graph.blocks)
        look(other.name, other.nodes);
    return uses;
}

void renameInner(Edit& edit, const std::string& block, const std::string& port, const std::string& to)
{
    const PortRef old {"in", port};
    const std::set<std::string> users(edit.index().users(block, "in").begin(), edit.index().users(block, "in").end());
    for (const std::string& user : users) {
        GraphNode now = *edit.node(block, user);
        if (to.empty())
            std::erase_if(now.inputs, [&](const Input& input) { return input.from == old; });
        std::vector<std::pair<std::string, std::vector<Dot>>> dots;
        for (Input& input : now.inputs) {
            if (input.from == old) {
                dots.emplace_back(input.port, edit.dots(block, old, user, input.port));
                input.from.port = to;
            }
        }
        edit.set(block, std::move(now));
        for (auto& [input, line] : dots)
            edit.setDots(block, {"in", to}, user, input, std::move(line));
    }
}

void renameUsedInput(Edit& edit, const std::string& block, const std::string& port, const std::string& to)
{
    for (const NodeKey& use : usesOf(edit.project(), block)) {
        const GraphNode before = *edit.node(use.scope, use.id);
        GraphNode now = before;
        if (to.empty())
            std::erase_if(now.inputs, [&](const Input& input) { return input.port == port; });
        for (Input& input : now.inputs) {
            if (input.port == port)
                input.port = to;
        }
        std::vector<std::pair<PortRef, std::vector<Dot>>> dots;
        for (const Input& input : before.inputs) {
            if (input.port == port && !to.empty())
                dots.emplace_back(input.from, edit.dots(use.scope, input.from, use.id, port));
        }
        edit.set(use.scope, std::move(now));
        for (auto& [from, line] : dots)
            edit.setDots(use.scope, from, use.id, to, std::move(line));
    }
}

void renameUsedOutput(Edit& edit, const std::string& block, const std::string& port, const std::string& to)
{
    for (const NodeKey& use : usesOf(edit.project(), block)) {
        const PortRef old {use.id, port};
        const std::set<std::string> users(edit.index().users(use.scope, use.id).begin(),
                                          edit.index().users(use.scope, use.id).end());
        for (const std::string& user : users) {
            const GraphNode before = *edit.node(use.scope, user);
            GraphNode now = before;
            if (to.empty())
                std::erase_if(now.inputs, [&](const Input& input) { return input.from == old; });
            std::vector<std::pair<std::string, std::vector<Dot>>> dots;
            for (Input& input : now.inputs) {
                if (input.from == old) {
                    dots.emplace_back(input.port, edit.dots(use.scope, old, user, input.port));
                    input.from.port = to;
                }
            }
            edit.set(use.scope, std::move(now));
            for (auto& [input, line] : dots)
                edit.setDots(use.scope, {use.id, to}, user, input, std::move(line));
        }
        if (const Block* outer = use.scope.empty() ? nullptr : edit.block(use.scope)) {
            Block head = *outer;
            for (BlockPort& output : head.outputs) {
                if (output.from == old)
                    output.from = to.empty() ? std::nullopt : std::optional(PortRef {use.id, to});
            }
            edit.setBlock(std::move(head));
        }
    }
}

void renameUsedParam(Edit& edit, const std::string& block, const std::string& param, const std::string& to)
{
    for (const NodeKey& use : usesOf(edit.project(), block)) {
        GraphNode now = *edit.node(use.scope, use.id);
        if (auto value = now.params.extract(param); !value.empty() && !to.empty()) {
            value.key() = to;
            now.params.insert(std::move(value));
        }
        edit.set(use.scope, std::move(now));
        const Block* outer = use.scope.empty() ? nullptr : edit.block(use.scope);
        if (outer == nullptr)
            continue;
        // Promoted once more by the block around.
        Block head = *outer;
        std::vector<std::string> gone;
        for (PromotedParam& promoted : head.params) {
            if (promoted.node == use.id && promoted.param == param) {
                promoted.param = to;
                if (to.empty())
                    gone.push_back(promoted.id);
            }
        }
        std::erase_if(head.params, [&](const PromotedParam& promoted) { return promoted.param.empty(); });
        const std::string outerName = head.name;
        for (const std::string& id : gone) {
            if (std::ranges::find(head.params, id, &PromotedParam::id) == head.params.end()) {
                edit.setBlock(head);
                renameUsedParam(edit, outerName, id, {});
            }
        }
        edit.setBlock(std::move(head));
    }
}

} // namespace weft
