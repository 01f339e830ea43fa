#pragma once

#include "ui/document/graph_document.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;
class QTreeView;

namespace weft {

class OutlineModel;
class SearchField;
class Selection;

// The network as a tree: a click selects, on the canvas too; blocks open to their inside; a filter finds by name or
// kind.
class Outline : public QWidget {
    Q_OBJECT
public:
    Outline(GraphDocument* document, Selection* selection, QWidget* parent = nullptr);
    void show(GraphDocument* document, Selection* selection);
    using QWidget::show;
    QTreeView* view() const { return m_view; }
    SearchField* filterField() const { return m_filter; }

private:
    void reloadSoon();
    void reload();
    void pick(); // what the user picked here
    void follow(); // what was picked elsewhere

    QPointer<GraphDocument> m_document;
    QPointer<Selection> m_selection;
    OutlineModel* m_model;
    SearchField* m_filter;
    QTreeView* m_view;
    QStackedWidget* m_pages;
    bool m_pending = false;
    bool m_following = false;
};

} // namespace weft
