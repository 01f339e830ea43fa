#pragma once

#include "ui/canvas/scene/node_item.h"

#include <QPainterPath>

#include <functional>
#include <span>

namespace weft {

// What stands in the way: hands each rectangle that touches the area to the function.
using Obstacles = std::function<void(const QRectF& area, const std::function<void(const QRectF&)>& take)>;

// Where a wire goes from an output to an input. Forwards, with nothing between: a Bézier. Backwards, or over nodes:
// an orthogonal line through gutters beside them. `ends` are the two nodes' rectangles, which are no obstacles for the
// first and last piece. Wires that go the same way keep apart by `lane`s, pixels further out.
WireRoute routeWire(const QPointF& from, const QPointF& to, const QRectF& fromNode, const QRectF& toNode,
                    const Obstacles& obstacles, std::span<const QPointF> dots = {}, double lane = 0);
WireRoute bezierRoute(const QPointF& from, const QPointF& to); // whatever is between: wires being drawn
void setBounds(WireRoute& route); // from its points
WireRoute translated(WireRoute route, const QPointF& offset);

QPainterPath pathOf(const WireRoute& route);
double lengthOf(const WireRoute& route);
// Distance of a point from the line, and the share of the length where it is nearest.
struct NearestPlace {
    double distance = 0;
    double along = 0;
    QPointF at;
};
NearestPlace nearestPlace(const WireRoute& route, const QPointF& point);
QPointF placeAt(const WireRoute& route, double along); // 0 … 1
bool crosses(const WireRoute& route, const QLineF& line);

} // namespace weft
