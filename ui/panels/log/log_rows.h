#pragma once

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace weft {

// The rows of a log that are asked for.
class LogFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void ask(int kinds, const QString& text); // as LogPanel::filter

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    int m_kinds = 0;
    QString m_text;
};

// Paints one: a symbol for its kind, time, step, text.
class LogRows : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace weft
