#pragma once

#include <QStyledItemDelegate>

namespace weft {

// Paints a row of the search: category, title with the letters that match, and what would come out.
class SearchRow : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace weft
