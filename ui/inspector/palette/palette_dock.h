#pragma once

#include "ui/document/graph_document.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace weft {

class LayerList;
class PaletteRail;
class Selection;

// The layers, to be dragged onto the canvas or added by Enter and double-click: then behind the picked node, wired to
// it. In a narrow place it is a rail of 44 px.
class PaletteDock : public QWidget {
    Q_OBJECT
public:
    PaletteDock(GraphDocument* document, Selection* selection, QWidget* parent = nullptr);
    void show(GraphDocument* document, Selection* selection);
    using QWidget::show;
    bool isCompact() const;
    LayerList* list() const { return m_list; }
    std::string addLayer(const QString& kind); // the node's id
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

public slots:
    void focusSearch();

signals:
    void layerAdded(const QString& node);
    void forgetAsked(const QString& block); // of the library

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void reload();
    void openFlyout(const QString& category, const QRect& button);

    QPointer<GraphDocument> m_document;
    QPointer<Selection> m_selection;
    QStackedWidget* m_pages;
    LayerList* m_list;
    PaletteRail* m_rail;
    QWidget* m_railPage; // scrolls it where it is too long
    QPointer<QWidget> m_flyout;
};

} // namespace weft
