#pragma once

#include <QAbstractTableModel>

#include <memory>

namespace weft {

struct DataView;

// The columns of a project's data with what they hold: kind, shape, missing values, range, mean, deviation, and what
// the transforms make of them.
class ColumnsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(std::shared_ptr<const DataView> view);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(size_t row, int column) const;

    std::shared_ptr<const DataView> m_view;
};

} // namespace weft
