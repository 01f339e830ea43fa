#include "ui/canvas/gestures/guides.h"

#include "ui/canvas/scene/node_geometry.h"

#include <cmath>
#include <limits>

namespace weft {

namespace {

constexpr size_t mostNeighbours = 400; // in sight; beyond, the grid alone is enough

struct Pull {
    double distance = std::numeric_limits<double>::infinity();
    double by = 0;
    QRectF other;

    void offer(double delta, const QRectF& from)
    {
        if (std::abs(delta) < distance) {
            distance = std::abs(delta);
            by = delta;
            other = from;
        }
    }
};

} // namespace

Snapped snapMove(const Scene& scene, const QRectF& rect, QPointF offset, const std::set<std::string>& moved,
                 const QRectF& visible, double reach)
{
    Snapped snapped = {.offset = snapToGrid(rect.topLeft() + offset) - rect.topLeft()};
    const std::vector<int> near = scene.nodesIn(visible);
    if (near.size() > mostNeighbours)
        return snapped;
    const QRectF here = rect.translated(offset);
    Pull x;
    Pull y;
    for (const int handle : near) {
        const NodeItem& node = scene.nodeAt(handle);
        if (moved.contains(node.id))
            continue;
        x.offer(node.rect.left() - here.left(), node.rect);
        x.offer(node.rect.right() - here.right(), node.rect);
        y.offer(node.rect.top() - here.top(), node.rect); // headers in line: the wire between them is straight
        y.offer(node.rect.bottom() - here.bottom(), node.rect);
    }
    if (x.distance <= reach) {
        snapped.offset.setX(offset.x() + x.by);
        const QRectF there = rect.translated(snapped.offset);
        const bool left = std::abs(there.left() - x.other.left()) < 0.5;
        const double at = left ? there.left() : there.right();
        snapped.guides.push_back(
            {at, std::min(there.top(), x.other.top()), at, std::max(there.bottom(), x.other.bottom())});
    }
    if (y.distance <= reach) {
        snapped.offset.setY(offset.y() + y.by);
        const QRectF there = rect.translated(snapped.offset);
        const bool top = std::abs(there.top() - y.other.top()) < 0.5;
        const double at = top ? there.top() + geometry::firstPort : there.bottom();
        snapped.guides.push_back(
            {std::min(there.left(), y.other.left()), at, std::max(there.right(), y.other.right()), at});
    }
    return snapped;
}

} // namespace weft
