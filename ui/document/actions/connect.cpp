#include "ui/document/actions.h"
#include "ui/document/actions/words.h"
#include "ui/document/port_kind.h"

#include <algorithm>
#include <deque>

namespace weft {

namespace {

const Port* findPort(const std::vector<Port>& ports, const std::string& id)
{
    const auto found = std::ranges::find(ports, id, &Port::id);
    return found == ports.end() ? nullptr : &*found;
}

bool isBlockPort(const GraphDocument& document, const Scope& scope, const std::string& node, const char* name)
{
    return !scope.empty() && node == name && document.node(scope, node) == nullptr;
}

const std::vector<BlockPort>* boundary(const GraphDocument& document, const Scope& scope, bool output)
{
    const Block* block = document.block(scope);
    return block == nullptr ? nullptr : output ? &block->outputs : &block->inputs;
}

PortKind kindOf(const GraphDocument& document, const Scope& scope, const PortRef& from, const GraphNode& source)
{
    const std::vector<Port> ports = outputPorts(document.project(), scope, source);
    const NodeReport* report = document.report({scope, from.node});
    const auto port = std::ranges::find(ports, from.port, &Port::id);
    if (report && port != ports.end() && size_t(port - ports.begin()) < report->outputs.size())
        return isFloat(report->outputs[size_t(port - ports.begin())].dtype) ? PortKind::numbers : PortKind::classes;
    return sourceKind(source);
}

} // namespace

bool hasWire(const GraphDocument& document, const Scope& scope, const Wire& wire)
{
    if (isBlockPort(document, scope, wire.node, "out")) {
        const std::vector<BlockPort>* ports = boundary(document, scope, true);
        return ports && std::ranges::any_of(*ports, [&](const BlockPort& port) {
                   return port.id == wire.port && port.from == wire.from;
               });
    }
    const GraphNode* node = document.node(scope, wire.node);
    return node && std::ranges::find(node->inputs, Input {wire.port, wire.from}) != node->inputs.end();
}

std::set<std::string> nodesBefore(const GraphDocument& document, const Scope& scope, const std::string& node)
{
    std::set<std::string> seen {node};
    std::deque<std::string> open {node};
    while (!open.empty()) {
        const GraphNode* here = document.node(scope, open.front());
        open.pop_front();
        if (here == nullptr)
            continue;
        for (const Input& input : here->inputs) {
            if (seen.insert(input.from.node).second)
                open.push_back(input.from.node);
        }
    }
    return seen;
}

std::set<std::string> nodesAfter(const GraphDocument& document, const Scope& scope, const std::string& node)
{
    std::set<std::string> seen {node};
    std::deque<std::string> open {node};
    while (!open.empty()) {
        for (const auto& [user, port] : document.consumers(scope, open.front())) {
            if (seen.insert(user).second)
                open.push_back(user);
        }
        open.pop_front();
    }
    return seen;
}

QString whyNot(const GraphDocument& document, const Scope& scope, const PortRef& from, const std::string& node,
               const std::string& port)
{
    const GraphNode* source = document.node(scope, from.node);
    if (source == nullptr && isBlockPort(document, scope, from.node, "in")) {
        const std::vector<BlockPort>* ports = boundary(document, scope, false);
        if (ports == nullptr || std::ranges::find(*ports, from.port, &BlockPort::id) == ports->end())
            return Words::tr("The block has no input %1.").arg(inQuotes(from.port));
    } else if (source == nullptr) {
        return Words::tr("%1 is not there.").arg(inQuotes(from.node));
    } else if (findPort(outputPorts(document.project(), scope, *source), from.port) == nullptr) {
        return Words::tr("%1 has no output %2.").arg(inQuotes(from.node), inQuotes(from.port));
    }
    if (isBlockPort(document, scope, node, "out")) {
        const std::vector<BlockPort>* ports = boundary(document, scope, true);
        if (ports == nullptr || std::ranges::find(*ports, port, &BlockPort::id) == ports->end())
            return Words::tr("The block has no output %1.").arg(inQuotes(port));
        return hasWire(document, scope, {from, node, port}) ? Words::tr("They are wired already.") : QString();
    }
    const GraphNode* target = document.node(scope, node);
    if (target == nullptr)
        return Words::tr("%1 is not there.").arg(inQuotes(node));
    if (from.node == node)
        return Words::tr("A layer cannot feed itself.");
    const std::vector<Port> inputs = inputPorts(document.project(), scope, *target);
    if (findPort(inputs, port) == nullptr)
        return inputs.empty() ? Words::tr("%1 takes no input.").arg(inQuotes(node))
                              : Words::tr("%1 has no input %2.").arg(inQuotes(node), inQuotes(port));
    if (hasWire(document, scope, {from, node, port}))
        return Words::tr("They are wired already.");
    if (source && nodesBefore(document, scope, from.node).contains(node))
        return Words::tr("That would be a circle: %1 already works on what %2 gives.")
            .arg(inQuotes(from.node), inQuotes(node));
    if (source && target->type != "block") {
        const PortKind gives = kindOf(document, scope, from, *source);
        const PortKind wants = gives == PortKind::unknown ? gives : inputKind(target->type, port);
        if (gives != wants && wants == PortKind::numbers)
            return Words::tr("%1 gives class numbers; %2 computes with measured values.")
                .arg(inQuotes(from.node), inQuotes(node));
        if (gives != wants && wants == PortKind::classes)
            return Words::tr("%1 wants class numbers or tokens; wire a Label or a Tokens layer to it.")
                .arg(inQuotes(node));
    }
    return {};
}

QString connectPorts(GraphDocument& document, const Scope& scope, const PortRef& from, const std::string& node,
                     const std::string& port, int place)
{
    if (const QString why = whyNot(document, scope, from, node, port); !why.isEmpty())
        return why;
    if (isBlockPort(document, scope, node, "out"))
        return setBlockOutput(document, scope, port, from);
    document.change(Words::tr("Connect"), [&](Edit& edit) {
        GraphNode now = *edit.node(scope, node);
        const std::vector<Port> ports = inputPorts(edit.project(), scope, now);
        if (!findPort(ports, port)->many)
            std::erase_if(now.inputs, [&](const Input& input) { return input.port == port; });
        auto at = now.inputs.end();
        for (auto it = now.inputs.begin(); it != now.inputs.end() && place >= 0; ++it) {
            if (it->port == port && place-- == 0)
                at = it;
        }
        now.inputs.insert(at, {port, from});
        edit.set(scope, std::move(now));
    });
    return {};
}

void cutWires(GraphDocument& document, const Scope& scope, const std::vector<Wire>& wires)
{
    document.change(wires.size() == 1 ? Words::tr("Disconnect") : Words::tr("Cut wires"), [&](Edit& edit) {
        for (const Wire& wire : wires) {
            if (isBlockPort(document, scope, wire.node, "out")) {
                if (hasWire(document, scope, wire))
                    setBlockOutput(document, scope, wire.port, std::nullopt);
                continue;
            }
            const GraphNode* node = edit.node(scope, wire.node);
            if (node == nullptr)
                continue;
            GraphNode now = *node;
            std::erase(now.inputs, Input {wire.port, wire.from});
            edit.set(scope, std::move(now));
        }
    });
}

void moveInput(GraphDocument& document, const Scope& scope, const std::string& node, const std::string& port, int from,
               int to)
{
    document.change(Words::tr("Reorder inputs"), [&](Edit& edit) {
        GraphNode now = *edit.node(scope, node);
        std::vector<size_t> places; // of this port's wires
        for (size_t i = 0; i < now.inputs.size(); ++i) {
            if (now.inputs[i].port == port)
                places.push_back(i);
        }
        if (from < 0 || to < 0 || size_t(from) >= places.size() || size_t(to) >= places.size())
            return;
        for (int i = from; i != to; i += from < to ? 1 : -1)
            std::swap(now.inputs[places[size_t(i)]], now.inputs[places[size_t(i + (from < to ? 1 : -1))]]);
        edit.set(scope, std::move(now));
    });
}

QString moveWires(GraphDocument& document, const Scope& scope, const PortRef& from, const PortRef& to)
{
    const auto users = document.consumers(scope, from);
    const std::set<std::string> before = nodesBefore(document, scope, to.node);
    QString why;
    int moved = 0;
    document.change(Words::tr("Move wires"), [&](Edit& edit) {
        for (const auto& [id, port] : users) {
            if (before.contains(id)) {
                why = Words::tr("That would be a circle: %1 already works on what %2 gives.")
                          .arg(inQuotes(to.node), inQuotes(id));
                continue;
            }
            GraphNode now = *edit.node(scope, id);
            for (Input& input : now.inputs) {
                if (input.port == port && input.from == from)
                    input.from = to;
            }
            edit.set(scope, std::move(now));
            ++moved;
        }
    });
    return moved == 0 && why.isEmpty() ? Words::tr("No wire starts there.") : why;
}

QString connectNodes(GraphDocument& document, const Scope& scope, const std::string& from, const std::string& node)
{
    const GraphNode* source = document.node(scope, from);
    const GraphNode* target = document.node(scope, node);
    if (source == nullptr || target == nullptr)
        return Words::tr("%1 is not there.").arg(inQuotes(source ? node : from));
    QString first;
    const auto isFed = [&](const std::string& port) {
        return std::ranges::find(target->inputs, port, &Input::port) != target->inputs.end();
    };
    for (const bool free : {true, false}) { // free ports first
        for (const Port& input : inputPorts(document.project(), scope, *target)) {
            if (free == (isFed(input.id) && !input.many))
                continue;
            for (const Port& output : outputPorts(document.project(), scope, *source)) {
                const QString why = whyNot(document, scope, {from, output.id}, node, input.id);
                if (why.isEmpty())
                    return connectPorts(document, scope, {from, output.id}, node, input.id);
                if (first.isEmpty())
                    first = why;
            }
        }
    }
    return first.isEmpty() ? Words::tr("%1 takes no input.").arg(inQuotes(node)) : first;
}

} // namespace weft
