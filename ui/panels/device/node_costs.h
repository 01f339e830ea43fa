#pragma once

#include "ui/document/graph_document.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QWidget>

class QStackedWidget;
class QTableView;

namespace weft {

class Selection;
class Session;
struct Observation;

// What each node costs: time of a step as the training measures it, memory, weights and arithmetic as the check knows
// them. Costs of nodes inside blocks are listed by their paths.
class NodeCostModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { node, time, memory, parameters, compute, columns };
    enum Role { shareRole = Qt::UserRole, sortRole }; // of the whole column, 0 … 1
    struct Row {
        std::string path;
        QString type;
        double values[columns] = {0, -1, 0, 0, 0}; // time: milliseconds; < 0: not known
    };
    using QAbstractTableModel::QAbstractTableModel;
    void show(const GraphDocument* document, const Observation* observation);
    const Row& row(int index) const { return m_rows[size_t(index)]; }
    bool hasTimes() const { return m_sums[time] > 0; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void sortRows();

    std::vector<Row> m_rows;
    double m_sums[columns] = {};
    int m_column = time;
    bool m_rising = false;
};

// A click shows the node on the canvas.
class NodeCosts : public QWidget {
    Q_OBJECT
public:
    explicit NodeCosts(QWidget* parent = nullptr);
    void show(GraphDocument* document, Selection* selection);
    void watch(Session* session);
    using QWidget::show;
    QTableView* view() const { return m_view; }

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void fitColumns();

    QPointer<GraphDocument> m_document;
    QPointer<Selection> m_selection;
    QPointer<Session> m_session;
    NodeCostModel* m_model;
    QStackedWidget* m_stack;
    QTableView* m_view;
};

} // namespace weft
