#include "ui/style/paint.h"
#include "ui/style/style.h"
#include "ui/style/widgets/draw.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace weft {

QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part)
{
    const bool across = option.orientation == Qt::Horizontal;
    const int length = across ? option.rect.width() : option.rect.height();
    const auto piece = [&](int from, int to) {
        return across ? QRect(option.rect.left() + from, option.rect.top(), to - from, option.rect.height())
                      : QRect(option.rect.left(), option.rect.top() + from, option.rect.width(), to - from);
    };
    const int64_t range = int64_t(option.maximum) - option.minimum;
    int handle = length;
    if (range > 0) {
        handle = int(int64_t(length) * option.pageStep / std::max<int64_t>(1, range + option.pageStep));
        handle = std::clamp(handle, std::min(Style::get().px(24), length), length);
    }
    const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                      length - handle, option.upsideDown);
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return option.rect;
    case QStyle::SC_ScrollBarSlider:
        return piece(start, start + handle);
    case QStyle::SC_ScrollBarSubPage:
        return piece(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return piece(start + handle, length);
    default:
        return {}; // no arrows
    }
}

void drawScrollBar(const QStyleOptionSlider& option, QPainter& painter, const QStyle&, const QWidget*)
{
    if (option.maximum <= option.minimum)
        return;
    const bool busy = option.state & QStyle::State_Sunken || option.activeSubControls & QStyle::SC_ScrollBarSlider;
    const QRectF handle = QRectF(scrollBarPart(option, QStyle::SC_ScrollBarSlider)).adjusted(2, 2, -2, -2);
    QColor ink = busy && option.state & QStyle::State_MouseOver ? theme().text.tertiary : theme().line.strong;
    if (!busy)
        ink.setAlphaF(0.7f);
    paintBox(painter, handle, ink, {}, std::min(handle.width(), handle.height()) / 2);
}

void drawSlider(const QStyleOptionSlider& option, QPainter& painter, const QStyle& style, const QWidget* widget)
{
    const Theme& colours = theme();
    const QRect knob = style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, widget);
    const bool across = option.orientation == Qt::Horizontal, enabled = option.state & QStyle::State_Enabled;
    const int thick = Style::get().px(4);
    QRectF groove = option.rect;
    if (across)
        groove =
            QRectF(option.rect.left() + 2, option.rect.center().y() - thick / 2 + 1, option.rect.width() - 4, thick);
    else
        groove =
            QRectF(option.rect.center().x() - thick / 2 + 1, option.rect.top() + 2, thick, option.rect.height() - 4);
    paintBox(painter, groove, colours.line.subtle, {}, thick / 2.0);
    QRectF done = groove;
    if (across && option.upsideDown)
        done.setLeft(knob.center().x());
    else if (across)
        done.setRight(knob.center().x());
    else if (option.upsideDown)
        done.setTop(knob.center().y());
    else
        done.setBottom(knob.center().y());
    if (enabled)
        paintBox(painter, done, colours.accent.line, {}, thick / 2.0);
    const double side = Style::get().px(14);
    const QRectF round(knob.center().x() + 0.5 - side / 2, knob.center().y() + 0.5 - side / 2, side, side);
    paintBox(painter, round,
             enabled ? (colours.dark ? colours.text.primary : colours.surface.raised) : colours.line.strong,
             option.state & QStyle::State_HasFocus ? colours.accent.line : colours.line.strong, side / 2);
    if (option.state & QStyle::State_HasFocus)
        paintFocusRing(painter, round.adjusted(-2, -2, 2, 2), side / 2 + 2);
}

void drawProgressGroove(const QStyleOptionProgressBar& option, QPainter& painter)
{
    paintBox(painter, option.rect, theme().surface.inset, theme().line.subtle,
             std::min<double>(3, option.rect.height() / 2.0));
}

void drawProgressContents(const QStyleOptionProgressBar& option, QPainter& painter, const QWidget* widget)
{
    const double radius = std::min<double>(Style::get().px(3), option.rect.height() / 2.0);
    const QColor ink = widget && widget->property("good").toBool() ? theme().state.ok : theme().accent.line;
    painter.save();
    QPainterPath outline;
    outline.addRoundedRect(QRectF(option.rect), radius, radius);
    painter.setClipPath(outline);
    if (option.maximum <= option.minimum) { // of unknown length: hatched, and still
        painter.fillRect(option.rect, QBrush(ink, Qt::BDiagPattern));
    } else {
        const double share =
            std::clamp(double(option.progress - option.minimum) / (double(option.maximum) - option.minimum), 0.0, 1.0);
        QRectF done = option.rect;
        if (option.state & QStyle::State_Horizontal)
            done.setWidth(done.width() * share);
        else
            done.setTop(done.bottom() - done.height() * share);
        painter.fillRect(done, ink);
    }
    painter.restore();
}

void drawSplitter(const QStyleOption& option, QPainter& painter, bool upright)
{
    const bool busy =
        option.state & (QStyle::State_MouseOver | QStyle::State_Sunken) && option.state & QStyle::State_Enabled;
    const int thick = busy ? 2 : 1;
    const QRect& all = option.rect;
    const QRect line = upright ? QRect(all.center().x() - (thick - 1) / 2, all.top(), thick, all.height())
                               : QRect(all.left(), all.center().y() - (thick - 1) / 2, all.width(), thick);
    painter.fillRect(all, theme().surface.panel);
    painter.fillRect(line, busy ? theme().accent.line : theme().line.subtle);
}

} // namespace weft
