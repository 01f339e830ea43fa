#pragma once

#include <QStyledItemDelegate>

namespace weft {

class LayerDelegate : public QStyledItemDelegate { // rows of a LayerModel
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace weft
