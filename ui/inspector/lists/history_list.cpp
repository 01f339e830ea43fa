#include "ui/inspector/lists/history_list.h"

#include "ui/style/icons.h"

namespace weft {

HistoryList::HistoryList(GraphDocument* document, Selection*, QWidget* parent)
    : QUndoView(parent)
{
    setEmptyLabel(tr("As it was opened"));
    setCleanIcon(icon(QStringLiteral("save")));
    setAccessibleName(tr("History"));
    setMouseTracking(true);
    show(document);
}

void HistoryList::show(GraphDocument* document)
{
    setStack(document ? document->undoStack() : nullptr);
}

} // namespace weft
