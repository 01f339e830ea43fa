#include "ui/canvas/wiring/wire_ends.h"

#include "ui/canvas/scene/scene.h"

#include <QCoreApplication>

#include <algorithm>

namespace weft {

namespace {

std::vector<Wire> boundaryWires(const Scene& scene, const std::string& port)
{
    const Block* block = scene.document()->block(scene.scope());
    if (block == nullptr)
        return {};
    const auto found = std::ranges::find(block->outputs, port, &BlockPort::id);
    if (found == block->outputs.end() || !found->from)
        return {};
    return {{*found->from, Scene::blockOutputs, port}};
}

} // namespace

std::vector<Wire> wiresInto(const Scene& scene, const PortHit& port, int slot)
{
    if (port.node == Scene::blockOutputs)
        return boundaryWires(scene, port.port);
    std::vector<Wire> wires;
    const GraphNode* node = scene.document()->node(scene.scope(), port.node);
    if (node == nullptr)
        return wires;
    int at = 0;
    for (const Input& input : node->inputs) {
        if (input.port == port.port && (slot < 0 || at++ == slot))
            wires.push_back({input.from, port.node, port.port});
    }
    return wires;
}

std::vector<Wire> wiresFrom(const Scene& scene, const PortRef& from)
{
    std::vector<Wire> wires;
    for (const auto& [node, port] : scene.document()->consumers(scene.scope(), from))
        wires.push_back({from, node, port});
    return wires;
}

std::optional<PortHit> portOf(const NodeItem& node, const std::string& port, bool input, int slot)
{
    const PortItem* item = node.find(port, input, slot);
    if (item == nullptr)
        return std::nullopt;
    return PortHit {.node = node.id, .port = port, .input = input, .slot = item->slot, .at = node.positionOf(*item)};
}

std::optional<PortHit> startOf(const Scene& scene, const Wire& wire)
{
    const NodeItem* node = scene.node(wire.from.node);
    return node == nullptr ? std::nullopt : portOf(*node, wire.from.port, false);
}

std::optional<PortHit> endOf(const Scene& scene, const Wire& wire)
{
    const NodeItem* node = scene.node(wire.node);
    if (node == nullptr)
        return std::nullopt;
    int slot = 0;
    if (const GraphNode* taker = scene.document()->node(scene.scope(), wire.node)) {
        for (const Input& input : taker->inputs) {
            if (input.port == wire.port && input.from == wire.from)
                break;
            slot += input.port == wire.port ? 1 : 0;
        }
    }
    return portOf(*node, wire.port, true, slot);
}

std::vector<PortHit> portsOf(const NodeItem& node, bool input)
{
    std::vector<PortHit> ports;
    for (const PortItem& item : node.ports) {
        if (item.input == input)
            ports.push_back({node.id, item.port, item.input, item.slot, node.positionOf(item)});
    }
    std::ranges::stable_sort(ports, {}, [](const PortHit& port) { return port.at.y(); });
    return ports;
}

QString connectEnds(GraphDocument& document, const Scope& scope, const PortRef& from, const PortHit& to)
{
    if (to.node == Scene::blockOutputs)
        return setBlockOutput(document, scope, to.port, from);
    return connectPorts(document, scope, from, to.node, to.port);
}

void disconnectEnds(GraphDocument& document, const Scope& scope, const std::vector<Wire>& wires)
{
    std::vector<Wire> plain;
    for (const Wire& wire : wires) {
        if (wire.node == Scene::blockOutputs)
            setBlockOutput(document, scope, wire.port, std::nullopt);
        else
            plain.push_back(wire);
    }
    if (!plain.empty())
        disconnect(document, scope, plain);
}

LegalEnds::LegalEnds(const Scene& scene, const PortHit& start)
    : m_scene(scene)
    , m_start(start)
{
    const GraphDocument& document = *scene.document();
    if (document.node(scene.scope(), start.node) == nullptr)
        m_forbidden = {start.node}; // an end of the block itself
    else
        m_forbidden = start.input ? nodesAfter(document, scene.scope(), start.node)
                                  : nodesBefore(document, scene.scope(), start.node);
}

bool LegalEnds::isLegal(const NodeItem& node, const PortItem& port) const
{
    return port.input != m_start.input && !m_forbidden.contains(node.id);
}

std::optional<PortHit> LegalEnds::best(const NodeItem& node) const
{
    const PortItem* chosen = nullptr;
    const auto rank = [](const PortItem& port) { return (port.input && port.wired ? 2 : 0) + (port.optional ? 1 : 0); };
    for (const PortItem& port : node.ports) {
        if (isLegal(node, port) && (chosen == nullptr || rank(port) < rank(*chosen)))
            chosen = &port;
    }
    if (chosen == nullptr)
        return std::nullopt;
    return PortHit {node.id, chosen->port, chosen->input, chosen->slot, node.positionOf(*chosen)};
}

QString LegalEnds::whyNot(const NodeItem& node, const std::optional<PortHit>& port) const
{
    const auto words = [](const char* text) { return QCoreApplication::translate("LegalEnds", text); };
    if (node.id == m_start.node)
        return words(QT_TRANSLATE_NOOP("LegalEnds", "A node can't feed itself."));
    if (port && port->input == m_start.input) {
        return m_start.input ? words(QT_TRANSLATE_NOOP("LegalEnds", "Both are inputs: end the wire at an output."))
                             : words(QT_TRANSLATE_NOOP("LegalEnds", "Both are outputs: end the wire at an input."));
    }
    const bool any = std::ranges::any_of(node.ports, [&](const PortItem& item) { return item.input != m_start.input; });
    if (!any) {
        return m_start.input ? words(QT_TRANSLATE_NOOP("LegalEnds", "It has no output."))
                             : words(QT_TRANSLATE_NOOP("LegalEnds", "It takes no input."));
    }
    const PortRef from =
        m_start.input ? PortRef {node.id, port ? port->port : std::string()} : PortRef {m_start.node, m_start.port};
    const std::string taker = m_start.input ? m_start.node : node.id;
    std::string takerPort = m_start.input ? m_start.port : port ? port->port : std::string();
    PortRef source = from;
    for (const PortItem& item : node.ports) { // on its body: speak of its first port
        if (port || item.input == m_start.input)
            continue;
        (m_start.input ? source.port : takerPort) = item.port;
        break;
    }
    return weft::whyNot(*m_scene.document(), m_scene.scope(), source, taker, takerPort);
}

} // namespace weft
