#include "ui/style/paint.h"

#include "ui/style/style.h"

#include <QFontMetrics>
#include <QPainter>
#include <QWidget>

#include <cmath>

namespace weft {

void paintBox(QPainter& painter, const QRectF& box, const QColor& fill, const QColor& border, double radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (border.isValid() && border.alpha() > 0) {
        painter.setPen(QPen(border, 1));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5);
    } else {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(box, radius, radius);
    }
    painter.restore();
}

void paintFocusRing(QPainter& painter, const QRectF& box, double radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().accent.line, 2));
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    painter.restore();
}

bool showsFocus(const QWidget* button)
{
    return button->hasFocus() && button->window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

void paintElided(QPainter& painter, const QRectF& where, int alignment, const QString& text)
{
    const QString shown = painter.fontMetrics().elidedText(
        text, Qt::ElideRight, int(std::ceil(where.width())) + 1); // the font is finer than a pixel
    painter.drawText(where, alignment | Qt::TextSingleLine, shown);
}

int keyWidth(const QString& key)
{
    return QFontMetrics(Style::get().font(TextRole::small)).horizontalAdvance(key) + Style::get().px(10);
}

void paintKey(QPainter& painter, const QRectF& where, const QString& key)
{
    const Style& style = Style::get();
    const double height = style.px(16), width = keyWidth(key);
    const QRectF cap(where.right() - width, qRound(where.center().y() - height / 2), width, height);
    painter.save();
    painter.setFont(style.font(TextRole::small));
    paintBox(painter, cap, theme().surface.panel, theme().line.strong, style.px(3));
    painter.setPen(theme().text.secondary);
    painter.drawText(cap, Qt::AlignCenter, key);
    painter.restore();
}

} // namespace weft
