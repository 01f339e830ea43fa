#include "ui/canvas/gestures/insertion.h"

#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/wiring/wire_ends.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr double gap = 40; // between neighbours in a chain
constexpr double rowReach = 64; // what stands this far above or below is still of the row
constexpr int mostTries = 400;

double onGrid(double value)
{
    return std::ceil(value / geometry::gridSnap) * geometry::gridSnap;
}

// The wire's target and what comes behind it in the same row, to the right.
Ids rowBehind(const Scene& scene, const NodeItem& target, const QRectF& band, const Ids& without)
{
    const GraphDocument& document = *scene.document();
    Ids row;
    std::vector<std::string> waiting = {target.id};
    std::set<std::string> seen = {target.id};
    while (!waiting.empty()) {
        const std::string id = std::move(waiting.back());
        waiting.pop_back();
        const NodeItem* node = scene.node(id);
        if (node == nullptr || node->boundary)
            continue;
        const bool inRow = node->rect.left() >= target.rect.left() && node->rect.top() < band.bottom() + rowReach
            && node->rect.bottom() > band.top() - rowReach;
        if (!inRow)
            continue;
        if (!without.contains(id))
            row.insert(id);
        for (const auto& [consumer, port] : document.consumers(scene.scope(), id)) {
            if (seen.insert(consumer).second)
                waiting.push_back(consumer);
        }
    }
    return row;
}

} // namespace

Insertion insertionInto(const Scene& scene, const WireRef& ref, const QRectF& rect, double port, const Ids& moved)
{
    Insertion insertion = {.ref = ref, .wire = wireOf(ref), .at = snapToGrid(rect.topLeft())};
    const std::optional<PortHit> start = startOf(scene, insertion.wire);
    const std::optional<PortHit> end = endOf(scene, insertion.wire);
    const NodeItem* source = start ? scene.node(start->node) : nullptr;
    const NodeItem* target = end ? scene.node(end->node) : nullptr;
    if (source == nullptr || target == nullptr || target->rect.left() < source->rect.right())
        return insertion; // it goes back, or is short: the node stays where it was let go
    const bool level = std::abs(start->at.y() - end->at.y()) < 1;
    const double y = level ? start->at.y() - port : insertion.at.y();
    const double x = std::max(onGrid(source->rect.right() + gap), insertion.at.x());
    insertion.at = {x, y};
    const double wanted = onGrid(x + rect.width() + gap);
    if (wanted > target->rect.left() && !target->boundary) {
        const QRectF band = source->rect | target->rect;
        insertion.shifted = rowBehind(scene, *target, band, moved);
        insertion.shift = {wanted - target->rect.left(), 0};
    }
    return insertion;
}

Places placesOf(const Scene& scene, const Ids& ids, QPointF offset)
{
    Places places;
    for (const std::string& id : ids) {
        if (const NodeItem* node = scene.node(id); node != nullptr && !node->boundary)
            places[id] = node->rect.topLeft() + offset;
    }
    return places;
}

QPointF freePlace(const Scene& scene, QPointF wish, const QSizeF& size)
{
    const double room = 16;
    wish = snapToGrid(wish);
    for (int i = 0; i < mostTries; ++i) {
        const std::vector<int> there = scene.nodesIn(QRectF(wish, size).adjusted(-room, -room, room, room));
        if (there.empty())
            break;
        double lowest = wish.y();
        for (const int handle : there)
            lowest = std::max(lowest, scene.nodeAt(handle).rect.bottom());
        wish.setY(onGrid(std::max(lowest + room + 1, wish.y() + geometry::gridSnap)));
    }
    return wish;
}

} // namespace weft
