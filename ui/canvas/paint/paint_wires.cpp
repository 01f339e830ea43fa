#include "ui/canvas/canvas_animation.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/text_painter.h"
#include "ui/canvas/paint/wire_look.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/scene/wire_route.h"
#include "ui/style/numbers.h"

#include <algorithm>
#include <cmath>

namespace weft {

using namespace geometry;

namespace {

constexpr double pillHeight = 18;
constexpr double pillFrom = 240; // wires at least as long have one
constexpr size_t mostFine = 5000; // wires in sight; with more, the shortest pieces are left out
constexpr size_t mostCurved = 700; // … with more when only titles show, wires are thin lines
constexpr size_t mostOutlined = 500; // … and have no outlines
constexpr size_t mostAvoiding = 64; // wires of dragged nodes that go around others
constexpr int slackOfWires = 16; // widget pixels: wires are wider than their lines

struct Drawn {
    int wire = -1;
    WireRoute moved = {}; // of displaced nodes; empty: its own
};

// Wires in sight, with the ways of those whose nodes are displaced.
std::vector<Drawn> visibleWires(const PaintContext& context)
{
    const double slack = slackOfWires / context.scale();
    const QRectF area = context.visible.adjusted(-slack, -slack, slack, slack);
    std::vector<Drawn> wires;
    const Scene& scene = context.scene;
    const bool displaced = context.isDisplaced();
    for (const int at : scene.wiresIn(area)) {
        const WireItem& wire = scene.wireAt(at);
        if (displaced
            && !(context.offsetOf(scene.nodeAt(wire.fromNode)).isNull()
                 && context.offsetOf(scene.nodeAt(wire.toNode)).isNull()))
            continue;
        wires.push_back({at});
    }
    if (!displaced)
        return wires;
    std::set<int> touched;
    const auto addWiresOf = [&](const std::string& id) {
        if (const NodeItem* item = scene.node(id)) {
            touched.insert(item->wiresIn.begin(), item->wiresIn.end());
            touched.insert(item->wiresOut.begin(), item->wiresOut.end());
        }
    };
    if (!context.preview.offset.isNull())
        std::ranges::for_each(context.preview.moved, addWiresOf);
    for (const auto& [id, from] : context.animation.offsets())
        addWiresOf(id);
    size_t rerouted = 0;
    for (const int at : touched) {
        const WireItem& wire = scene.wireAt(at);
        const QPointF from = context.offsetOf(scene.nodeAt(wire.fromNode));
        const QPointF to = context.offsetOf(scene.nodeAt(wire.toNode));
        if (from == to && !wire.route.bounds.translated(from).intersects(area.adjusted(-1, -1, 1, 1)))
            continue;
        const bool avoid = from != to && ++rerouted <= mostAvoiding && !context.animation.isRunning();
        WireRoute route = scene.routeMoved(at, from, to, avoid);
        if (route.bounds.adjusted(-1, -1, 1, 1).intersects(area))
            wires.push_back({at, std::move(route)});
    }
    return wires;
}

void paintLines(PaintContext& context, const std::vector<Drawn>& wires)
{
    const double least = wires.size() > mostFine ? 2.5 : 0.75; // widget pixels; less can hardly be seen
    std::map<QRgb, std::vector<QLineF>> lines; // few colours: as many calls
    std::vector<QLineF>* last = nullptr;
    QRgb lastColour = 0;
    const auto add = [&](const QPointF& a, const QPointF& b) {
        const QLineF line(context.view.toScreen(a), context.view.toScreen(b));
        if (std::abs(line.dx()) + std::abs(line.dy()) >= least)
            last->push_back(line);
    };
    for (const Drawn& drawn : wires) {
        const WireItem& wire = context.scene.wireAt(drawn.wire);
        const WireRoute& route = drawn.moved.points.empty() ? wire.route : drawn.moved;
        const QRgb colour = wireLook(context, wire).colour.rgba();
        if (!last || colour != lastColour)
            last = &lines[colour];
        lastColour = colour;
        if (!route.orthogonal) {
            for (size_t i = 0; i + 3 < route.points.size(); i += 3)
                add(route.points[i], route.points[i + 3]);
            continue;
        }
        for (size_t i = 0; i + 1 < route.points.size(); ++i)
            add(route.points[i], route.points[i + 1]);
    }
    context.painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& [colour, of] : lines) {
        context.painter.setPen(QPen(QColor::fromRgba(colour), 0));
        context.painter.drawLines(of.data(), int(of.size()));
    }
    context.painter.setRenderHint(QPainter::Antialiasing, true);
    context.counts.wires += int(wires.size());
}

bool isStraight(const WireRoute& route)
{
    return !route.orthogonal && route.points.size() == 4 && route.points.front().y() == route.points.back().y();
}

void paintWire(PaintContext& context, const WireRoute& route, const WireLook& look, bool outline)
{
    QPainter& painter = context.painter;
    const double scale = context.scale();
    const double width = std::max(look.width, 1 / scale);
    constexpr double knockout = 3;
    if (isStraight(route)
        && look.dash.isEmpty()) { // most wires of a chain, and a rectangle is much quicker than a path
        const double left = std::min(route.points.front().x(), route.points.back().x());
        const double length = std::abs(route.points.back().x() - route.points.front().x());
        const double y = route.points.front().y();
        if (outline)
            painter.fillRect(QRectF(left, y - (width + knockout) / 2, length, width + knockout),
                             theme().surface.canvas);
        painter.fillRect(QRectF(left, y - width / 2, length, width), look.colour);
        return;
    }
    const QPainterPath path = pathOf(route);
    painter.setBrush(Qt::NoBrush);
    if (outline) {
        painter.setPen(QPen(theme().surface.canvas, width + knockout, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPath(path);
    }
    QPen pen(look.colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (!look.dash.isEmpty()) {
        QList<qreal> dash = look.dash;
        for (qreal& piece : dash) // Qt counts in widths
            piece /= width;
        pen.setDashPattern(dash);
    }
    painter.setPen(pen);
    painter.drawPath(path);
}

QPointF pillPlace(const WireRoute& route)
{
    if (!route.orthogonal)
        return placeAt(route, 0.5);
    size_t longest = 0;
    double length = 0;
    for (size_t i = 0; i + 1 < route.points.size(); ++i) {
        const QPointF step = route.points[i + 1] - route.points[i];
        if (step.y() == 0 && std::abs(step.x()) > length) {
            length = std::abs(step.x());
            longest = i;
        }
    }
    return length > 60 ? (route.points[longest] + route.points[longest + 1]) / 2 : placeAt(route, 0.5);
}

} // namespace

void paintWires(PaintContext& context)
{
    const std::vector<Drawn> wires = visibleWires(context);
    if (context.level == DetailLevel::block || (context.level == DetailLevel::title && wires.size() > mostCurved)) {
        paintLines(context, wires);
        return;
    }
    QPainter& painter = context.painter;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(context.scale(), context.scale());
    painter.translate(-context.view.origin());
    const bool outline = context.level >= DetailLevel::titleShape && wires.size() <= mostOutlined;
    for (const Drawn& drawn : wires) {
        const WireItem& wire = context.scene.wireAt(drawn.wire);
        const WireLook look = wireLook(context, wire);
        const std::optional<DotPreview>& dragged = context.preview.dot;
        const bool rerouted = dragged && dragged->wire == wire.ref;
        const std::vector<QPointF> dots = rerouted ? dragged->dotsOf(wire) : wire.dots;
        if (rerouted)
            paintWire(context, context.scene.routeThrough(drawn.wire, dots), look, outline);
        else
            paintWire(context, drawn.moved.points.empty() ? wire.route : drawn.moved, look, outline);
        ++context.counts.wires;
        for (const QPointF& dot : dots) {
            painter.setPen(QPen(theme().text.primary, 1.5));
            painter.setBrush(look.colour);
            painter.drawEllipse(dot, rerouteDot / 2 - 0.75, rerouteDot / 2 - 0.75);
        }
    }
    painter.restore();
}

void paintPills(PaintContext& context)
{
    if (context.level != DetailLevel::full || context.isDisplaced())
        return;
    TextPainter& text = TextPainter::get();
    QPainter& painter = context.painter;
    for (const int at : context.scene.wiresIn(context.visible)) {
        const WireItem& wire = context.scene.wireAt(at);
        if (wire.length < pillFrom)
            continue;
        const QPointF middle = pillPlace(wire.route);
        if (!context.visible.adjusted(-60, -10, 60, 10).contains(middle))
            continue;
        const QString shape = shapeOnWire(context, wire);
        if (shape.isEmpty())
            continue;
        painter.save();
        painter.translate(context.view.toScreen(middle));
        painter.scale(context.scale(), context.scale());
        const double width = text.width(shape, TextRole::monoSmall) + 16;
        painter.setPen(QPen(theme().line.strong, 1));
        painter.setBrush(theme().surface.panel);
        painter.drawRoundedRect(QRectF(-width / 2, -pillHeight / 2, width, pillHeight), pillHeight / 2, pillHeight / 2);
        text.draw(painter, {0, 3.5}, shape, TextRole::monoSmall, theme().text.secondary, 1e6,
                  TextPainter::Align::center);
        painter.restore();
        ++context.counts.pills;
    }
}

} // namespace weft
