#include "ui/canvas/paint/node_pictures.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/text_painter.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/style/category.h"
#include "ui/style/icons.h"

#include <QImage>

#include <cmath>

namespace weft {

using namespace geometry;

namespace {

constexpr double closestDots = 12; // widget pixels; closer ones are thinned to every fourth
constexpr double frameFill = 0.045;
constexpr double frameBorder = 0.5;

void paintFrameHeader(PaintContext& context, const FrameItem& frame, const QColor& colour)
{
    QPainter& painter = context.painter;
    TextPainter& text = TextPainter::get();
    painter.save();
    painter.translate(context.view.toScreen(frame.rect.topLeft()));
    // Smaller nodes have larger words for their size, and so has the header, as far as its room goes.
    const double grown = std::clamp(0.9 / context.view.zoom(), 1.0, 1.6);
    const double scale = context.scale() * grown;
    painter.scale(scale, scale);
    const QPixmap icon =
        iconPixmap("frame", colour, int(std::lround(16 * scale)), painter.device()->devicePixelRatioF());
    const double left = framePadding / grown; // flush with the nodes: a wire may come down before them
    painter.drawPixmap(QRectF(left, 9, 16, 16), icon, QRectF(QPointF(), QSizeF(icon.size())));
    const double right = frame.rect.width() / grown - left;
    const double taken = text.draw(painter, {right, 21}, context.pictures.totals(context, frame), TextRole::secondary,
                                   theme().text.secondary, right - left - 108, TextPainter::Align::right);
    text.draw(painter, {left + 22, 21.5}, frame.title, TextRole::bodyStrong, theme().text.primary,
              right - left - taken - 34, TextPainter::Align::left, 13);
    painter.restore();
}

} // namespace

QColor namedColour(const QString& name, const QColor& otherwise)
{
    if (name.startsWith('#')) {
        const QColor colour(name);
        return colour.isValid() ? colour : otherwise;
    }
    return name.isEmpty() ? otherwise : categoryLook(name.toStdString()).colour;
}

QColor mixed(const QColor& over, const QColor& under, double opacity)
{
    const auto mix = [opacity](int a, int b) { return int(std::lround(a * opacity + b * (1 - opacity))); };
    return QColor(mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue()));
}

void paintGrid(PaintContext& context)
{
    double step = gridDot;
    while (step * context.scale() < closestDots)
        step *= 4;
    QPainter& painter = context.painter;
    const QRectF area = context.view.toScreen(context.visible);
    const double ratio = painter.device()->devicePixelRatioF();
    const int size = std::max(1, int(std::lround(1.5 * ratio)));
    // One row of dots, copied down the widget: drawing each would cost more than all the nodes.
    QImage row(QSize(int(std::ceil(area.width() * ratio)) + 1, size), QImage::Format_RGB32);
    row.fill(theme().surface.canvas);
    const QRgb colour = theme().grid.dot.rgb();
    const double left = std::floor(context.visible.left() / step) * step;
    for (double x = left; x <= context.visible.right(); x += step) {
        const int at = int(std::lround((context.view.toScreen(QPointF(x, 0)).x() - area.left()) * ratio)) - size / 2;
        for (int dy = 0; dy < size; ++dy) {
            for (int i = std::max(0, at); i < std::min(row.width(), at + size); ++i)
                reinterpret_cast<QRgb*>(row.scanLine(dy))[i] = colour;
        }
    }
    row.setDevicePixelRatio(ratio);
    const double top = std::floor(context.visible.top() / step) * step;
    for (double y = top; y <= context.visible.bottom(); y += step) {
        const double at = std::round(context.view.toScreen(QPointF(0, y)).y() * ratio - size / 2) / ratio;
        painter.drawImage(QPointF(area.left(), at), row);
    }
}

void paintFrames(PaintContext& context)
{
    QPainter& painter = context.painter;
    painter.setRenderHint(QPainter::Antialiasing);
    for (const FrameItem& frame : context.scene.frames()) {
        if (frame.rect.isNull() || !frame.rect.intersects(context.visible))
            continue;
        const bool target = context.preview.dropFrame == frame.index;
        const QColor colour = target ? theme().accent.line : namedColour(frame.colour, categoryLook("conv").colour);
        const QRectF rect = context.view.toScreen(frame.rect);
        const double corner = std::max(2.0, frameCorner * context.scale());
        QColor fill = colour, line = colour;
        fill.setAlphaF(float(target ? 0.12 : frameFill));
        line.setAlphaF(float(target ? 1 : frameBorder));
        painter.setPen(QPen(line, target ? 2 : 1));
        painter.setBrush(fill);
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
        if (context.level >= DetailLevel::titleShape)
            paintFrameHeader(context, frame, colour);
        ++context.counts.frames;
    }
}

void paintFrameTitles(PaintContext& context)
{
    if (context.level >= DetailLevel::titleShape)
        return;
    TextPainter& text = TextPainter::get();
    QPainter& painter = context.painter;
    for (const FrameItem& frame : context.scene.frames()) { // readable at any zoom: 11 px of the widget
        if (frame.rect.isNull() || !frame.rect.intersects(context.visible) || frame.title.isEmpty())
            continue;
        const QColor colour = namedColour(frame.colour, categoryLook("conv").colour);
        const QRectF rect = context.view.toScreen(frame.rect);
        const double grown = Style::get().fontScale();
        const double width =
            std::min(text.width(frame.title, TextRole::caption, 11 * grown), std::max(48.0, rect.width()));
        painter.setPen(Qt::NoPen);
        // Above the nodes, or, where that is too low for words, upon the frame's edge.
        const double room = (framePadding + frameHeader) * context.scale();
        if (context.level == DetailLevel::block || room < 20 * grown) {
            QColor line = colour;
            line.setAlphaF(float(frameBorder));
            painter.setPen(QPen(line, 1));
            painter.setBrush(mixed(colour, theme().surface.canvas, 0.15));
            painter.drawRoundedRect(QRectF(rect.left() + 0.5, rect.top() - 10 * grown + 0.5, width + 12, 18 * grown), 3,
                                    3);
            text.draw(painter, {rect.left() + 6, rect.top() + 3 * grown}, frame.title, TextRole::caption,
                      theme().text.primary, width + 2, TextPainter::Align::left, 11 * grown);
        } else {
            const double left = std::max(6.0, framePadding * context.scale()); // flush with the nodes
            text.draw(painter, {rect.left() + left, rect.top() + 15 * grown}, frame.title, TextRole::caption,
                      theme().text.primary, width + 2, TextPainter::Align::left, 11 * grown);
        }
    }
}

void paintNotes(PaintContext& context)
{
    QPainter& painter = context.painter;
    TextPainter& text = TextPainter::get();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const NoteItem& note : context.scene.notes()) {
        const QRectF place =
            note.rect.translated(context.preview.movedNotes.contains(note.index) ? context.preview.offset : QPointF());
        if (!place.intersects(context.visible))
            continue;
        ++context.counts.notes;
        painter.save();
        painter.translate(context.view.toScreen(place.topLeft()));
        painter.scale(context.scale(), context.scale());
        double w = place.width(), h = place.height();
        const double fold = noteCorner;
        const QColor line = mixed(theme().state.warning, theme().surface.canvas, 0.55);
        QPainterPath shape;
        shape.addRoundedRect(QRectF(0, 0, w, h), 4, 4);
        QPainterPath cut;
        cut.addPolygon(QPolygonF({{w - fold, h + 1}, {w + 1, h - fold}, {w + 1, h + 1}, {w - fold, h + 1}}));
        const bool picked = context.pickedNote == note.index;
        const bool hovered = context.hovered.kind == Hit::Kind::note && context.hovered.index == note.index;
        const QColor edge = picked ? theme().accent.line : hovered ? theme().state.warning : line;
        painter.setPen(QPen(edge, std::max(picked ? 2.0 : 1.0, 1 / context.scale())));
        painter.setBrush(theme().state.warningSoft);
        painter.drawPath(shape.subtracted(cut));
        painter.setPen(QPen(picked || hovered ? edge : line, std::max(1.0, 1 / context.scale())));
        painter.setBrush(mixed(theme().state.warning, theme().surface.canvas, 0.3));
        painter.drawPolygon(QPolygonF({{w - fold, h}, {w - fold, h - fold}, {w, h - fold}}));
        if (context.level >= DetailLevel::titleShape) {
            const double grown = std::clamp(0.9 / context.view.zoom(), 1.0, 1.6); // as the headers of frames
            painter.scale(grown, grown);
            w /= grown;
            h /= grown;
            const QPixmap icon = iconPixmap("note", theme().state.warning, int(std::lround(16 * context.scale() * grown)),
                                            painter.device()->devicePixelRatioF());
            painter.drawPixmap(QRectF(12, 11, 16, 16), icon, QRectF(QPointF(), QSizeF(icon.size())));
            const double titles = text.heightFor(note.title, TextRole::bodyStrong, w - 48);
            const double title = std::min({titles, 48.0, std::max(16.0, h - 18)}); // of up to three lines
            text.drawWrapped(painter, QRectF(36, 11, w - 48, title), note.title, TextRole::bodyStrong,
                             theme().text.primary);
            if (note.title.isEmpty())
                text.drawWrapped(painter, QRectF(36, 10, w - 48, h - 18), note.text, TextRole::body,
                                 theme().text.secondary);
            else if (!note.text.isEmpty())
                text.drawWrapped(painter, QRectF(12, 20 + title, w - 24, h - 28 - title), note.text, TextRole::body,
                                 theme().text.secondary);
        } else if (context.level == DetailLevel::title) {
            text.draw(painter, {12, 32}, note.title.isEmpty() ? note.text : note.title, TextRole::bodyStrong,
                      theme().text.primary, w - 20, TextPainter::Align::left, 26);
        }
        painter.restore();
    }
}

} // namespace weft
