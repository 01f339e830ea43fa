#pragma once

#include <QStyledItemDelegate>

namespace weft {

class NodeDelegate : public QStyledItemDelegate { // rows of an OutlineModel
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace weft
