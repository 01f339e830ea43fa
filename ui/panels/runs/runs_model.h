#pragma once

#include "ui/panels/runs/run_filter.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace weft {

class RunLibrary;

// The runs of a library that pass a filter: ticked or not, name, state, best metric, duration.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Run, State, Best, Time, Columns };
    enum Role { Folder = Qt::UserRole, Place, StateKind }; // Place: of the chosen, -1: not ticked

    explicit RunsModel(QObject* parent = nullptr);
    void show(RunLibrary* library);
    void setFilter(const QString& text);
    const RunFilter& filter() const { return m_filter; }
    void sortBy(Column column, bool falling);
    QString folder(int row) const;
    int rowOf(const QString& folder) const; // -1: not shown

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void rebuild();
    QString text(const RunEntry& run, int column) const;

    RunLibrary* m_library = nullptr;
    RunFilter m_filter {QString()};
    std::vector<RunEntry> m_rows;
    int m_sortColumn = -1; // as they come: newest first
    bool m_falling = true;
};

// A run's row: a tick in the colour of its curve, a dot for its state.
class RunRows : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    static QRect tickOf(const QRect& cell);
};

} // namespace weft
