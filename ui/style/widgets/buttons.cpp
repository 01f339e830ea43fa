#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"
#include "ui/style/widgets/draw.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace weft {

namespace {

bool focused(const QStyleOption& option) // by the keyboard
{
    return option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange;
}

bool isPrimary(const QWidget* widget)
{
    return widget && widget->property("primary").toBool();
}

QColor disabled(QColor colour)
{
    colour.setAlphaF(0.45f);
    return colour;
}

} // namespace

void drawGlyph(QPainter& painter, const QRect& where, const QString& icon, const QColor& colour, double side)
{
    const int pixels = Style::get().px(side);
    painter.drawPixmap(where.x() + (where.width() - pixels) / 2, where.y() + (where.height() - pixels) / 2,
                       iconPixmap(icon, colour, pixels, painter.device()->devicePixelRatio()));
}

void drawButtonPanel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget)
{
    const Theme& colours = theme();
    const double radius = Style::get().px(4);
    const bool enabled = option.state & QStyle::State_Enabled,
               hovered = enabled && option.state & QStyle::State_MouseOver;
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    if (isPrimary(widget)) {
        QColor ground = colours.accent.fill;
        if (down)
            ground = ground.darker(115);
        else if (hovered)
            ground = ground.lighter(colours.dark ? 112 : 120);
        paintBox(painter, option.rect, enabled ? ground : disabled(ground), {}, radius);
    } else if (option.features & QStyleOptionButton::Flat) {
        if (hovered || down)
            paintBox(painter, option.rect, colours.surface.controlHover, {}, radius);
    } else {
        QColor ground = down ? colours.surface.inset : hovered ? colours.surface.controlHover : colours.surface.control;
        QColor border = colours.line.strong;
        if (!enabled) {
            ground = disabled(ground);
            border = colours.line.subtle;
        }
        paintBox(painter, option.rect, ground, border, radius);
    }
    if (focused(option)) {
        paintFocusRing(painter, option.rect, radius);
        if (isPrimary(widget)) // the ring alone would drown in the blue
            paintBox(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), {}, colours.text.onAccent, radius - 2);
    }
}

void drawButtonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget)
{
    const Style& style = Style::get();
    const bool enabled = option.state & QStyle::State_Enabled;
    QColor ink = isPrimary(widget) ? theme().text.onAccent : theme().text.primary;
    if (!enabled)
        ink = isPrimary(widget) ? disabled(ink) : option.palette.color(QPalette::Disabled, QPalette::ButtonText);
    painter.setFont(style.font(TextRole::label));
    painter.setPen(ink);
    const int side = style.px(16), gap = style.px(8);
    const bool menu = option.features & QStyleOptionButton::HasMenu;
    QRect inner = option.rect.adjusted(style.px(8), 0, -style.px(menu ? 24 : 8), 0);
    const int words = option.text.isEmpty() ? 0 : painter.fontMetrics().size(Qt::TextShowMnemonic, option.text).width();
    const int picture = option.icon.isNull() ? 0 : side + (words ? gap : 0);
    int x = inner.left() + std::max(0, (inner.width() - words - picture) / 2);
    if (picture) {
        const QRect where(x, option.rect.center().y() - side / 2 + 1, side, side);
        if (isPrimary(widget)) { // painted in the text's colour: a mask filled with it
            const double ratio = painter.device()->devicePixelRatio();
            QPixmap mask = option.icon.pixmap(QSize(side, side), ratio);
            QPainter tint(&mask);
            tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
            tint.fillRect(QRect(0, 0, side, side), ink);
            tint.end();
            painter.drawPixmap(where.topLeft(), mask);
        } else {
            option.icon.paint(&painter, where, Qt::AlignCenter, enabled ? QIcon::Active : QIcon::Disabled);
        }
        x += picture;
    }
    if (words) {
        inner.setLeft(x);
        const QString shown =
            painter.fontMetrics().elidedText(option.text, Qt::ElideRight, inner.width(), Qt::TextShowMnemonic);
        painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, shown);
    }
    if (menu)
        drawGlyph(painter,
                  QRect(option.rect.right() - style.px(24), option.rect.top(), style.px(20), option.rect.height()),
                  QStringLiteral("chevron-down"), ink, 12);
}

QSize buttonSize(const QStyleOptionButton& option)
{
    const Style& style = Style::get();
    const QFontMetrics metrics(style.font(TextRole::label));
    int width = style.px(24);
    if (!option.text.isEmpty())
        width += metrics.size(Qt::TextShowMnemonic, option.text).width();
    if (!option.icon.isNull())
        width += style.px(16) + (option.text.isEmpty() ? -style.px(8) : style.px(8));
    if (option.features & QStyleOptionButton::HasMenu)
        width += style.px(16);
    return {width, style.px(28)};
}

void drawToolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    const double radius = style.px(4);
    const bool enabled = option.state & QStyle::State_Enabled,
               hovered = enabled && option.state & QStyle::State_MouseOver;
    const bool on = option.state & QStyle::State_On, down = option.state & QStyle::State_Sunken;
    if (on)
        paintBox(painter, option.rect, colours.accent.soft, {}, radius);
    else if (hovered || down)
        paintBox(painter, option.rect, down ? colours.surface.control : colours.surface.controlHover, {}, radius);
    if (focused(option))
        paintFocusRing(painter, option.rect, radius);

    const bool words = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const bool picture = option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
    const bool menu = option.features & QStyleOptionToolButton::MenuButtonPopup
        || (option.features & QStyleOptionToolButton::HasMenu && words);
    const QIcon::Mode mode = !enabled ? QIcon::Disabled : hovered ? QIcon::Active : QIcon::Normal;
    QRect inner = option.rect.adjusted(style.px(words ? 8 : 0), 0, -style.px(menu ? 16 : 0), 0);
    const QSize size = option.iconSize;
    if (picture) {
        QRect where(QPoint(), size);
        where.moveCenter(inner.center());
        if (words)
            where.moveLeft(inner.left());
        option.icon.paint(&painter, where, Qt::AlignCenter, mode, on ? QIcon::On : QIcon::Off);
        inner.setLeft(where.right() + 1 + style.px(6));
    } else if (option.arrowType != Qt::NoArrow && !words) {
        static constexpr const char* arrows[] = {"", "chevron-up", "chevron-down", "chevron-left", "chevron-right"};
        drawGlyph(painter, inner, QLatin1String(arrows[option.arrowType]), colours.text.secondary, 12);
    }
    if (words) {
        painter.setFont(style.font(TextRole::label));
        painter.setPen(!enabled      ? option.palette.color(QPalette::Disabled, QPalette::ButtonText)
                           : on      ? colours.accent.line
                           : hovered ? colours.text.primary
                                     : colours.text.secondary);
        QString shown = option.text;
        paintElided(painter, inner, (picture ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter,
                    shown.remove(u'&'));
    }
    if (menu)
        drawGlyph(painter,
                  QRect(option.rect.right() - style.px(16), option.rect.top(), style.px(14), option.rect.height()),
                  QStringLiteral("chevron-down"), colours.text.secondary, 10);
}

QSize toolButtonSize(const QStyleOptionToolButton& option)
{
    const Style& style = Style::get();
    const bool words = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const bool picture = option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
    int width = words ? style.px(16) : style.px(28);
    if (words) {
        QString shown = option.text;
        width += QFontMetrics(style.font(TextRole::label)).horizontalAdvance(shown.remove(u'&'));
        if (picture)
            width += option.iconSize.width() + style.px(6);
    }
    if (option.features & QStyleOptionToolButton::MenuButtonPopup
        || (option.features & QStyleOptionToolButton::HasMenu && words))
        width += style.px(14);
    return {width, std::max(style.px(28), option.iconSize.height() + style.px(8))};
}

void drawCheckBox(const QStyleOption& option, QPainter& painter)
{
    const Theme& colours = theme();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On, some = option.state & QStyle::State_NoChange;
    const QColor border =
        option.state & QStyle::State_MouseOver && enabled ? colours.text.tertiary : colours.line.strong;
    const double radius = Style::get().px(3);
    if (on || some)
        paintBox(painter, option.rect, enabled ? colours.accent.fill : disabled(colours.accent.fill), {}, radius);
    else
        paintBox(painter, option.rect, colours.surface.inset, enabled ? border : colours.line.subtle, radius);
    if (on || some)
        drawGlyph(painter, option.rect, on ? QStringLiteral("check") : QStringLiteral("minus"), colours.text.onAccent,
                  12);
    if (focused(option))
        paintFocusRing(painter, option.rect, radius);
}

void drawRadioButton(const QStyleOption& option, QPainter& painter)
{
    const Theme& colours = theme();
    const bool enabled = option.state & QStyle::State_Enabled, on = option.state & QStyle::State_On;
    const double radius = option.rect.height() / 2.0;
    const QColor ground = on ? (enabled ? colours.accent.fill : disabled(colours.accent.fill)) : colours.surface.inset;
    paintBox(painter, option.rect, ground, on ? QColor() : colours.line.strong, radius);
    if (on)
        drawGlyph(painter, option.rect, QStringLiteral("dot"), colours.text.onAccent, 14);
    if (focused(option))
        paintFocusRing(painter, option.rect, radius);
}

} // namespace weft
