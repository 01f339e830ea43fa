#pragma once

#include "ui/document/change.h"

#include <QPointer>
#include <QWidget>

class QListWidget;

namespace weft {

class GraphDocument;
class SearchField;
class SlideIn;
class Selection;

// Finds a node by its name, its type or its block, in the network and in all blocks, and goes there. A child of the
// canvas, at its top.
class FindPopup : public QWidget {
    Q_OBJECT
public:
    explicit FindPopup(QWidget* parent);
    void open(GraphDocument& document, Selection& selection);
    void close();
    SearchField* field() const { return m_field; }
    QListWidget* list() const { return m_list; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Found {
        NodeKey key;
        QString title;
        QString type;
        std::string category;
        int score = 0;
    };
    void search();
    void go(int row);
    void layOut();

    QPointer<GraphDocument> m_document;
    QPointer<Selection> m_selection;
    SearchField* m_field;
    QListWidget* m_list;
    std::vector<Found> m_found;
    SlideIn* m_slide;
};

} // namespace weft
