#include "ui/inspector/palette/layer_delegate.h"

#include "ui/inspector/palette/layer_model.h"
#include "ui/style/category.h"
#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QPainter>
#include <QTextLayout>
#include <QTreeView>

namespace weft {

namespace {

int px(double designPixels)
{
    return Style::get().px(designPixels);
}

// The title with its matched letters in the accent, so that one sees why it was found.
void paintTitle(QPainter& painter, const QRectF& where, const QString& title, const QVariantList& letters)
{
    const QString shown = painter.fontMetrics().elidedText(title, Qt::ElideRight, int(where.width()));
    QTextLayout layout(shown, painter.font());
    QList<QTextLayout::FormatRange> marks;
    for (const QVariant& letter : letters) {
        QTextCharFormat format;
        format.setForeground(theme().accent.line);
        format.setFontWeight(QFont::DemiBold);
        if (letter.toInt() < shown.size())
            marks.append({letter.toInt(), 1, format});
    }
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    layout.draw(&painter, {where.left(), where.top() + (where.height() - line.height()) / 2});
}

} // namespace

QSize LayerDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {px(120), px(index.data(LayerModel::kindRole).toString().isEmpty() ? 28 : 24)};
}

void LayerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    const QRect row = option.rect;
    const bool selected = option.state & QStyle::State_Selected, hovered = option.state & QStyle::State_MouseOver;
    const bool active = option.state & QStyle::State_Active && option.state & QStyle::State_HasFocus;
    painter->save();
    if (selected)
        painter->fillRect(row, active ? colours.accent.soft : colours.surface.controlHover);
    else if (hovered)
        painter->fillRect(row, colours.surface.control);
    const std::string category = index.data(LayerModel::categoryRole).toString().toStdString();
    const CategoryLook& look = categoryLook(category);
    const int side = px(16), middle = row.center().y() + 1;
    QRect words = row.adjusted(0, 0, -px(12), 0);
    const QVariant count = index.data(LayerModel::countRole);
    QString aside = index.data(LayerModel::asideRole).toString();
    if (count.isValid()) { // a category
        const auto* view = qobject_cast<const QTreeView*>(option.widget);
        const bool open = view && view->isExpanded(index);
        painter->drawPixmap(row.left() + px(11), middle - px(6),
                            iconPixmap(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
                                       colours.text.tertiary, px(12), painter->device()->devicePixelRatio()));
        const QRectF picture(row.left() + px(30), middle - side / 2, side, side);
        if (category == LayerModel::favourites)
            painter->drawPixmap(picture.topLeft(),
                                iconPixmap(QStringLiteral("star-filled"), colours.state.warning, side,
                                           painter->device()->devicePixelRatio()));
        else
            paintCategoryIcon(*painter, picture, category, look.colour);
        words.setLeft(row.left() + px(54));
        aside = count.toString();
        painter->setFont(style.font(TextRole::label));
    } else if (index.parent().isValid()) {
        const QRectF strip(row.left() + px(30), middle - px(6), px(4), px(12));
        painter->setBrushOrigin(strip.topLeft());
        painter->fillRect(strip, look.pattern);
        words.setLeft(row.left() + px(42));
        painter->setFont(style.font(TextRole::body));
    } else { // a hit of a search
        paintCategoryIcon(*painter, QRectF(row.left() + px(12), middle - side / 2, side, side), category, look.colour);
        words.setLeft(row.left() + px(36));
        painter->setFont(style.font(TextRole::body));
    }
    if (!aside.isEmpty()) {
        const QFont font = painter->font();
        painter->setFont(style.font(TextRole::secondary));
        painter->setPen(colours.text.tertiary);
        const int wide = qMin(painter->fontMetrics().horizontalAdvance(aside), words.width() / 2);
        paintElided(*painter, QRectF(words.right() - wide, row.top(), wide + 1, row.height()),
                    Qt::AlignRight | Qt::AlignVCenter, aside);
        words.setRight(words.right() - wide - px(8));
        painter->setFont(font);
    }
    if (index.data(LayerModel::favouriteRole).toBool()) {
        const int star = px(12);
        painter->drawPixmap(words.right() - star, middle - star / 2,
                            iconPixmap(QStringLiteral("star-filled"), colours.state.warning, star,
                                       painter->device()->devicePixelRatio()));
        words.setRight(words.right() - star - px(6));
    }
    painter->setPen(colours.text.primary);
    paintTitle(*painter, words, index.data().toString(), index.data(LayerModel::matchRole).toList());
    if (active && selected)
        paintFocusRing(*painter, QRectF(row).adjusted(2, 0, -2, 0), px(4));
    painter->restore();
}

} // namespace weft
