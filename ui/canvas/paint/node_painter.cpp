#include "ui/canvas/paint/node_painter.h"

#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/text_painter.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/style/category.h"
#include "ui/style/icons.h"

#include <QFontMetricsF>

#include <cmath>

namespace weft {

using namespace geometry;

namespace {

constexpr double headerTint = 0.15;
constexpr double bypassedTint = 0.07;
constexpr double titleTint = 0.28;
constexpr double haloOpacity = 0.35;
constexpr double rowText = 16; // left margin of fields
constexpr double stateIcon = 14;
constexpr double gap = 8;

void drawIcon(QPainter& painter, const QRectF& where, const QString& name, const QColor& colour, double scale)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const QPixmap pixmap = iconPixmap(name, colour, std::max(1, int(std::lround(where.width() * scale))), ratio);
    painter.drawPixmap(where, pixmap, QRectF(QPointF(), QSizeF(pixmap.size())));
}

void paintBorder(QPainter& painter, const QRectF& rect, const NodeItem& item, const NodeLook& look, double scale)
{
    QPen pen(theme().line.strong, std::max(1.0, 1 / scale));
    double inset = 0.5;
    if (look.error || look.selected || look.target) {
        pen = QPen(look.error && !look.selected ? theme().state.error : theme().accent.line, 2);
        inset = 0;
    } else if (look.ailment != Ailment::none) {
        pen = QPen(theme().state.error, 1.5, Qt::DotLine);
        inset = 0;
    } else if (item.bypassed || item.muted) {
        pen.setDashPattern({5, 4});
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner);
    if (look.error && look.selected) { // both show: red within blue
        painter.setPen(QPen(theme().state.error, 1.5));
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), corner - 2, corner - 2);
    }
}

void paintBehind(QPainter& painter, const QRectF& rect, const NodeItem& item, const NodeLook& look)
{
    const int edges = item.repeat > 1 ? std::min<int>(mostRepeatEdges, int(item.repeat) - 1) : 0;
    for (int i = edges; i > 0; --i) {
        painter.setPen(QPen(theme().line.strong, 1));
        painter.setBrush(mixed(theme().surface.raised, theme().surface.canvas, 0.85));
        painter.drawRoundedRect(rect.translated(repeatEdge * i, -repeatEdge * i).adjusted(0.5, 0.5, -0.5, -0.5), corner,
                                corner);
    }
    painter.setPen(Qt::NoPen);
    if (look.selected || look.target) {
        QColor halo = theme().accent.line;
        halo.setAlphaF(float(haloOpacity));
        painter.setPen(QPen(halo, 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(-haloOffset + 1, -haloOffset + 1, haloOffset - 1, haloOffset - 1),
                                corner + 3, corner + 3);
        painter.setPen(Qt::NoPen);
    } else {
        painter.setBrush(theme().shadow);
        painter.drawRoundedRect(rect.translated(0, 2), corner, corner);
    }
}

// The strip along the left edge: the category's pattern where it can be seen, else its colour.
void paintStrip(QPainter& painter, const QRectF& rect, const NodeItem& item, bool pattern)
{
    painter.setPen(Qt::NoPen);
    painter.setBrushOrigin(rect.topLeft());
    const QBrush brush =
        pattern && item.colour.isEmpty() ? categoryLook(item.category).pattern : QBrush(colourOf(item));
    painter.setBrush(brush);
    painter.drawPath(roundedPath(QRectF(rect.left(), rect.top(), strip, rect.height()), corner, 0, 0, corner));
}

// Icons for what is special about a node, right to left; they stand in the type's place. Returns where they begin.
double paintStates(QPainter& painter, double right, double middle, const NodeItem& item, const NodeLook& look,
                   double scale)
{
    const auto put = [&](const QString& name, const QColor& colour) {
        drawIcon(painter, QRectF(right - stateIcon, middle - stateIcon / 2, stateIcon, stateIcon), name, colour, scale);
        right -= stateIcon + 4;
    };
    const Theme& colours = theme();
    if (look.error)
        put("error", colours.state.error);
    else if (look.warning)
        put("warning", colours.state.warning);
    if (look.ailment != Ailment::none)
        put(look.ailment == Ailment::dead ? "dead" : "exploding", colours.state.error);
    if (item.muted)
        put("mute", colours.text.tertiary);
    if (item.bypassed)
        put("bypass", colours.text.secondary);
    if (item.frozen && look.thawed) {
        put("thaw", categoryLook("conv").colour);
    } else if (item.frozen) {
        if (item.thawsAfter > 0) // the epochs that it stays so
            right -= 4
                + TextPainter::get().draw(painter, {right, middle + 4}, QString::number(item.thawsAfter),
                                          TextRole::small, colours.text.secondary, 60, TextPainter::Align::right);
        put("snowflake", categoryLook("conv").colour);
    }
    if (look.running) {
        const QPointF at(right - stateIcon / 2, middle);
        QColor ring = colours.state.ok;
        ring.setAlphaF(0.45f);
        painter.setPen(QPen(ring, 1.5));
        painter.setBrush(colours.state.okSoft);
        painter.drawEllipse(at, 6, 6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.state.ok);
        painter.drawEllipse(at, 4, 4);
        right -= stateIcon + 4;
    }
    return right;
}

void paintRows(QPainter& painter, const NodeItem& item, const NodeLook& look)
{
    TextPainter& text = TextPainter::get();
    const double right = item.rect.width() - textRight;
    double baseline = header + bodyPadding / 2 + rowHeight / 2 + 4;
    for (const RowItem& row : item.rows) {
        const bool field = !row.param.empty() || row.live;
        const QString shown = row.live ? (look.value.isEmpty() ? QString(QChar(0x2013)) : look.value) : row.right;
        const double taken =
            text.draw(painter, {right, baseline}, shown, field ? TextRole::mono : TextRole::secondary,
                      field ? theme().text.primary : theme().text.secondary,
                      row.left.isEmpty() ? right - rowText : (right - rowText) * 0.62, TextPainter::Align::right);
        text.draw(painter, {rowText, baseline}, row.left, TextRole::secondary, theme().text.secondary,
                  right - rowText - taken - gap);
        baseline += rowHeight;
    }
}

void paintFooter(QPainter& painter, const NodeItem& item, const NodeLook& look)
{
    TextPainter& text = TextPainter::get();
    const double right = item.rect.width() - textRight, top = item.rect.height() - footer;
    painter.fillRect(QRectF(strip, top, item.rect.width() - strip - 1, 1), theme().line.subtle);
    if (look.heat > 0) // how much of a step it takes, beside the slowest
        painter.fillRect(QRectF(strip, top, std::max(2.0, (item.rect.width() - strip - 1) * look.heat), 2),
                         theme().state.warning);
    const QColor& colour = look.error && look.shape == "?" ? theme().state.error : theme().text.tertiary;
    const double taken =
        text.draw(painter, {rowText, top + 15}, look.shape, TextRole::monoSmall, colour, right - rowText);
    text.draw(painter, {right, top + 15}, look.cost, TextRole::small, theme().text.tertiary,
              right - rowText - taken - gap, TextPainter::Align::right);
}

void paintDeadUnits(QPainter& painter, const NodeItem& item, double share)
{
    const QRectF bar(strip, header, item.rect.width() - strip - 1, deadBar);
    painter.fillRect(bar, theme().surface.inset);
    QBrush hatch(theme().state.error, Qt::BDiagPattern);
    QRectF dead = bar;
    dead.setWidth(bar.width() * share);
    painter.save();
    painter.setClipRect(dead, Qt::IntersectClip);
    painter.setPen(QPen(theme().state.error, 2));
    for (double x = dead.left() - deadBar; x < dead.right() + deadBar; x += 5)
        painter.drawLine(QPointF(x, dead.bottom() + 1), QPointF(x + deadBar + 2, dead.top() - 1));
    painter.restore();
}

void paintFull(QPainter& painter, const QRectF& rect, const NodeItem& item, const NodeLook& look, double scale)
{
    TextPainter& text = TextPainter::get();
    const QColor colour = colourOf(item);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().surface.raised);
    painter.drawRoundedRect(rect, corner, corner);
    const double bottom = item.collapsed ? corner : 0;
    painter.setBrush(mixed(colour, theme().surface.raised, item.bypassed ? bypassedTint : headerTint));
    painter.drawPath(roundedPath(QRectF(0, 0, rect.width(), header), corner, corner, bottom, bottom));
    paintStrip(painter, rect, item, true);
    if (look.deadShare > 0 && !item.collapsed)
        paintDeadUnits(painter, item, look.deadShare);
    paintCategoryIcon(painter, QRectF(iconLeft, iconTop, iconSize, iconSize), item.category, colour);

    const double end = item.rect.width() - textRight;
    const double states = paintStates(painter, end + 1, firstPort, item, look, scale);
    const bool special = states < end;
    const double room = (special ? states : end) - titleLeft;
    const double named =
        text.draw(painter, {titleLeft, 18}, fittedName(item, room), TextRole::bodyStrong, theme().text.primary, room);
    const double left = room - named - gap;
    const double wish = text.width(item.title, TextRole::secondary);
    if (!special && (left >= wish || left > std::max(56.0, 0.65 * wish))) // less would only be noise
        text.draw(painter, {end, 18}, item.title, TextRole::secondary, theme().text.secondary, left,
                  TextPainter::Align::right);
    if (item.collapsed)
        return;
    paintRows(painter, item, look);
    paintFooter(painter, item, look);
}

// Words that stay that large in the widget, in scene pixels.
double inWidget(double pixels, double zoom)
{
    return pixels * Style::get().fontScale() / zoom;
}

void paintTitleAndShape(QPainter& painter, const QRectF& rect, const NodeItem& item, const NodeLook& look, double scale,
                        double zoom)
{
    TextPainter& text = TextPainter::get();
    const QColor colour = colourOf(item);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(colour, theme().surface.raised, item.bypassed ? bypassedTint : headerTint));
    painter.drawRoundedRect(rect, corner, corner);
    paintStrip(painter, rect, item, true);
    const bool low = rect.height() < 40; // collapsed: the title alone
    paintCategoryIcon(painter, low ? QRectF(14, 4, 20, 20) : QRectF(18, 11, 20, 20), item.category, colour);
    const bool tall = rect.height() >= 64; // states stand beside the shape, and the name has all of its line
    const double right = rect.width() - textRight;
    const double end = paintStates(painter, right, low ? 14 : tall ? 51 : 21, item, look, scale);
    const double left = low ? 38 : 43, room = (tall ? right : end) - left - 2;
    const double size = nameSize(item, DetailLevel::titleShape, zoom, room);
    text.draw(painter, {left, (low ? 14 : 20.5) + 0.35 * size}, fittedName(item, room, size), TextRole::bodyStrong,
              theme().text.primary, room, TextPainter::Align::left, size);
    if (tall)
        text.draw(painter, {19, 57}, look.shape, TextRole::secondary, theme().text.secondary, end - 19,
                  TextPainter::Align::left, std::max(16.5, inWidget(9.5, zoom)));
}

void paintTitle(QPainter& painter, const QRectF& rect, const NodeItem& item, double zoom)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(colourOf(item), theme().surface.raised, item.bypassed ? 0.14 : titleTint));
    painter.drawRoundedRect(rect, corner, corner);
    painter.setBrush(colourOf(item));
    painter.drawPath(roundedPath(QRectF(0, 0, 12, rect.height()), corner, 0, 0, corner));
    const double room = rect.width() - 16;
    const double size = nameSize(item, DetailLevel::title, zoom, room);
    TextPainter::get().draw(painter, {rect.center().x() + 6, rect.center().y() + size * 0.35},
                            fittedName(item, room, size), TextRole::bodyStrong, theme().text.primary, room,
                            TextPainter::Align::center, size);
}

} // namespace

double nameSize(const NodeItem& item, DetailLevel level, double zoom, double room)
{
    const bool titles = level == DetailLevel::title;
    const double most = (titles ? 0.75 : 0.8) * (titles ? item.rect.height() : std::min(36.0, item.rect.height()));
    const double wish = std::floor(std::min(most, std::max(titles ? 29.0 : 19.0, inWidget(10.5, zoom))));
    const double least = std::max(14.0, 8 / zoom); // whole names, even for those who like them larger
    const double width = TextPainter::get().width(item.name, TextRole::bodyStrong, wish);
    if (width <= room)
        return wish;
    double size = std::clamp(std::ceil(wish * room / width), std::min(wish, std::ceil(least)), wish); // whole, as fonts
    while (size - 1 >= least && TextPainter::get().width(item.name, TextRole::bodyStrong, size) > room)
        --size;
    return size;
}

QString fittedName(const NodeItem& item, double room, double size)
{
    TextPainter& text = TextPainter::get();
    if (text.width(item.name, TextRole::bodyStrong, size) <= room)
        return item.name;
    const QString id = QString::fromStdString(item.id);
    const QString name = item.repeat > 1 && item.name.startsWith(id) ? id : item.name;
    const QString times = item.name.mid(name.size());
    const double left = room - text.width(times, TextRole::bodyStrong, size) - 1; // widths are rounded when shaped
    return QFontMetricsF(text.font(TextRole::bodyStrong, size)).elidedText(name, Qt::ElideMiddle, left) + times;
}

QColor colourOf(const NodeItem& item)
{
    return namedColour(item.colour, categoryLook(item.category).colour);
}

QPainterPath roundedPath(const QRectF& r, double tl, double tr, double br, double bl)
{
    QPainterPath path;
    path.moveTo(r.left() + tl, r.top());
    path.lineTo(r.right() - tr, r.top());
    if (tr > 0)
        path.arcTo(r.right() - 2 * tr, r.top(), 2 * tr, 2 * tr, 90, -90);
    path.lineTo(r.right(), r.bottom() - br);
    if (br > 0)
        path.arcTo(r.right() - 2 * br, r.bottom() - 2 * br, 2 * br, 2 * br, 0, -90);
    path.lineTo(r.left() + bl, r.bottom());
    if (bl > 0)
        path.arcTo(r.left(), r.bottom() - 2 * bl, 2 * bl, 2 * bl, 270, -90);
    path.lineTo(r.left(), r.top() + tl);
    if (tl > 0)
        path.arcTo(r.left(), r.top(), 2 * tl, 2 * tl, 180, -90);
    path.closeSubpath();
    return path;
}

void paintNode(QPainter& painter, const NodeItem& item, const NodeLook& look, DetailLevel level, double scale,
               double zoom)
{
    const QRectF rect(QPointF(), item.rect.size());
    painter.setRenderHint(QPainter::Antialiasing);
    if (item.muted)
        painter.setOpacity(0.5);
    paintBehind(painter, rect, item, look);
    if (level == DetailLevel::full)
        paintFull(painter, rect, item, look, scale);
    else if (level == DetailLevel::titleShape)
        paintTitleAndShape(painter, rect, item, look, scale, zoom);
    else
        paintTitle(painter, rect, item, zoom);
    paintBorder(painter, rect, item, look, scale);
    painter.setOpacity(1);
}

void paintPort(QPainter& painter, PortKind kind, PortState state, const QColor& wire)
{
    const Theme& colours = theme();
    QColor fill = wire.isValid() ? wire : colours.text.secondary;
    const QColor ring = colours.surface.canvas;
    constexpr double radius = port / 2;
    if (state == PortState::target || state == PortState::legal) {
        QColor glow = colours.accent.line;
        if (state == PortState::legal)
            glow.setAlphaF(0.55f);
        painter.setPen(QPen(glow, 2));
        painter.setBrush(colours.surface.canvas);
        painter.drawEllipse(QPointF(), portGlow / 2, portGlow / 2);
        fill = colours.accent.line;
    }
    if (state == PortState::dimmed)
        fill = mixed(fill, colours.surface.raised, 0.35);
    painter.setPen(QPen(ring, 2));
    painter.setBrush(state == PortState::open ? colours.surface.raised : fill);
    const auto shape = [&](double r) {
        if (kind == PortKind::labels) {
            const double d = r + 1.2;
            painter.drawPolygon(QPolygonF({{0, -d}, {d, 0}, {0, d}, {-d, 0}}));
        } else if (kind == PortKind::scalar) {
            painter.drawRect(QRectF(-r + 0.6, -r + 0.6, 2 * r - 1.2, 2 * r - 1.2));
        } else {
            painter.drawEllipse(QPointF(), r, r);
        }
    };
    shape(radius + 1);
    if (state == PortState::open) { // nothing is wired to it: a ring
        painter.setPen(QPen(fill, 1.5));
        shape(radius - 1);
    }
}

} // namespace weft
