#include "ui/canvas/paint/node_painter.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/text_painter.h"
#include "ui/canvas/paint/wire_look.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/scene/wire_route.h"

#include <QLinearGradient>

#include <algorithm>

namespace weft {

using namespace geometry;

namespace {

constexpr double margin = 16;
constexpr double barHeight = 32;

void paintCard(QPainter& painter, const QRectF& area)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().line.strong, 1));
    painter.setBrush(theme().surface.panel);
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void paintDrawnWire(PaintContext& context, const WirePreview& wire)
{
    QPainter& painter = context.painter;
    const QPointF end = wire.target ? wire.target->at : wire.end;
    QPainterPath path;
    QPointF before = wire.start.at;
    std::vector<QPointF> stops = wire.dots;
    stops.push_back(end);
    for (const QPointF& stop : stops) {
        path.addPath(pathOf(wire.start.input ? bezierRoute(stop, before) : bezierRoute(before, stop)));
        before = stop;
    }
    const QColor colour = wire.refused ? theme().state.error : theme().accent.line;
    painter.save();
    painter.scale(context.scale(), context.scale());
    painter.translate(-context.view.origin());
    QPen pen(colour, 2.5, Qt::SolidLine, Qt::RoundCap);
    if (wire.refused)
        pen.setDashPattern({2.4, 1.6});
    else if (wire.kind == PortKind::labels)
        pen.setDashPattern({2, 1.6});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    for (const QPointF& dot : wire.dots) {
        painter.setPen(QPen(theme().text.primary, 1.5));
        painter.setBrush(colour);
        painter.drawEllipse(dot, rerouteDot / 2 - 0.75, rerouteDot / 2 - 0.75);
    }
    if (!wire.target) { // the loose end
        painter.setPen(QPen(colour, 2));
        painter.setBrush(theme().surface.canvas);
        painter.drawEllipse(end, port / 2, port / 2);
    }
    painter.restore();
}

void paintGhosts(PaintContext& context)
{
    for (const GhostNode& ghost : context.preview.ghosts) {
        const NodeItem item = layOutNode(ghost.node, context.document.project().graph.blocks);
        QPainter& painter = context.painter;
        painter.save();
        painter.translate(context.view.toScreen(ghost.at));
        painter.scale(context.scale(), context.scale());
        NodeLook look;
        look.target = true;
        paintNode(painter, item, look, std::max(context.level, DetailLevel::title), context.scale(),
                  context.scale());
        if (context.level >= DetailLevel::titleShape) {
            for (const PortItem& port : item.ports) {
                painter.save();
                painter.translate(port.at);
                paintPort(painter, port.kind, PortState::open);
                painter.restore();
            }
        }
        painter.restore();
    }
}

} // namespace

void paintPreview(PaintContext& context)
{
    QPainter& painter = context.painter;
    const GesturePreview& preview = context.preview;
    painter.setRenderHint(QPainter::Antialiasing);
    paintGhosts(context);
    if (preview.wire)
        paintDrawnWire(context, *preview.wire);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().accent.line, 1, Qt::DashLine));
    for (const QLineF& guide : preview.guides)
        painter.drawLine(context.view.toScreen(guide.p1()), context.view.toScreen(guide.p2()));
    if (preview.slice.size() > 1) {
        QPolygonF line;
        for (const QPointF& point : preview.slice)
            line << context.view.toScreen(point);
        painter.setPen(QPen(theme().state.error, 2, Qt::DashLine, Qt::RoundCap));
        painter.drawPolyline(line);
    }
    if (preview.band) {
        QColor fill = theme().accent.line;
        fill.setAlphaF(0.12f);
        painter.setPen(QPen(theme().accent.line, 1));
        painter.setBrush(fill);
        painter.drawRect(context.view.toScreen(preview.band->normalized()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

QRectF legendArea(const QSize& widget)
{
    const double grown = Style::get().fontScale();
    const double width = std::min(390 * grown, widget.width() - 2 * margin);
    return {margin, widget.height() - margin - barHeight * grown, width, barHeight * grown};
}

void paintLegend(PaintContext& context, const QRectF& area)
{
    QPainter& painter = context.painter;
    TextPainter& text = TextPainter::get();
    paintCard(painter, area);
    painter.save();
    painter.translate(area.topLeft());
    const double grown = Style::get().fontScale();
    painter.scale(grown, grown);
    const double baseline = barHeight / 2 + 4;
    double x = 12;
    const auto say = [&](const QString& words, TextRole role, const QColor& colour, double after) {
        x += text.draw(painter, {x, baseline}, words, role, colour) + after;
    };
    say(Canvas::tr("Gradient RMS"), TextRole::secondary, theme().text.secondary, 12);
    say("1e-6", TextRole::monoSmall, theme().text.secondary, 8);
    const double length = std::clamp(area.width() / grown - 270, 40.0, 120.0); // shorter where words are large
    QLinearGradient ramp(x, 0, x + length, 0);
    const auto& flow = theme().flow;
    for (size_t i = 0; i < flow.size(); ++i)
        ramp.setColorAt(double(i) / double(flow.size() - 1), flow[i]);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ramp);
    painter.drawRoundedRect(QRectF(x, barHeight / 2 - 4, length, 8), 2, 2);
    x += length + 8;
    say("1e-1", TextRole::monoSmall, theme().text.secondary, 12);
    painter.fillRect(QRectF(x, 9, 1, barHeight - 18), theme().line.strong);
    x += 12;
    say(Canvas::tr("Width: bytes"), TextRole::secondary, theme().text.secondary, 0);
    painter.restore();
}

void paintHints(PaintContext& context, const QRectF& area, const std::vector<GestureHint>& hints,
                const QString& message)
{
    TextPainter& text = TextPainter::get();
    QPainter& painter = context.painter;
    const double grown = Style::get().fontScale();
    double width = 12;
    for (const GestureHint& hint : hints) {
        width += text.width(hint.text, TextRole::secondary) + 25;
        if (!hint.keys.isEmpty())
            width += text.width(hint.keys, TextRole::monoSmall) + 18;
    }
    if (!message.isEmpty())
        width = text.width(message, TextRole::secondary) + 25;
    QRectF bar = area;
    bar.setWidth(std::min(width * grown, area.width()));
    paintCard(painter, bar);
    painter.save();
    painter.setClipRect(bar, Qt::IntersectClip);
    painter.translate(bar.topLeft());
    painter.scale(grown, grown);
    const double baseline = barHeight / 2 + 4;
    double x = 12;
    if (!message.isEmpty())
        text.draw(painter, {x, baseline}, message, TextRole::secondary, theme().text.primary, bar.width() / grown - 24);
    for (size_t i = 0; message.isEmpty() && i < hints.size(); ++i) {
        if (i > 0)
            painter.fillRect(QRectF(x - 13, 9, 1, barHeight - 18), theme().line.strong);
        if (!hints[i].keys.isEmpty()) {
            const double key = text.width(hints[i].keys, TextRole::monoSmall) + 12;
            painter.setPen(QPen(theme().line.strong, 1));
            painter.setBrush(theme().surface.control);
            painter.drawRoundedRect(QRectF(x + 0.5, 7.5, key - 1, barHeight - 15), 3, 3);
            text.draw(painter, {x + 6, baseline - 0.5}, hints[i].keys, TextRole::monoSmall, theme().text.primary);
            x += key + 6;
        }
        x += text.draw(painter, {x, baseline}, hints[i].text, TextRole::secondary, theme().text.secondary) + 25;
    }
    painter.restore();
}

} // namespace weft
