#include "ui/style/paint.h"
#include "ui/style/style.h"
#include "ui/style/widgets/draw.h"

#include <QPainter>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace weft {

namespace {

int badgeOf(const QStyleOptionTab& option, const QWidget* widget)
{
    const auto* bar = qobject_cast<const QTabBar*>(widget);
    return bar ? bar->tabData(option.tabIndex).toInt() : 0;
}

QString badgeText(int count)
{
    return count > 99 ? QStringLiteral("99+") : QString::number(count);
}

int badgeWidth(int count)
{
    const int words = QFontMetrics(Style::get().font(TextRole::small)).horizontalAdvance(badgeText(count));
    return std::max(Style::get().px(20), words + Style::get().px(10));
}

} // namespace

QSize tabSize(const QStyleOptionTab& option, const QWidget* widget)
{
    const Style& style = Style::get();
    int width = style.px(24);
    if (!option.text.isEmpty())
        width += QFontMetrics(style.font(TextRole::label)).size(Qt::TextShowMnemonic, option.text).width();
    if (!option.icon.isNull())
        width += style.px(16) + (option.text.isEmpty() ? 0 : style.px(8));
    if (const int badge = badgeOf(option, widget))
        width += style.px(8) + badgeWidth(badge);
    for (const QSize& button : {option.leftButtonSize, option.rightButtonSize}) {
        if (!button.isEmpty())
            width += button.width() + style.px(4);
    }
    return {width, style.px(32)};
}

void drawTabShape(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled;
    const bool document = option.documentMode; // tabs of files stand apart from each other
    if (selected) {
        QColor ground = colours.surface.panel;
        if (widget && widget->property("canvas").toBool())
            ground = colours.surface.canvas;
        painter.fillRect(option.rect, ground);
        painter.fillRect(option.rect.left(), option.rect.top(), option.rect.width(), style.px(2), colours.accent.line);
    } else {
        painter.fillRect(option.rect, hovered ? colours.surface.control : colours.surface.head);
        painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, colours.line.subtle);
    }
    if (document && option.position != QStyleOptionTab::OnlyOneTab)
        painter.fillRect(option.rect.right(), option.rect.top(), 1, option.rect.height(), colours.line.subtle);
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange && selected)
        paintFocusRing(painter, option.rect.adjusted(2, style.px(2) + 2, -2, -2), style.px(4));
}

void drawTabLabel(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget, const QStyle&)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    const bool selected = option.state & QStyle::State_Selected, enabled = option.state & QStyle::State_Enabled;
    QRect inner = option.rect.adjusted(style.px(12), style.px(1), -style.px(12), 0);
    if (!option.leftButtonSize.isEmpty())
        inner.setLeft(inner.left() + option.leftButtonSize.width() + style.px(4));
    if (!option.rightButtonSize.isEmpty())
        inner.setRight(inner.right() - option.rightButtonSize.width() - style.px(4));
    if (!option.icon.isNull()) {
        const int side = style.px(16);
        option.icon.paint(&painter, QRect(inner.left(), inner.center().y() - side / 2 + 1, side, side), Qt::AlignCenter,
                          !enabled       ? QIcon::Disabled
                              : selected ? QIcon::Active
                                         : QIcon::Normal);
        inner.setLeft(inner.left() + side + style.px(8));
    }
    if (const int badge = badgeOf(option, widget)) {
        const int width = badgeWidth(badge), height = style.px(16);
        const QRectF pill(inner.right() + 1 - width, inner.center().y() - height / 2 + 1, width, height);
        paintBox(painter, pill, colours.state.errorSoft, colours.state.error, height / 2.0);
        painter.setFont(style.font(TextRole::small));
        painter.setPen(colours.state.error);
        painter.drawText(pill, Qt::AlignCenter, badgeText(badge));
        inner.setRight(inner.right() - width - style.px(8));
    }
    painter.setFont(style.font(TextRole::label));
    painter.setPen(!enabled       ? option.palette.color(QPalette::Disabled, QPalette::WindowText)
                       : selected ? colours.text.primary
                                  : colours.text.secondary);
    const QString shown =
        painter.fontMetrics().elidedText(option.text, Qt::ElideRight, inner.width() + 1, Qt::TextShowMnemonic);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, shown);
}

} // namespace weft
