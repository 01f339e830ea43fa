#include "ui/windows/bars/button.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QAction>
#include <QPainter>

namespace weft {

Button::Button(Kind kind, QWidget* parent)
    : QAbstractButton(parent)
    , m_kind(kind)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::ArrowCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] { updateGeometry(), update(); });
}

Button::Button(Kind kind, const QString& icon, const QString& text, QWidget* parent)
    : Button(kind, parent)
{
    m_icon = icon;
    setText(text);
    setAccessibleName(text);
}

void Button::setIconName(const QString& name)
{
    m_icon = name;
    updateGeometry();
    update();
}

void Button::setAction(QAction* action, bool withText)
{
    m_action = action;
    m_withText = withText;
    setCheckable(action->isCheckable());
    connect(action, &QAction::changed, this, &Button::follow);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    follow();
}

void Button::follow()
{
    if (!m_action)
        return;
    const QString text = withoutKeyMark(m_action->text());
    setText(m_withText ? text : QString());
    setAccessibleName(text);
    setToolTip(m_action->toolTip());
    setEnabled(m_action->isEnabled());
    setChecked(m_action->isChecked());
    setVisible(m_action->isVisible());
    update();
}

QSize Button::sizeHint() const
{
    const Style& style = Style::get();
    const int height = style.px(m_small ? 24 : 28);
    const bool hasIcon = !m_icon.isEmpty();
    if (text().isEmpty())
        return {height, height};
    const QFontMetrics metrics(style.font(TextRole::label));
    return {metrics.horizontalAdvance(text()) + style.px(m_small ? 20 : 24) + (hasIcon ? style.px(16 + 6) : 0), height};
}

void Button::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const double radius = style.px(4);
    const bool hovered = underMouse() && isEnabled();
    const bool pressed = isDown() || isChecked();
    QColor ink = isEnabled() ? colours.text.primary : colours.text.tertiary;
    if (m_kind == Kind::primary && isEnabled()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(hovered ? colours.accent.fill.lighter(112) : colours.accent.fill);
        painter.drawRoundedRect(rect(), radius, radius);
        ink = colours.text.onAccent;
    } else if (m_kind != Kind::flat) {
        painter.setPen(isEnabled() ? colours.line.strong : colours.line.subtle);
        painter.setBrush(pressed || hovered ? colours.surface.controlHover : colours.surface.control);
        painter.drawRoundedRect(box, radius, radius);
    } else {
        if (isChecked()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colours.accent.soft);
            painter.drawRoundedRect(rect(), radius, radius);
            ink = colours.accent.line;
        } else if (hovered || pressed) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colours.surface.controlHover);
            painter.drawRoundedRect(rect(), radius, radius);
        }
        if (isEnabled() && !isChecked() && !hovered)
            ink = text().isEmpty() ? colours.text.primary : colours.text.secondary;
    }
    const int side = style.px(16);
    const QFont font = style.font(TextRole::label);
    painter.setFont(font);
    const int gap = m_icon.isEmpty() || text().isEmpty() ? 0 : style.px(6);
    const int iconWidth = m_icon.isEmpty() ? 0 : side;
    const int room = width() - style.px(8) - iconWidth - gap;
    const QString shown = painter.fontMetrics().elidedText(text(), Qt::ElideRight, room);
    const int textWidth = shown.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(shown);
    int x = (width() - iconWidth - gap - textWidth) / 2;
    if (iconWidth) {
        const QColor iconInk = isEnabled() ? ink : [&] {
            QColor faint = colours.text.tertiary;
            faint.setAlphaF(0.6F);
            return faint;
        }();
        painter.drawPixmap(QRect(x, (height() - side) / 2, side, side),
                           iconPixmap(m_icon, iconInk, side, devicePixelRatioF()));
        x += side + gap;
    }
    painter.setPen(ink);
    painter.drawText(QRect(x, 0, textWidth + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, shown);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.accent.line, style.px(2)));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
    }
}

} // namespace weft
