#include "ui/style/controls/chip.h"

#include "ui/style/category.h"
#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QKeyEvent>
#include <QPainter>

namespace weft {

Chip::Chip(const QString& text, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(text);
    setAccessibleName(text);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Chip::setCategory(const std::string& category)
{
    m_category = category;
    updateGeometry();
    update();
}

void Chip::setColour(const QColor& colour)
{
    m_colour = colour;
    update();
}

void Chip::setClosable(bool closable)
{
    m_closable = closable;
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const Style& style = Style::get();
    int width = style.px(16) + QFontMetrics(style.font(TextRole::secondary)).horizontalAdvance(text());
    if (!m_category.empty() || !icon().isNull())
        width += style.px(14);
    if (m_closable)
        width += style.px(14);
    return {width, style.px(20)};
}

QSize Chip::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), Style::get().px(40)), sizeHint().height()};
}

void Chip::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    QPainter painter(this);
    const double radius = height() / 2.0;
    QColor ground = underMouse() && isEnabled() ? colours.surface.controlHover : QColor();
    if (isDown() || isChecked())
        ground = colours.accent.soft;
    paintBox(painter, rect(), ground,
             m_colour.isValid() ? m_colour
                 : isChecked()  ? colours.accent.line
                                : colours.line.strong,
             radius);
    if (showsFocus(this))
        paintFocusRing(painter, rect(), radius);
    QRectF inner = QRectF(rect()).adjusted(style.px(8), 0, -style.px(8), 0);
    const int side = style.px(12);
    const QRect picture(style.px(6), (height() - side) / 2, side, side);
    if (!m_category.empty())
        paintCategoryIcon(painter, picture, m_category, categoryLook(m_category).colour);
    else if (!icon().isNull())
        icon().paint(&painter, picture);
    if (!m_category.empty() || !icon().isNull())
        inner.setLeft(picture.right() + 1 + style.px(4));
    if (m_closable) {
        painter.drawPixmap(int(inner.right()) - style.px(8), (height() - style.px(10)) / 2,
                           iconPixmap(QStringLiteral("close"), m_colour.isValid() ? m_colour : colours.text.secondary,
                                      style.px(10), devicePixelRatio()));
        inner.setRight(inner.right() - style.px(12));
    }
    painter.setFont(style.font(TextRole::secondary));
    painter.setPen(m_colour.isValid() ? m_colour : isEnabled() ? colours.text.secondary : colours.text.tertiary);
    paintElided(painter, inner, Qt::AlignLeft | Qt::AlignVCenter, text());
}

void Chip::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_closable && event->button() == Qt::LeftButton && isDown()
        && event->position().x() > width() - Style::get().px(22)) {
        setDown(false);
        emit closeAsked();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void Chip::keyPressEvent(QKeyEvent* event)
{
    if (m_closable && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace))
        emit closeAsked();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace weft
