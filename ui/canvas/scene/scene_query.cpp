#include "ui/canvas/scene/scene.h"

#include "ui/canvas/scene/level_of_detail.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/scene/wire_route.h"

#include <QLineF>

#include <algorithm>

namespace weft {

using namespace geometry;

namespace {

constexpr double wireReach = 6; // widget pixels
constexpr double leastScaleOfReach = 0.5; // hit areas grow no further when zoomed out more

} // namespace

const NodeItem* Scene::node(const std::string& id) const
{
    const int at = handle(id);
    return at < 0 ? nullptr : &m_nodes[size_t(at)];
}

int Scene::handle(const std::string& id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? -1 : found->second;
}

int Scene::wireHandle(const WireRef& ref) const
{
    const NodeItem* to = node(ref.node);
    if (!to)
        return -1;
    const auto found = std::ranges::find_if(to->wiresIn, [&](int wire) { return wireAt(wire).ref == ref; });
    return found == to->wiresIn.end() ? -1 : *found;
}

std::vector<std::string> Scene::nodeIds() const
{
    std::vector<std::string> ids;
    if (!m_document)
        return ids;
    for (const GraphNode& one : m_document->nodes(m_scope))
        ids.push_back(one.id);
    for (const char* boundary : {blockInputs, blockOutputs}) {
        const NodeItem* item = node(boundary);
        if (item && item->boundary)
            ids.emplace_back(boundary);
    }
    return ids;
}

std::set<std::string> Scene::idsIn(const QRectF& area) const
{
    std::set<std::string> ids;
    for (const int at : nodesIn(area)) {
        if (!nodeAt(at).boundary)
            ids.insert(nodeAt(at).id);
    }
    return ids;
}

std::vector<WireRef> Scene::wiresCrossing(const QLineF& line) const
{
    std::vector<WireRef> crossed;
    for (const int at : wiresIn(QRectF(line.p1(), line.p2()).normalized())) {
        if (crosses(wireAt(at).route, line))
            crossed.push_back(wireAt(at).ref);
    }
    return crossed;
}

QRectF Scene::bounds() const
{
    if (m_boundsRevision != m_revision) {
        m_bounds = {};
        for (const auto& [id, at] : m_byId)
            m_bounds |= m_nodes[size_t(at)].rect;
        for (const FrameItem& frame : m_frames)
            m_bounds |= frame.rect;
        for (const NoteItem& note : m_notes)
            m_bounds |= note.rect;
        m_boundsRevision = m_revision;
    }
    return m_bounds;
}

QRectF Scene::boundsOf(const std::set<std::string>& ids) const
{
    QRectF all;
    for (const std::string& id : ids) {
        if (const NodeItem* item = node(id))
            all |= item->rect;
    }
    return all;
}

Hit Scene::hit(const QPointF& scene, double scale) const
{
    Hit hit;
    hit.scene = scene;
    const double reach = 1 / std::max(scale, leastScaleOfReach);
    const bool ports = scale >= lod::portsFrom;
    const double portReach = ports ? portHit / 2 * reach : 0;
    const QRectF around(scene - QPointF(portReach, portReach), QSizeF(2 * portReach, 2 * portReach));
    const std::vector<int> nodes = nodesIn(around);
    for (auto at = nodes.rbegin(); at != nodes.rend(); ++at) { // what is drawn last is on top
        const NodeItem& item = nodeAt(*at);
        double nearest = portReach;
        for (const PortItem& port : item.ports) {
            const double distance = QLineF(item.positionOf(port), scene).length();
            if (ports && distance <= nearest) {
                nearest = distance;
                hit.kind = Hit::Kind::port;
                hit.port = PortHit {item.id, port.port, port.input, port.slot, item.positionOf(port)};
            }
        }
        if (hit.kind == Hit::Kind::empty && item.rect.contains(scene))
            hit.kind = Hit::Kind::node;
        if (hit.kind == Hit::Kind::empty)
            continue;
        hit.node = item.id;
        const double y = scene.y() - item.rect.top();
        const int row = int((y - header - bodyPadding / 2) / rowHeight);
        if (y < header) {
            hit.part = Hit::Part::header;
        } else if (y > item.rect.height() - footer) {
            hit.part = Hit::Part::footer;
        } else if (y >= header + bodyPadding / 2 && row < int(item.rows.size())) {
            hit.part = Hit::Part::row;
            hit.row = row;
        }
        return hit;
    }
    for (auto note = m_notes.rbegin(); note != m_notes.rend(); ++note) {
        if (!note->rect.contains(scene))
            continue;
        hit.kind = Hit::Kind::note;
        hit.index = note->index;
        const QPointF left = note->rect.bottomRight() - scene;
        if (left.x() < noteCorner && left.y() < noteCorner)
            hit.part = Hit::Part::corner;
        return hit;
    }
    double nearest = wireReach * reach;
    const QRectF near(scene - QPointF(nearest, nearest), QSizeF(2 * nearest, 2 * nearest));
    for (const int at : wiresIn(near)) {
        const WireItem& wire = wireAt(at);
        const NearestPlace place = nearestPlace(wire.route, scene);
        if (place.distance > nearest)
            continue;
        nearest = place.distance;
        hit.kind = Hit::Kind::wire;
        hit.wire = wire.ref;
        hit.along = place.along;
        for (size_t dot = 0; dot < wire.dots.size(); ++dot) {
            if (QLineF(wire.dots[dot], scene).length() <= rerouteDot * reach) {
                hit.kind = Hit::Kind::dot;
                hit.index = int(dot);
            }
        }
    }
    if (hit.kind != Hit::Kind::empty)
        return hit;
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame) {
        if (!frame->rect.contains(scene))
            continue;
        hit.kind = Hit::Kind::frame;
        hit.index = frame->index;
        if (scene.y() - frame->rect.top() < frameHeader)
            hit.part = Hit::Part::title;
        return hit;
    }
    return hit;
}

std::optional<PortHit> Scene::nearestPort(const QPointF& scene, double distance,
                                          const std::function<bool(const NodeItem&, const PortItem&)>& filter) const
{
    std::optional<PortHit> best;
    for (const int at : nodesIn(QRectF(scene - QPointF(distance, distance), QSizeF(2 * distance, 2 * distance)))) {
        const NodeItem& item = nodeAt(at);
        for (const PortItem& port : item.ports) {
            const double away = QLineF(item.positionOf(port), scene).length();
            if (away <= distance && filter(item, port)) {
                distance = away;
                best = PortHit {item.id, port.port, port.input, port.slot, item.positionOf(port)};
            }
        }
    }
    return best;
}

std::optional<WireRef> Scene::wireUnder(const QRectF& rect, const std::set<std::string>& without) const
{
    std::optional<WireRef> best;
    double nearest = std::max(rect.width(), rect.height());
    for (const int at : wiresIn(rect)) {
        const WireItem& wire = wireAt(at);
        if (without.contains(wire.ref.node) || without.contains(wire.ref.from.node))
            continue;
        const NearestPlace place = nearestPlace(wire.route, rect.center());
        if (rect.contains(place.at) && place.distance < nearest) {
            nearest = place.distance;
            best = wire.ref;
        }
    }
    return best;
}

} // namespace weft
