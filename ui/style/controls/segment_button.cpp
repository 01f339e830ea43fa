#include "ui/style/controls/segment_button.h"

#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QPainter>

namespace weft {

SegmentButton::SegmentButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SegmentButton::setLarge(bool large)
{
    m_large = large;
    updateGeometry();
}

QSize SegmentButton::sizeHint() const
{
    const Style& style = Style::get();
    int width = style.px(m_large ? 24 : 16);
    if (!text().isEmpty()) // room for the bold text of the chosen one, so that choosing moves nothing
        width += QFontMetrics(style.font(m_large ? TextRole::label : TextRole::caption)).horizontalAdvance(text());
    if (!icon().isNull())
        width += style.px(16) + (text().isEmpty() ? 0 : style.px(8));
    return {width, style.px(m_large ? 28 : 22)};
}

QSize SegmentButton::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), Style::get().px(28)), sizeHint().height()};
}

void SegmentButton::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    QPainter painter(this);
    const double radius = style.px(m_large ? 5 : 4);
    if (isChecked())
        paintBox(painter, rect(), colours.dark ? colours.surface.control : colours.surface.raised, colours.line.strong,
                 radius);
    else if (underMouse() && isEnabled())
        paintBox(painter, rect(), colours.surface.controlHover, {}, radius);
    if (showsFocus(this))
        paintFocusRing(painter, rect(), radius);
    painter.setFont(style.font(m_large ? TextRole::label : isChecked() ? TextRole::caption : TextRole::secondary));
    painter.setPen(!isEnabled()      ? palette().color(QPalette::Disabled, QPalette::ButtonText)
                       : isChecked() ? colours.text.primary
                                     : colours.text.secondary);
    const int side = style.px(16), gap = style.px(8);
    const int words = text().isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(text());
    const int picture = icon().isNull() ? 0 : side + (words ? gap : 0);
    QRect inner = rect().adjusted(style.px(6), 0, -style.px(6), 0);
    const int x = qMax(inner.left(), rect().left() + (width() - words - picture) / 2);
    if (picture) {
        const QIcon::Mode mode = !isEnabled() ? QIcon::Disabled : isChecked() ? QIcon::Active : QIcon::Normal;
        icon().paint(&painter, QRect(x, (height() - side) / 2, side, side), Qt::AlignCenter, mode);
    }
    if (words) {
        inner.setLeft(x + picture);
        paintElided(painter, inner, Qt::AlignLeft | Qt::AlignVCenter, text());
    }
}

} // namespace weft
