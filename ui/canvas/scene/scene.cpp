#include "ui/canvas/scene/scene.h"

#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/scene/wire_route.h"

#include <algorithm>
#include <cmath>

namespace weft {

using namespace geometry;

namespace {

constexpr double boundaryGap = 96; // between a block's ends and its nodes
constexpr double laneWidth = 8;
constexpr double lanePitch = 400; // wires whose lengths differ by this use different lanes
constexpr int mostLanes = 3;
constexpr qsizetype longestTitle = 48; // of a note of one line

QPointF endOf(const NodeItem& item, int port, bool input)
{
    return port >= 0 ? item.positionOf(item.ports[size_t(port)])
                     : item.rect.topLeft() + QPointF(input ? 0 : item.rect.width(), firstPort);
}

bool havePortsAlike(const NodeItem& a, const NodeItem& b)
{
    return std::ranges::equal(a.ports, b.ports, [](const PortItem& one, const PortItem& other) {
        return one.port == other.port && one.input == other.input && one.slot == other.slot && one.at == other.at
            && one.kind == other.kind;
    });
}

double laneOf(const QPointF& from, const QPointF& to, PortKind kind)
{
    const double span = std::abs(to.x() - from.x());
    return laneWidth * (std::min(mostLanes, int(span / lanePitch)) + (kind == PortKind::labels ? 0.5 : 0));
}

} // namespace

Scene::Scene(QObject* parent)
    : QObject(parent)
{
}

void Scene::show(GraphDocument* document, const Scope& scope)
{
    if (m_document != document) {
        if (m_document)
            m_document->disconnect(this);
        m_document = document;
        if (document)
            connect(document, &GraphDocument::changed, this, &Scene::follow);
    }
    m_scope = scope;
    rebuild();
}

void Scene::clear()
{
    m_nodes.clear();
    m_wires.clear();
    m_freeNodes.clear();
    m_freeWires.clear();
    m_byId.clear();
    m_nodeIndex.clear();
    m_wireIndex.clear();
    m_influenceIndex.clear();
    m_frames.clear();
    m_notes.clear();
    m_reroute.clear();
}

void Scene::rebuild()
{
    m_dirty |= bounds();
    clear();
    m_touched = 0;
    if (m_document) {
        const std::vector<GraphNode>& nodes = m_document->nodes(m_scope);
        m_nodes.reserve(nodes.size() + 2);
        for (const GraphNode& node : nodes)
            setNode(itemOf(node));
        layOutBoundaries();
        for (const GraphNode& node : nodes)
            rewire(handle(node.id));
        layOutFrames();
        layOutNotes();
    }
    finish();
}

void Scene::follow(const Change& change)
{
    m_touched = 0;
    const bool renamed =
        std::ranges::any_of(change.renamedBlocks, [&](const auto& pair) { return pair.first == m_scope; });
    if (change.everything || renamed) {
        rebuild();
        return;
    }
    std::set<std::string> altered, moved;
    for (const NodeKey& key : change.nodes) {
        if (key.scope == m_scope)
            altered.insert(key.id);
    }
    for (const NodeKey& key : change.views) {
        if (key.scope == m_scope && !altered.contains(key.id))
            moved.insert(key.id);
    }
    if (change.blocks) { // any block's ports may be others
        for (const NodeItem& item : m_nodes) {
            if (item.type == "block")
                altered.insert(item.id);
        }
    }
    std::set<int> rewired;
    for (const std::string& id : altered) {
        const GraphNode* node = m_document->node(m_scope, id);
        if (!node) {
            removeNode(id);
            continue;
        }
        if (!m_byId.contains(id)) { // wires of others may name it already
            for (const auto& [consumer, port] : m_document->consumers(m_scope, id)) {
                if (const int at = handle(consumer); at >= 0)
                    rewired.insert(at);
            }
        }
        const NodeItem* before = this->node(id);
        NodeItem item = itemOf(*node);
        const bool samePorts = before && havePortsAlike(*before, item);
        const int at = setNode(std::move(item));
        if (!samePorts || !isWiredAsIs(at))
            rewired.insert(at);
        if (samePorts)
            continue;
        for (const int wire : m_nodes[size_t(at)].wiresOut) // their port may lie elsewhere now
            rewired.insert(m_wires[size_t(wire)].toNode);
    }
    for (const std::string& id : moved) {
        const GraphNode* node = m_document->node(m_scope, id);
        const int at = handle(id);
        if (!node || at < 0)
            continue;
        const NodeView view = m_document->view(m_scope, id);
        NodeItem& item = m_nodes[size_t(at)];
        if (item.collapsed != view.collapsed) {
            setNode(itemOf(*node));
            rewired.insert(at);
            for (const int wire : m_nodes[size_t(at)].wiresOut)
                rewired.insert(m_wires[size_t(wire)].toNode);
        } else {
            item.colour = QString::fromStdString(view.colour);
            setRect(at, QRectF(QPointF(view.x, view.y), item.rect.size()));
        }
    }
    if (!m_scope.empty() && (change.blocks || !altered.empty() || !moved.empty()))
        layOutBoundaries();
    for (const int at : rewired) {
        if (!m_nodes[size_t(at)].id.empty() && !m_nodes[size_t(at)].boundary)
            rewire(at);
    }
    if (change.dots) { // the change does not say which; they are few
        for (const auto& [id, at] : m_byId) {
            for (const int wire : m_nodes[size_t(at)].wiresIn)
                m_reroute.insert(wire);
        }
    }
    if (change.frames || !altered.empty() || !moved.empty())
        layOutFrames();
    if (change.notes)
        layOutNotes();
    finish();
}

NodeItem Scene::itemOf(const GraphNode& node) const
{
    const NodeView view = m_document->view(m_scope, node.id);
    NodeItem item = layOutNode(node, m_document->project().graph.blocks, view.collapsed);
    item.colour = QString::fromStdString(view.colour);
    item.rect.moveTo(view.x, view.y);
    return item;
}

int Scene::setNode(NodeItem item)
{
    ++m_touched;
    item.revision = ++m_lastRevision;
    const QRectF rect = item.rect;
    const auto known = m_byId.find(item.id);
    if (known != m_byId.end()) {
        NodeItem& there = m_nodes[size_t(known->second)];
        item.wiresIn = std::move(there.wiresIn);
        item.wiresOut = std::move(there.wiresOut);
        item.rect = there.rect;
        there = std::move(item);
        setRect(known->second, rect);
        return known->second;
    }
    int at = int(m_nodes.size());
    if (m_freeNodes.empty()) {
        m_nodes.emplace_back();
    } else {
        at = m_freeNodes.back();
        m_freeNodes.pop_back();
    }
    m_byId[item.id] = at;
    m_nodes[size_t(at)] = std::move(item);
    m_nodeIndex.insert(at, rect);
    m_dirty |= rect;
    routeLater(at);
    return at;
}

void Scene::removeNode(const std::string& id)
{
    const auto known = m_byId.find(id);
    if (known == m_byId.end())
        return;
    ++m_touched;
    const int at = known->second;
    routeLater(at);
    for (const int wire : std::vector<int>(m_nodes[size_t(at)].wiresIn))
        removeWire(wire);
    for (const int wire : std::vector<int>(m_nodes[size_t(at)].wiresOut))
        removeWire(wire);
    m_dirty |= m_nodes[size_t(at)].rect;
    m_nodeIndex.remove(at);
    m_nodes[size_t(at)] = {};
    m_freeNodes.push_back(at);
    m_byId.erase(known);
}

void Scene::setRect(int at, const QRectF& rect)
{
    NodeItem& item = m_nodes[size_t(at)];
    m_dirty |= item.rect;
    m_dirty |= rect;
    ++m_touched;
    if (item.rect == rect)
        return;
    routeLater(at);
    item.rect = rect;
    m_nodeIndex.move(at, rect);
    routeLater(at);
}

// Whether its wires are those of the document already: most edits alter parameters.
bool Scene::isWiredAsIs(int at) const
{
    const NodeItem& item = m_nodes[size_t(at)];
    const GraphNode* node = m_document->node(m_scope, item.id);
    if (!node || node->inputs.size() != item.wiresIn.size())
        return false; // wires from what is not there are none: then it is looked at again
    for (size_t i = 0; i < item.wiresIn.size(); ++i) {
        const WireRef& ref = m_wires[size_t(item.wiresIn[i])].ref;
        if (ref.input != int(i) || !(ref.from == node->inputs[i].from) || ref.port != node->inputs[i].port)
            return false;
    }
    return true;
}

void Scene::rewire(int at)
{
    NodeItem& item = m_nodes[size_t(at)];
    for (const int wire : std::vector<int>(item.wiresIn))
        removeWire(wire);
    const std::string id = item.id;
    const GraphNode* node = m_document->node(m_scope, id);
    if (!node)
        return;
    std::map<std::string, int> taken; // slots of ports that take many
    for (size_t i = 0; i < node->inputs.size(); ++i)
        addWire(at, node->inputs[i].port, int(i), taken[node->inputs[i].port]++, node->inputs[i].from);
}

void Scene::addWire(int toNode, const std::string& port, int input, int slot, const PortRef& from)
{
    const int fromNode = handle(from.node);
    if (fromNode < 0)
        return;
    const auto placeOf = [](const NodeItem& item, const PortItem* found) {
        return found ? int(found - item.ports.data()) : -1;
    };
    const NodeItem& source = m_nodes[size_t(fromNode)];
    const NodeItem& target = m_nodes[size_t(toNode)];
    WireItem wire;
    wire.ref = {.node = target.id, .input = input, .from = from, .port = port};
    wire.fromNode = fromNode;
    wire.toNode = toNode;
    wire.fromPort = placeOf(source, source.find(from.port, false));
    wire.toPort = placeOf(target, target.find(port, true, slot));
    if (wire.fromPort >= 0)
        wire.kind = source.ports[size_t(wire.fromPort)].kind;
    int at = int(m_wires.size());
    if (m_freeWires.empty()) {
        m_wires.emplace_back();
    } else {
        at = m_freeWires.back();
        m_freeWires.pop_back();
    }
    m_wires[size_t(at)] = std::move(wire);
    m_nodes[size_t(fromNode)].wiresOut.push_back(at);
    m_nodes[size_t(toNode)].wiresIn.push_back(at);
    m_reroute.insert(at);
}

void Scene::removeWire(int at)
{
    WireItem& wire = m_wires[size_t(at)];
    m_dirty |= wire.route.bounds;
    std::erase(m_nodes[size_t(wire.fromNode)].wiresOut, at);
    std::erase(m_nodes[size_t(wire.toNode)].wiresIn, at);
    m_wireIndex.remove(at);
    m_influenceIndex.remove(at);
    m_reroute.erase(at);
    wire = {};
    m_freeWires.push_back(at);
}

void Scene::routeLater(int at)
{
    const NodeItem& item = m_nodes[size_t(at)];
    m_reroute.insert(item.wiresIn.begin(), item.wiresIn.end());
    m_reroute.insert(item.wiresOut.begin(), item.wiresOut.end());
    m_influenceIndex.visit(item.rect, [this](int wire) { m_reroute.insert(wire); });
}

void Scene::route(int at)
{
    WireItem& wire = m_wires[size_t(at)];
    ++m_touched;
    const NodeItem& source = m_nodes[size_t(wire.fromNode)];
    const NodeItem& target = m_nodes[size_t(wire.toNode)];
    const QPointF from = endOf(source, wire.fromPort, false), to = endOf(target, wire.toPort, true);
    wire.dots.clear();
    if (!target.boundary) {
        for (const Dot& dot : m_document->dots(m_scope, wire.ref.from, wire.ref.node, wire.ref.port))
            wire.dots.emplace_back(dot.x, dot.y);
    }
    QRectF influence;
    const Obstacles obstacles = [&](const QRectF& area, const std::function<void(const QRectF&)>& take) {
        influence |= area.adjusted(-1, -1, 1, 1);
        m_nodeIndex.visit(area, [&](int node) { take(m_nodes[size_t(node)].rect); });
    };
    m_dirty |= wire.route.bounds;
    wire.route = routeWire(from, to, source.rect, target.rect, obstacles, wire.dots, laneOf(from, to, wire.kind));
    wire.length = lengthOf(wire.route);
    m_dirty |= wire.route.bounds;
    m_wireIndex.move(at, wire.route.bounds);
    m_influenceIndex.move(at, influence | wire.route.bounds);
}

WireRoute Scene::routeMoved(int at, const QPointF& fromOffset, const QPointF& toOffset, bool avoid) const
{
    const WireItem& wire = m_wires[size_t(at)];
    if (fromOffset == toOffset)
        return translated(wire.route, fromOffset);
    const NodeItem& source = m_nodes[size_t(wire.fromNode)];
    const NodeItem& target = m_nodes[size_t(wire.toNode)];
    const QPointF from = endOf(source, wire.fromPort, false) + fromOffset;
    const QPointF to = endOf(target, wire.toPort, true) + toOffset;
    const Obstacles obstacles = [&](const QRectF& area, const std::function<void(const QRectF&)>& take) {
        if (!avoid)
            return;
        m_nodeIndex.visit(area, [&](int node) {
            if ((node != wire.fromNode || fromOffset.isNull()) && (node != wire.toNode || toOffset.isNull()))
                take(m_nodes[size_t(node)].rect);
        });
    };
    return routeWire(from, to, source.rect.translated(fromOffset), target.rect.translated(toOffset), obstacles,
                     wire.dots, laneOf(from, to, wire.kind));
}

WireRoute Scene::routeThrough(int at, std::span<const QPointF> dots) const
{
    const WireItem& wire = m_wires[size_t(at)];
    const NodeItem& source = m_nodes[size_t(wire.fromNode)];
    const NodeItem& target = m_nodes[size_t(wire.toNode)];
    const QPointF from = endOf(source, wire.fromPort, false);
    const QPointF to = endOf(target, wire.toPort, true);
    const Obstacles obstacles = [&](const QRectF& area, const std::function<void(const QRectF&)>& take) {
        for (const int node : m_nodeIndex.query(area))
            take(m_nodes[size_t(node)].rect);
    };
    return routeWire(from, to, source.rect, target.rect, obstacles, dots, laneOf(from, to, wire.kind));
}

// The inside's ends of a block's ports, left and right of its nodes unless the user has put them elsewhere.
void Scene::layOutBoundaries()
{
    const Block* block = m_scope.empty() ? nullptr : m_document->block(m_scope);
    if (!block) {
        removeNode(blockOutputs);
        if (m_byId.contains(blockInputs) && m_nodes[size_t(handle(blockInputs))].boundary)
            removeNode(blockInputs);
        return;
    }
    QRectF inner;
    for (const NodeItem& item : m_nodes) {
        if (!item.id.empty() && !item.boundary)
            inner |= item.rect;
    }
    const auto put = [&](const char* id, bool inputs) {
        NodeItem item = layOutBoundary(*block, inputs);
        item.id = id;
        const NodeView view = m_document->view(m_scope, id);
        QPointF at(view.x, view.y);
        if (view == NodeView {}) {
            const double x = inputs ? inner.left() - boundaryGap - item.rect.width() : inner.right() + boundaryGap;
            at = {x, inner.isNull() ? 0 : inner.center().y() - item.rect.height() / 2};
        }
        item.rect.moveTo(snapToGrid(at));
        const auto known = m_byId.find(id);
        if (known == m_byId.end() || m_nodes[size_t(known->second)].rect != item.rect
            || m_nodes[size_t(known->second)].ports.size() != item.ports.size())
            return setNode(std::move(item));
        return known->second;
    };
    put(blockInputs, true);
    const int at = put(blockOutputs, false);
    for (const int wire : std::vector<int>(m_nodes[size_t(at)].wiresIn))
        removeWire(wire);
    for (size_t i = 0; i < block->outputs.size(); ++i) {
        if (block->outputs[i].from)
            addWire(at, block->outputs[i].id, int(i), 0, *block->outputs[i].from);
    }
}

void Scene::layOutFrames()
{
    const std::vector<Frame>& frames = m_document->frames(m_scope);
    std::vector<FrameItem> items;
    for (size_t i = 0; i < frames.size(); ++i) {
        FrameItem item {.index = int(i),
                        .title = QString::fromStdString(frames[i].title),
                        .colour = QString::fromStdString(frames[i].colour),
                        .rect = {},
                        .nodes = frames[i].nodes};
        for (const std::string& id : frames[i].nodes) {
            if (const NodeItem* inside = node(id))
                item.rect |= inside->rect;
        }
        if (!item.rect.isNull())
            item.rect.adjust(-framePadding, -framePadding - frameHeader, framePadding, framePadding);
        items.push_back(std::move(item));
    }
    for (const FrameItem& item : m_frames)
        m_dirty |= item.rect;
    m_frames = std::move(items);
    for (const FrameItem& item : m_frames)
        m_dirty |= item.rect;
}

void Scene::layOutNotes()
{
    for (const NoteItem& item : m_notes)
        m_dirty |= item.rect;
    m_notes.clear();
    const std::vector<Note>& notes = m_document->notes(m_scope);
    for (size_t i = 0; i < notes.size(); ++i) {
        const QString text = QString::fromStdString(notes[i].text);
        const qsizetype end = text.indexOf('\n');
        const bool titled = end >= 0 || text.size() <= longestTitle; // else it is all text
        m_notes.push_back({.index = int(i),
                           .title = titled ? text.left(end).trimmed() : QString(),
                           .text = !titled ? text
                               : end < 0   ? QString()
                                           : text.mid(end + 1),
                           .rect = QRectF(notes[i].x, notes[i].y, notes[i].width, notes[i].height)});
        m_dirty |= m_notes.back().rect;
    }
}

void Scene::finish()
{
    for (const int wire : m_reroute) {
        if (m_wires[size_t(wire)].toNode >= 0)
            route(wire);
    }
    m_reroute.clear();
    ++m_revision;
    emit changed(std::exchange(m_dirty, {}));
}

} // namespace weft
