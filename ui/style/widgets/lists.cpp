#include "ui/style/paint.h"
#include "ui/style/style.h"
#include "ui/style/widgets/draw.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleOption>
#include <QTableView>

namespace weft {

void drawItemBackground(const QStyleOption& option, QPainter& painter, const QWidget* widget, bool wholeRow)
{
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(&option);
    if (!wholeRow && item && item->backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, item->backgroundBrush);
    const bool popup = widget && widget->window()->windowType() == Qt::Popup; // the list of a combo box
    const bool selected = option.state & QStyle::State_Selected, hovered = option.state & QStyle::State_MouseOver;
    if (popup) {
        if (selected || hovered)
            paintBox(painter, option.rect.adjusted(3, 1, -3, -1), theme().surface.controlHover, {}, Style::get().px(4));
    } else if (selected) {
        painter.fillRect(option.rect, theme().accent.soft);
    } else if (hovered && option.state & QStyle::State_Enabled) {
        painter.fillRect(option.rect, theme().surface.control);
    }
}

void drawBranch(const QStyleOption& option, QPainter& painter)
{
    if (!(option.state & QStyle::State_Children))
        return;
    drawGlyph(painter, option.rect,
              option.state & QStyle::State_Open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
              theme().text.tertiary, 12);
}

void drawHeaderSection(const QStyleOptionHeader& option, QPainter& painter)
{
    const Theme& colours = theme();
    const bool hovered = option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled;
    painter.fillRect(option.rect, hovered ? colours.surface.head : colours.surface.panel);
    painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, colours.line.subtle);
}

void drawHeaderLabel(const QStyleOptionHeader& option, QPainter& painter, const QWidget* header)
{
    const Style& style = Style::get();
    const bool ofTable = header && qobject_cast<const QTableView*>(header->parentWidget());
    const int inset = style.px(ofTable ? 6 : 2); // in a table 12 from the edge, as its cells
    QRect inner = option.rect.adjusted(inset, 0, -inset, 0);
    if (option.sortIndicator != QStyleOptionHeader::None) {
        const QRect arrow(inner.right() - style.px(12), inner.top(), style.px(12), inner.height());
        drawGlyph(painter, arrow,
                  option.sortIndicator == QStyleOptionHeader::SortUp ? QStringLiteral("chevron-up")
                                                                     : QStringLiteral("chevron-down"),
                  theme().text.secondary, 12);
        inner.setRight(arrow.left() - style.px(2));
    }
    if (!option.icon.isNull()) {
        const int side = style.px(16), width = option.icon.actualSize({side, side}).width();
        option.icon.paint(&painter, QRect(inner.left(), inner.center().y() - side / 2 + 1, width, side));
        inner.setLeft(inner.left() + width + style.px(6));
    }
    painter.setFont(style.font(TextRole::secondary));
    painter.setPen(theme().text.tertiary);
    paintElided(painter, inner, int(option.textAlignment) | Qt::AlignVCenter, option.text);
}

} // namespace weft
