#pragma once

// Until the canvas has come: the little of it that the window needs.
#if __has_include("ui/canvas/canvas.h")
#include "ui/canvas/canvas.h"
#else
#include "ui/windows/panels/empty_panel.h"
namespace weft {
class GraphDocument;
class Selection;
class Canvas : public QWidget {
public:
    Canvas(GraphDocument*, Selection*, QWidget* parent)
        : QWidget(parent)
    {
    }
    using QWidget::show;
    void show(GraphDocument*, Selection*) { }
    double zoom() const { return 1; }
    void zoomBy(double) { }
    void showAll() { }
    QList<QWidget*> headerTools() const { return {}; }
};
} // namespace weft
#endif
