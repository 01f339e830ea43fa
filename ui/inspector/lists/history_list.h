#pragma once

#include "ui/document/graph_document.h"

#include <QUndoView>

namespace weft {

class Selection;

// Every step so far and those undone; a click goes there. The disk marks what the file holds.
class HistoryList : public QUndoView {
    Q_OBJECT
public:
    HistoryList(GraphDocument* document, Selection* selection, QWidget* parent = nullptr);
    void show(GraphDocument* document);
    using QUndoView::show;
};

} // namespace weft
