#pragma once

#include "ui/document/graph_document.h"

#include <QPointer>
#include <QTextBrowser>

namespace weft {

class Selection;

// What the picked node's layer does, from its record; with nothing picked the pages of resources/help.
class Documentation : public QTextBrowser {
    Q_OBJECT
public:
    Documentation(GraphDocument* document, Selection* selection, QWidget* parent = nullptr);
    void show(GraphDocument* document, Selection* selection);
    using QTextBrowser::show;
    void showPicked(); // the picked node's again, after other pages were read
    void showLayer(const QString& type); // such as a search's hit; until something else is picked
    void showHelp(const QString& page); // "canvas"; "": the list of them

private:
    void refresh();
    void render();
    void open(const QUrl& link);

    QPointer<GraphDocument> m_document;
    QPointer<Selection> m_selection;
    QString m_shown; // "layer:conv2d", "help:canvas", "block:Stage"
};

} // namespace weft
