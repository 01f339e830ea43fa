#include "ui/style/paint.h"
#include "ui/style/style.h"
#include "ui/style/widgets/draw.h"

#include <QPainter>
#include <QStyleOption>

namespace weft {

namespace {

struct Words { // "&Save\tCtrl+S"
    QString text;
    QString key;
};

Words wordsOf(const QStyleOptionMenuItem& option)
{
    const qsizetype tab = option.text.indexOf(u'\t');
    return {option.text.left(tab), tab < 0 ? QString() : option.text.mid(tab + 1)};
}

int left()
{
    return Style::get().px(32);
} // room for a tick or an icon, in every menu

} // namespace

void drawMenuPanel(const QStyleOption& option, QPainter& painter)
{
    paintBox(painter, option.rect, theme().surface.raised, theme().line.strong, Style::get().px(6));
}

QSize menuItemSize(const QStyleOptionMenuItem& option)
{
    const Style& style = Style::get();
    if (option.menuItemType == QStyleOptionMenuItem::Separator && option.text.isEmpty())
        return {style.px(32), style.px(9)};
    const Words words = wordsOf(option);
    const QFontMetrics metrics(style.font(TextRole::body));
    int width = left() + metrics.size(Qt::TextShowMnemonic, words.text).width() + style.px(28);
    if (!words.key.isEmpty())
        width += style.px(24) + QFontMetrics(style.font(TextRole::secondary)).horizontalAdvance(words.key);
    return {width, style.px(28)};
}

void drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    if (option.menuItemType == QStyleOptionMenuItem::Separator && option.text.isEmpty()) {
        painter.fillRect(option.rect.left() + style.px(8), option.rect.center().y(), option.rect.width() - style.px(16),
                         1, colours.line.subtle);
        return;
    }
    const bool title = option.menuItemType == QStyleOptionMenuItem::Separator;
    const bool enabled = option.state & QStyle::State_Enabled, selected = option.state & QStyle::State_Selected;
    if (selected && !title)
        paintBox(painter, option.rect.adjusted(style.px(4), 0, -style.px(4), 0),
                 enabled ? colours.surface.controlHover : colours.surface.control, {}, style.px(4));
    const QRect mark(option.rect.left() + style.px(10), option.rect.top(), style.px(16), option.rect.height());
    const QColor ink = enabled ? colours.text.primary : option.palette.color(QPalette::Disabled, QPalette::Text);
    if (option.checked) {
        const bool one = option.checkType == QStyleOptionMenuItem::Exclusive;
        drawGlyph(painter, mark, one ? QStringLiteral("dot") : QStringLiteral("check"),
                  enabled ? colours.accent.line : ink, 14);
    } else if (!option.icon.isNull()) {
        const int side = style.px(16);
        option.icon.paint(&painter, QRect(mark.left(), mark.center().y() - side / 2 + 1, side, side), Qt::AlignCenter,
                          !enabled       ? QIcon::Disabled
                              : selected ? QIcon::Active
                                         : QIcon::Normal);
    }
    const Words words = wordsOf(option);
    QRect inner = option.rect.adjusted(title ? style.px(12) : left(), 0, -style.px(14), 0);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        drawGlyph(painter, QRect(inner.right() - style.px(8), inner.top(), style.px(12), inner.height()),
                  QStringLiteral("chevron-right"), enabled ? colours.text.secondary : ink, 12);
    if (!words.key.isEmpty()) {
        painter.setFont(style.font(TextRole::secondary));
        painter.setPen(enabled ? colours.text.tertiary : ink);
        painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, words.key);
    }
    painter.setFont(style.font(title ? TextRole::caption : TextRole::body));
    painter.setPen(title ? colours.text.tertiary : ink);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, words.text);
}

void drawMenuBarItem(const QStyleOptionMenuItem& option, QPainter& painter)
{
    const Style& style = Style::get();
    painter.fillRect(option.rect, theme().surface.chrome);
    const bool active =
        option.state & (QStyle::State_Selected | QStyle::State_Sunken) && option.state & QStyle::State_Enabled;
    if (active)
        paintBox(painter, option.rect.adjusted(0, style.px(3), 0, -style.px(3)), theme().surface.controlHover, {},
                 style.px(4));
    painter.setFont(style.font(TextRole::body));
    painter.setPen(active ? theme().text.primary : theme().text.secondary);
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, option.text);
}

} // namespace weft
