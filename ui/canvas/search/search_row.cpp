#include "ui/canvas/search/search_row.h"

#include "ui/canvas/search/search_model.h"
#include "ui/style/category.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QPainter>

#include <algorithm>

namespace weft {

namespace {

// The title, its matched letters in the accent's colour; the width that it took.
double paintTitle(QPainter& painter, const QRectF& where, const QString& title, const std::vector<int>& matched)
{
    const Theme& colours = theme();
    const QFontMetricsF metrics(painter.font());
    const QString shown = metrics.elidedText(title, Qt::ElideRight, where.width());
    double x = where.left();
    const double baseline = where.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    for (qsizetype from = 0; from < shown.size();) { // runs of one colour, so that kerning stays
        const bool marked = std::ranges::binary_search(matched, int(from));
        qsizetype to = from + 1;
        while (to < shown.size() && std::ranges::binary_search(matched, int(to)) == marked)
            ++to;
        const QString run = shown.mid(from, to - from);
        painter.setPen(marked ? colours.accent.line : colours.text.primary);
        painter.drawText(QPointF(x, baseline), run);
        x += metrics.horizontalAdvance(run);
        from = to;
    }
    return x - where.left();
}

} // namespace

void SearchRow::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = static_cast<const SearchModel*>(index.model());
    const SearchModel::Row& row = model->row(index.row());
    const LayerChoice& choice = model->choiceAt(index.row());
    const Style& style = Style::get();
    const Theme& colours = theme();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    if (selected) {
        painter->fillRect(option.rect, colours.accent.soft);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(style.px(2), option.rect.height())), colours.accent.line);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, colours.surface.control);
    }
    QRectF line = QRectF(option.rect).adjusted(style.px(12), 0, -style.px(12), 0);
    const double side = style.px(16);
    const CategoryLook& look = categoryLook(choice.category);
    paintCategoryIcon(*painter, QRectF(line.left(), line.center().y() - side / 2, side, side), choice.category,
                      look.colour);
    line.setLeft(line.left() + side + style.px(8));

    const bool known = row.fit != nullptr && row.fit->result;
    const bool needy = row.fit != nullptr && !row.fit->needs.empty();
    const QString right = known ? shapeOfSample(*row.fit->result) : needy ? tr("needs a setting") : QString();
    painter->setFont(style.font(known ? TextRole::mono : TextRole::secondary));
    painter->setPen(colours.text.secondary);
    const double rightWidth = right.isEmpty() ? 0 : QFontMetricsF(painter->font()).horizontalAdvance(right);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
    line.setRight(line.right() - rightWidth - style.px(8));

    if (model->isFavourite(index.row())) {
        const double star = style.px(12);
        painter->drawPixmap(QPointF(line.right() - star, line.center().y() - star / 2),
                            iconPixmap(QStringLiteral("star-filled"), colours.state.warning, int(star),
                                       painter->device()->devicePixelRatio()));
        line.setRight(line.right() - star - style.px(6));
    }
    painter->setFont(style.font(TextRole::body));
    const double width = paintTitle(*painter, line, choice.title, row.hit.titlePositions);
    line.setLeft(line.left() + width + style.px(8));
    if (!row.hit.matchedName.isEmpty() && line.width() > style.px(24)) {
        painter->setFont(style.font(TextRole::secondary));
        painter->setPen(colours.text.tertiary);
        painter->drawText(
            line, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(painter->font()).elidedText(row.hit.matchedName, Qt::ElideRight, int(line.width())));
    }
    painter->restore();
}

QSize SearchRow::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {Style::get().px(200), Style::get().px(32)};
}

} // namespace weft
