#include "ui/canvas/commands/keyboard_walk.h"

#include "ui/canvas/wiring/wire_ends.h"

#include <cmath>
#include <limits>

namespace weft {

namespace {

constexpr double asideCost = 3; // a pixel to the side is as far as three along the way

// Upwards the input, downwards the output that lies nearest to the header: the main wire.
std::string alongWire(const Scene& scene, const NodeItem& node, bool forwards)
{
    std::string chosen;
    double best = std::numeric_limits<double>::infinity();
    for (const int handle : forwards ? node.wiresOut : node.wiresIn) {
        const WireItem& wire = scene.wireAt(handle);
        const int other = forwards ? wire.toNode : wire.fromNode;
        if (other < 0)
            continue;
        const NodeItem& there = scene.nodeAt(other);
        const int port = forwards ? wire.fromPort : wire.toPort;
        const double depth = port < 0 ? 0 : node.ports[size_t(port)].at.y();
        const double distance = depth * 1000 + std::abs(there.rect.top() - node.rect.top())
            + std::abs(there.rect.left() - node.rect.left()) / 100;
        if (!there.boundary && distance < best) {
            best = distance;
            chosen = there.id;
        }
    }
    return chosen;
}

} // namespace

int nearestPoint(const QPointF& from, const std::vector<QPointF>& points, Way way)
{
    int nearest = -1;
    double best = std::numeric_limits<double>::infinity();
    for (size_t i = 0; i < points.size(); ++i) {
        const QPointF delta = points[i] - from;
        const bool across = way == Way::left || way == Way::right;
        const double along = (across ? delta.x() : delta.y()) * (way == Way::left || way == Way::up ? -1 : 1);
        const double aside = std::abs(across ? delta.y() : delta.x());
        if (along <= 0.5)
            continue;
        const double cost = along + asideCost * aside;
        if (cost < best) {
            best = cost;
            nearest = int(i);
        }
    }
    return nearest;
}

std::string nodeBeside(const Scene& scene, const std::string& id, Way way)
{
    const NodeItem* node = scene.node(id);
    if (node == nullptr)
        return {};
    if (way == Way::left || way == Way::right) {
        const std::string along = alongWire(scene, *node, way == Way::right);
        if (!along.empty())
            return along;
    }
    std::vector<std::string> ids;
    std::vector<QPointF> points;
    for (const std::string& other : scene.nodeIds()) {
        const NodeItem* item = scene.node(other);
        if (item == nullptr || item->boundary || other == id)
            continue;
        ids.push_back(other);
        points.push_back(item->rect.center());
    }
    const int nearest = nearestPoint(node->rect.center(), points, way);
    return nearest < 0 ? std::string() : ids[size_t(nearest)];
}

std::string firstNode(const Scene& scene, const QRectF& visible)
{
    for (const bool inSight : {true, false}) {
        std::string first;
        double best = std::numeric_limits<double>::infinity();
        for (const std::string& id : scene.nodeIds()) {
            const NodeItem* node = scene.node(id);
            if (node == nullptr || node->boundary || (inSight && !visible.intersects(node->rect)))
                continue;
            const double place = node->rect.left() + node->rect.top();
            if (place < best) {
                best = place;
                first = id;
            }
        }
        if (!first.empty())
            return first;
    }
    return {};
}

} // namespace weft
