#pragma once

#include "engine/data/dataset.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace weft {

struct Change;
class ClassBalance;
class ColumnsModel;
class DataReader;
class EmptyState;
class GraphDocument;
class SampleGrid;
class Segmented;
class Selection;

// A look at the project's data: samples of each part, class balance, distribution, columns. Reads in the background,
// when it is first seen and when the document's data section changes.
class DataPanel : public QWidget {
    Q_OBJECT
public:
    explicit DataPanel(QWidget* parent = nullptr);

    using QWidget::show;
    void show(GraphDocument* document, Selection* selection);
    QList<QWidget*> headerTools();
    DataReader* reader() const { return m_reader; }
    void setCompact(bool compact); // without the statistics and the table: in a dock

signals:
    void dataSetsAsked(); // by the button, where the folder of data sets is missing

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void documentChanged(const Change& change);
    void read();
    void update();
    void showPart();
    void restyle();

    QPointer<GraphDocument> m_document;
    DataReader* m_none; // without a document
    QPointer<DataReader> m_reader;
    Segmented* m_parts;
    QLabel* m_counts;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    SampleGrid* m_grid;
    QWidget* m_side;
    QLabel* m_balanceTitle;
    ClassBalance* m_balance;
    QTableView* m_table;
    ColumnsModel* m_columns;
    bool m_compact = false;
};

} // namespace weft
