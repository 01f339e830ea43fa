#include "ui/canvas/scene/wire_route.h"

#include "ui/canvas/scene/node_geometry.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>

namespace weft {

using namespace geometry;

namespace {

constexpr double stub = framePadding / 2; // how far a wire leaves a port before it turns: not along a frame's edge
constexpr double leastHandle = 24;
constexpr int piecesOfBezier = 16;
constexpr int mostDetours = 4;
constexpr double clearance = 14; // above and below a horizontal piece, where a gutter is narrow
constexpr double columnGap = 8; // left and right of a vertical piece
constexpr double leastGap = 24; // between rows that a wire may go through

QPointF bezierAt(std::span<const QPointF> p, double t)
{
    const double u = 1 - t;
    return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t * t * t * p[3];
}

void appendBezier(WireRoute& route, const QPointF& from, const QPointF& to)
{
    const double handle = std::max(leastHandle, std::abs(to.x() - from.x()) / 2);
    if (route.points.empty())
        route.points.push_back(from);
    route.points.push_back(from + QPointF(handle, 0));
    route.points.push_back(to - QPointF(handle, 0));
    route.points.push_back(to);
}

// Calls take(a, b) for each straight piece of the line, Béziers cut into pieces.
template <typename Take> void forEachPiece(const WireRoute& route, Take take)
{
    const auto& p = route.points;
    if (route.orthogonal) {
        for (size_t i = 0; i + 1 < p.size(); ++i)
            take(p[i], p[i + 1]);
        return;
    }
    for (size_t i = 0; i + 3 < p.size(); i += 3) {
        QPointF last = p[i];
        for (int k = 1; k <= piecesOfBezier; ++k) {
            const QPointF next = bezierAt(std::span(p).subspan(i, 4), double(k) / piecesOfBezier);
            take(last, next);
            last = next;
        }
    }
}

bool isFree(const WireRoute& route, const QRectF& fromNode, const QRectF& toNode, const Obstacles& obstacles)
{
    bool free = true;
    obstacles(route.bounds, [&](const QRectF& rect) {
        if (!free || rect == fromNode || rect == toNode)
            return;
        const QRectF wide = rect.adjusted(-4, -4, 4, 4);
        forEachPiece(route, [&](const QPointF& a, const QPointF& b) {
            if (free && QRectF(a, b).normalized().adjusted(-0.5, -0.5, 0.5, 0.5).intersects(wide))
                free = false;
        });
    });
    return free;
}

// Moves a horizontal piece at `y` out of the way of all nodes between x0 and x1, upwards or downwards, to their gutter.
double freeChannel(double y, double x0, double x1, double direction, const Obstacles& obstacles)
{
    for (int i = 0; i < mostDetours; ++i) {
        double moved = y;
        obstacles(QRectF(x0, y - clearance, x1 - x0, 2 * clearance), [&](const QRectF& rect) {
            moved = direction < 0 ? std::min(moved, rect.top() - gutter) : std::max(moved, rect.bottom() + gutter);
        });
        if (moved == y)
            break;
        y = moved;
    }
    return y;
}

// Likewise for a vertical piece, to the left or to the right.
double freeColumn(double x, double y0, double y1, double direction, const Obstacles& obstacles)
{
    const double top = std::min(y0, y1), height = std::abs(y1 - y0);
    for (int i = 0; i < mostDetours; ++i) {
        double moved = x;
        obstacles(QRectF(x - columnGap, top, 2 * columnGap, height), [&](const QRectF& rect) {
            moved = direction < 0 ? std::min(moved, rect.left() - stub) : std::max(moved, rect.right() + stub);
        });
        if (moved == x)
            break;
        x = moved;
    }
    return x;
}

// One way that a wire might take, and what speaks against it.
struct Plan {
    std::vector<QPointF> points;
    int crossings = 0;
    double cost = 0;
};

// What a plan costs; false: more than `limit`, and how much more was not looked into.
bool judge(Plan& plan, double limit, const QRectF& fromNode, const QRectF& toNode, const Obstacles& obstacles)
{
    constexpr double crossing = 2000, turn = 24;
    std::vector<QPointF>& p = plan.points;
    for (size_t i = 1; i + 1 < p.size();) { // a corner on a straight piece is none
        const bool level = p[i - 1].y() == p[i].y() && p[i].y() == p[i + 1].y();
        const bool upright = p[i - 1].x() == p[i].x() && p[i].x() == p[i + 1].x();
        if (level || upright)
            p.erase(p.begin() + std::ptrdiff_t(i));
        else
            ++i;
    }
    for (size_t i = 0; i + 1 < p.size(); ++i)
        plan.cost += std::abs(p[i + 1].x() - p[i].x()) + std::abs(p[i + 1].y() - p[i].y()) + turn;
    for (size_t i = 0; i + 1 < p.size() && plan.cost < limit; ++i) {
        const QRectF piece = QRectF(p[i], p[i + 1]).normalized().adjusted(-2, -2, 2, 2);
        obstacles(piece, [&](const QRectF& rect) {
            if ((i == 0 && rect == fromNode) || (i + 2 == p.size() && rect == toNode))
                return;
            ++plan.crossings;
            plan.cost += crossing;
        });
    }
    return plan.cost < limit;
}

WireRoute orthogonalRoute(const QPointF& from, const QPointF& to, const QRectF& fromNode, const QRectF& toNode,
                          const Obstacles& obstacles, double lane)
{
    const double outX = from.x() + stub, inX = to.x() - stub;
    Plan best;
    const auto propose = [&](std::vector<QPointF> points) {
        Plan plan {std::move(points)};
        if (judge(plan, best.points.empty() ? 1e300 : best.cost, fromNode, toNode, obstacles))
            best = std::move(plan);
    };
    const auto through = [&](double channel) { // out, along one channel, in
        const double out = freeColumn(outX, from.y(), channel, 1, obstacles);
        const double in = freeColumn(inX, channel, to.y(), -1, obstacles);
        propose({from, {out, from.y()}, {out, channel}, {in, channel}, {in, to.y()}, to});
    };
    const auto along = [&](double channel, double direction) {
        const double found = freeChannel(channel, std::min(outX, inX), std::max(outX, inX), direction, obstacles);
        through(found + direction * lane);
    };
    const bool below = toNode.top() - fromNode.bottom() >= leastGap,
               above = fromNode.top() - toNode.bottom() >= leastGap;
    if (below || above) { // between the rows
        const double upper = below ? fromNode.bottom() : toNode.bottom(), lower = below ? toNode.top() : fromNode.top();
        // Where frames may lie around the rows, between those: each has its header above.
        const double between = lower - upper - 2 * framePadding - frameHeader;
        const double middle = between > 0 ? upper + framePadding + between / 2 : (upper + lower) / 2;
        through(middle + std::min(lane / 2, (lower - upper) / 2 - leastGap / 2));
    }
    if (best.points.empty() || best.crossings > 0) {
        along(std::min(toNode.top(), fromNode.top()) - gutter, -1);
        along(std::max(toNode.bottom(), fromNode.bottom()) + gutter, 1);
        if (below)
            along(toNode.top() - gutter, -1);
        else if (above)
            along(toNode.bottom() + gutter, 1);
    }
    if (best.crossings > 0) { // along a channel of its own at each end, and a column in between
        const double left = std::min(fromNode.left(), toNode.left()) - gutter;
        const double right = std::max(fromNode.right(), toNode.right()) + gutter;
        for (const double first : {fromNode.bottom() + gutter / 2 + lane / 2, fromNode.top() - gutter / 2 - lane / 2}) {
            for (const double second :
                 {toNode.top() - gutter / 2 - lane / 2, toNode.bottom() + gutter / 2 + lane / 2}) {
                for (const auto& [start, direction] :
                     {std::pair(inX, -1.0), std::pair(outX, 1.0), std::pair(left, -1.0), std::pair(right, 1.0)}) {
                    if (best.crossings == 0)
                        continue;
                    const double column = freeColumn(start, first, second, direction, obstacles);
                    propose({from,
                             {outX, from.y()},
                             {outX, first},
                             {column, first},
                             {column, second},
                             {inX, second},
                             {inX, to.y()},
                             to});
                }
            }
        }
    }
    return {.orthogonal = true, .points = std::move(best.points)};
}

double distanceToPiece(const QPointF& a, const QPointF& b, const QPointF& p, double& t)
{
    const QPointF d = b - a;
    const double length = QPointF::dotProduct(d, d);
    t = length > 0 ? std::clamp(QPointF::dotProduct(p - a, d) / length, 0.0, 1.0) : 0;
    const QPointF off = a + t * d - p;
    return std::hypot(off.x(), off.y());
}

} // namespace

void setBounds(WireRoute& route)
{
    double left = 0, right = 0, top = 0, bottom = 0;
    for (size_t i = 0; i < route.points.size(); ++i) {
        const QPointF& p = route.points[i];
        left = i == 0 ? p.x() : std::min(left, p.x());
        right = i == 0 ? p.x() : std::max(right, p.x());
        top = i == 0 ? p.y() : std::min(top, p.y());
        bottom = i == 0 ? p.y() : std::max(bottom, p.y());
    }
    route.bounds = QRectF(QPointF(left, top), QPointF(right, bottom));
}

WireRoute bezierRoute(const QPointF& from, const QPointF& to)
{
    WireRoute route;
    appendBezier(route, from, to);
    setBounds(route);
    return route;
}

WireRoute routeWire(const QPointF& from, const QPointF& to, const QRectF& fromNode, const QRectF& toNode,
                    const Obstacles& obstacles, std::span<const QPointF> dots, double lane)
{
    WireRoute route;
    if (!dots.empty()) { // the user says where it goes
        QPointF last = from;
        for (const QPointF& dot : dots) {
            appendBezier(route, last, dot);
            last = dot;
        }
        appendBezier(route, last, to);
        setBounds(route);
        return route;
    }
    if (to.x() - from.x() >= 8) {
        route = bezierRoute(from, to);
        if (isFree(route, fromNode, toNode, obstacles))
            return route;
    }
    route = orthogonalRoute(from, to, fromNode, toNode, obstacles, lane);
    setBounds(route);
    return route;
}

WireRoute translated(WireRoute route, const QPointF& offset)
{
    for (QPointF& point : route.points)
        point += offset;
    route.bounds.translate(offset);
    return route;
}

QPainterPath pathOf(const WireRoute& route)
{
    QPainterPath path;
    const auto& p = route.points;
    if (p.size() < 2)
        return path;
    path.moveTo(p.front());
    if (!route.orthogonal) {
        for (size_t i = 0; i + 3 < p.size(); i += 3)
            path.cubicTo(p[i + 1], p[i + 2], p[i + 3]);
        return path;
    }
    for (size_t i = 1; i + 1 < p.size(); ++i) { // round corners, smaller where pieces are short
        const QLineF before(p[i], p[i - 1]), after(p[i], p[i + 1]);
        const double room =
            std::min({wireCorner, before.length() / (i == 1 ? 1 : 2), after.length() / (i + 2 == p.size() ? 1 : 2)});
        if (room < 0.5) {
            path.lineTo(p[i]);
            continue;
        }
        path.lineTo(before.pointAt(room / before.length()));
        path.quadTo(p[i], after.pointAt(room / after.length()));
    }
    path.lineTo(p.back());
    return path;
}

double lengthOf(const WireRoute& route)
{
    double length = 0;
    forEachPiece(route, [&](const QPointF& a, const QPointF& b) { length += QLineF(a, b).length(); });
    return length;
}

NearestPlace nearestPlace(const WireRoute& route, const QPointF& point)
{
    NearestPlace best {.distance = 1e18, .along = 0, .at = {}};
    double walked = 0, at = 0;
    forEachPiece(route, [&](const QPointF& a, const QPointF& b) {
        double t = 0;
        const double distance = distanceToPiece(a, b, point, t);
        const double piece = QLineF(a, b).length();
        if (distance < best.distance) {
            best.distance = distance;
            best.at = a + t * (b - a);
            at = walked + t * piece;
        }
        walked += piece;
    });
    best.along = walked > 0 ? at / walked : 0;
    return best;
}

QPointF placeAt(const WireRoute& route, double along)
{
    double left = lengthOf(route) * std::clamp(along, 0.0, 1.0);
    QPointF at = route.points.empty() ? QPointF() : route.points.back();
    bool found = false;
    forEachPiece(route, [&](const QPointF& a, const QPointF& b) {
        const double piece = QLineF(a, b).length();
        if (!found && left <= piece && piece > 0) {
            at = a + left / piece * (b - a);
            found = true;
        }
        left -= piece;
    });
    return at;
}

bool crosses(const WireRoute& route, const QLineF& line)
{
    bool hit = false;
    forEachPiece(route, [&](const QPointF& a, const QPointF& b) {
        hit = hit || line.intersects(QLineF(a, b), nullptr) == QLineF::BoundedIntersection;
    });
    return hit;
}

} // namespace weft
