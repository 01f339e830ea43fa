#include "ui/canvas/paint/wire_card.h"

#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/text_painter.h"
#include "ui/canvas/paint/wire_look.h"
#include "ui/style/numbers.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr double padding = 12, titleHeight = 32, rowHeight = 20, away = 28, least = 216;

QString typeName(DType dtype)
{
    return QString::fromStdString(std::string(name(dtype)));
}

} // namespace

QString WireCard::spoken() const
{
    QStringList parts {title, note};
    for (const Row& row : rows)
        parts << row.name + QLatin1Char(' ') + row.value;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

std::optional<WireCard> wireCard(const GraphDocument& document, const Scene& scene, const Liveliness& life,
                                 const WireRef& ref, const QPointF& at)
{
    const int handle = scene.wireHandle(ref);
    if (handle < 0)
        return std::nullopt;
    const WireItem& wire = scene.wireAt(handle);
    const NodeItem& source = scene.nodeAt(wire.fromNode);
    const NodeItem& target = scene.nodeAt(wire.toNode);
    WireCard card {.wire = ref, .at = at, .title = source.name + QStringLiteral(" → ") + target.name};
    QStringList note;
    if (wire.toPort >= 0 && size_t(wire.toPort) < target.ports.size() && target.ports[size_t(wire.toPort)].slot == 0
        && std::ranges::count(target.ports, true, &PortItem::input) > 1)
        note << target.ports[size_t(wire.toPort)].label;
    if (const ValueInfo* const value = carriedBy(document, scene, wire)) {
        Shape sample = value->shape;
        if (sample.rank() > 0)
            sample.erase(0);
        card.rows.push_back({Canvas::tr("Shape"), sample.rank() > 0 ? formatShape(sample) : Canvas::tr("one number")});
        card.rows.push_back({Canvas::tr("Type"), typeName(value->dtype)});
    }
    if (const NodeLife* const alive = lifeOf(document, scene, life, source)) {
        if (alive->bytes > 0)
            note << formatBytes(uint64_t(alive->bytes));
        if (alive->activationRms >= 0)
            card.rows.push_back({Canvas::tr("Activation RMS"), formatSmall(alive->activationRms)});
        if (alive->gradientRms >= 0)
            card.rows.push_back({Canvas::tr("Gradient RMS"), formatSmall(alive->gradientRms)});
        if (alive->zeros >= 0)
            card.rows.push_back({Canvas::tr("Zero"), formatPercent(alive->zeros, 0)});
    }
    card.note = note.join(QStringLiteral(" · "));
    return card;
}

void paintWireCard(PaintContext& context, const WireCard& card, const QSizeF& widget)
{
    TextPainter& text = TextPainter::get();
    QPainter& painter = context.painter;
    const double grown = Style::get().fontScale();
    double width = text.width(card.title, TextRole::bodyStrong)
        + (card.note.isEmpty() ? 0 : 24 + text.width(card.note, TextRole::secondary)) + 2 * padding;
    for (const WireCard::Row& row : card.rows)
        width = std::max(
            width, text.width(row.name, TextRole::body) + text.width(row.value, TextRole::mono) + 24 + 2 * padding);
    width = std::clamp(width, least, 420.0);
    const double height = titleHeight + (card.rows.empty() ? 0 : double(card.rows.size()) * rowHeight + padding);
    const QSizeF size = QSizeF(width, height) * grown;
    const QPointF at = context.view.toScreen(card.at);
    QPointF corner(at.x() - size.width() / 2, at.y() - away * grown - size.height());
    corner.setX(std::clamp(corner.x(), 8.0, std::max(8.0, widget.width() - size.width() - 8)));
    const bool below = corner.y() < 8;
    if (below)
        corner.setY(at.y() + away * grown);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().text.tertiary, 1.5, Qt::DotLine));
    painter.drawLine(at, QPointF(at.x(), below ? corner.y() : corner.y() + size.height()));
    painter.setPen(QPen(theme().text.primary, 1.5));
    painter.setBrush(theme().surface.canvas);
    painter.drawEllipse(at, 5, 5);
    painter.translate(corner);
    painter.scale(grown, grown);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().shadow);
    painter.drawRoundedRect(QRectF(0, 3, width, height), 6, 6);
    painter.setPen(QPen(theme().line.strong, 1));
    painter.setBrush(theme().surface.panel);
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 6, 6);
    const double noted = card.note.isEmpty() ? 0 : text.width(card.note, TextRole::secondary);
    text.draw(painter, {padding, 21}, card.title, TextRole::bodyStrong, theme().text.primary,
              width - 2 * padding - noted - 12);
    text.draw(painter, {width - padding, 21}, card.note, TextRole::secondary, theme().text.secondary, 1e6,
              TextPainter::Align::right);
    if (!card.rows.empty())
        painter.fillRect(QRectF(1, titleHeight, width - 2, 1), theme().line.subtle);
    double y = titleHeight + padding / 2 + 14;
    for (const WireCard::Row& row : card.rows) {
        text.draw(painter, {padding, y}, row.name, TextRole::body, theme().text.secondary);
        text.draw(painter, {width - padding, y}, row.value, TextRole::mono, theme().text.primary, 1e6,
                  TextPainter::Align::right);
        y += rowHeight;
    }
    painter.restore();
}

} // namespace weft
