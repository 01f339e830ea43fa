#pragma once

#include "ui/canvas/canvas.h"
#include "ui/canvas/scene/wire_route.h"

namespace weft {

// A canvas of 1000 × 700 with a document, looked at and not touched; for hands on it there is CanvasHand.
struct Shown {
    explicit Shown(Project project)
        : document(std::move(project))
        , selection(&document)
        , canvas(&document, &selection)
    {
        canvas.resize(1000, 700);
        canvas.show();
        look(1, {-40, -40});
    }
    void look(double zoom, const QPointF& origin)
    {
        ViewTransform view = canvas.view();
        view.setZoom(zoom, {});
        view.setOrigin(origin);
        canvas.setView(view);
        canvas.finishAnimations();
    }
    GraphDocument document;
    Selection selection;
    Canvas canvas;
};

inline QPointF middleOf(const WireRoute& route)
{
    return placeAt(route, 0.5);
}

} // namespace weft
