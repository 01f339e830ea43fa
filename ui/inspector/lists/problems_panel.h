#pragma once

#include "ui/document/graph_document.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;
class QTableView;

namespace weft {

class EmptyState;
class ProblemsModel;
class Segmented;
class Selection;

// All that is wrong with the project, a sentence each; a click jumps to the node, a button mends what can be mended.
class ProblemsPanel : public QWidget {
    Q_OBJECT
public:
    ProblemsPanel(GraphDocument* document, Selection* selection, QWidget* parent = nullptr);
    void show(GraphDocument* document, Selection* selection);
    using QWidget::show;
    QList<QWidget*> headerTools() const;
    QTableView* view() const { return m_view; }

signals:
    void settingAsked(const QString& key); // a problem of no node was picked: "training.epochs", "data.…"

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void jump(int row);
    void fitColumns();

    QPointer<GraphDocument> m_document;
    QPointer<Selection> m_selection;
    ProblemsModel* m_model;
    QTableView* m_view;
    Segmented* m_filter;
    QStackedWidget* m_pages;
    EmptyState* m_empty;
};

} // namespace weft
