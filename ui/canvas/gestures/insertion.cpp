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

// A node and what comes after it (or before it) in the same row.
Ids rowFrom(const Scene& scene, const NodeItem& first, InsertSide side, const QRectF& band, const Ids& without)
{
    const GraphDocument& document = *scene.document();
    const bool behind = side == InsertSide::behind;
    Ids row;
    std::vector<std::string> waiting = {first.id};
    std::set<std::string> seen = {first.id};
    while (!waiting.empty()) {
        const std::string id = std::move(waiting.back());
        waiting.pop_back();
        const NodeItem* node = scene.node(id);
        if (node == nullptr || node->boundary)
            continue;
        const bool onItsSide =
            behind ? node->rect.left() >= first.rect.left() : node->rect.right() <= first.rect.right();
        const bool inRow =
            onItsSide && node->rect.top() < band.bottom() + rowReach && node->rect.bottom() > band.top() - rowReach;
        if (!inRow)
            continue;
        if (!without.contains(id))
            row.insert(id);
        const auto go = [&](const std::string& next) {
            if (seen.insert(next).second)
                waiting.push_back(next);
        };
        if (behind) {
            for (const auto& [consumer, port] : document.consumers(scene.scope(), id))
                go(consumer);
        } else if (const GraphNode* const here = document.node(scene.scope(), id)) {
            for (const Input& input : here->inputs)
                go(input.from.node);
        }
    }
    return row;
}

} // namespace

Insertion insertionInto(const Scene& scene, const WireRef& ref, const QRectF& rect, double port, const Ids& moved,
                        InsertSide side)
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
    const QRectF band = source->rect | target->rect;
    if (side == InsertSide::before && !source->boundary) {
        const double x = std::min(target->rect.left() - gap - rect.width(), insertion.at.x());
        insertion.at = snapToGrid({x, y});
        const double wanted = std::floor((insertion.at.x() - gap) / geometry::gridSnap) * geometry::gridSnap;
        if (wanted < source->rect.right()) {
            insertion.shifted = rowFrom(scene, *source, side, band, moved);
            insertion.shift = {wanted - source->rect.right(), 0};
        }
        return insertion;
    }
    const double x = std::max(onGrid(source->rect.right() + gap), insertion.at.x());
    insertion.at = {x, y};
    const double wanted = onGrid(x + rect.width() + gap);
    if (wanted > target->rect.left() && !target->boundary) {
        insertion.shifted = rowFrom(scene, *target, InsertSide::behind, band, moved);
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
