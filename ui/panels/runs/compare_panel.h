#pragma once

#include "ui/panels/runs/comparison.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QWidget>

class QComboBox;
class QLabel;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace weft {

class EmptyState;
class GraphDifferenceView;
class GraphDocument;
class RunLibrary;
class Segmented;
class Session;
class Toggle;

class ComparisonModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { IsHeading = Qt::UserRole, IsBest, Differs, RunPlace };
    using QAbstractTableModel::QAbstractTableModel;
    void show(Comparison comparison, std::vector<int> places);
    const Comparison& comparison() const { return m_comparison; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override; // the titles, then the runs
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Comparison m_comparison;
    std::vector<int> m_places;
};

class ComparisonRows : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

// The chosen runs side by side: results with the best ticked, and the settings and nodes that differ from one of them.
class ComparePanel : public QWidget {
    Q_OBJECT
public:
    explicit ComparePanel(Session* session, QWidget* parent = nullptr);

    void show(GraphDocument* document); // whose runs; or none
    void show(RunLibrary* library);
    using QWidget::show;
    QList<QWidget*> headerTools();
    const ComparisonModel& model() const { return *m_model; }
    QTableView* table() const { return m_table; }
    GraphDifferenceView* networks() const { return m_networks; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void rebuild();
    void restyle();
    void copy();

    QPointer<RunLibrary> m_library;
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    QTableView* m_table;
    GraphDifferenceView* m_networks; // the first other run against the one held against
    ComparisonModel* m_model;
    Segmented* m_what;
    QWidget* m_tools;
    QComboBox* m_against;
    Toggle* m_equal;
    QLabel* m_hidden;
    QToolButton* m_copy;
};

} // namespace weft
