#include "ui/inspector/lists/node_delegate.h"

#include "ui/inspector/lists/outline_model.h"
#include "ui/style/category.h"
#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QPainter>

namespace weft {

QSize NodeDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {Style::get().px(140), Style::get().px(24)};
}

void NodeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, colours.accent.soft);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colours.surface.control);
    const int side = style.px(16), middle = option.rect.center().y() + 1;
    const std::string category = index.data(OutlineModel::categoryRole).toString().toStdString();
    paintCategoryIcon(*painter, QRectF(option.rect.left() + style.px(2), middle - side / 2, side, side), category,
                      categoryLook(category).colour);
    QRect words = option.rect.adjusted(style.px(26), 0, -style.px(12), 0);
    const QString state = index.data(OutlineModel::stateRole).toString();
    if (!state.isEmpty()) {
        const QColor ink = state == u"error" ? colours.state.error
            : state == u"warning"            ? colours.state.warning
                                             : colours.text.tertiary;
        painter->drawPixmap(words.right() - style.px(14), middle - style.px(7),
                            iconPixmap(state, ink, style.px(14), painter->device()->devicePixelRatio()));
        words.setRight(words.right() - style.px(20));
    }
    const QString name = index.data().toString(), type = index.data(OutlineModel::typeRole).toString();
    painter->setFont(style.font(TextRole::body));
    painter->setPen(state == u"mute" ? colours.text.tertiary : colours.text.primary);
    const int wide = qMin(painter->fontMetrics().horizontalAdvance(name), words.width());
    paintElided(*painter, words, Qt::AlignLeft | Qt::AlignVCenter, name);
    words.setLeft(words.left() + wide + style.px(12));
    if (words.width() > style.px(20)) {
        painter->setFont(style.font(TextRole::secondary));
        painter->setPen(colours.text.tertiary);
        paintElided(*painter, words, Qt::AlignRight | Qt::AlignVCenter, type);
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        paintFocusRing(*painter, QRectF(option.rect).adjusted(1, 0, -2, 0), style.px(4));
    painter->restore();
}

} // namespace weft
