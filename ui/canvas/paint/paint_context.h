#pragma once

#include "ui/canvas/paint/problem_callouts.h"
#include "ui/style/style.h"

#include <QPainter>

namespace weft {

class CanvasAnimation;
class NodePictures;

// What the last frame drew: frames must cost what is in sight, not what is in the document.
struct PaintCounts {
    int nodes = 0;
    int pictures = 0; // nodes drawn anew, not taken from the cache
    int wires = 0;
    int ports = 0;
    int pills = 0;
    int frames = 0;
    int notes = 0;
};

// All that painting a frame needs. The painter is in widget pixels.
struct PaintContext {
    QPainter& painter;
    const Scene& scene;
    const GraphDocument& document;
    const Selection* selection;
    const ViewTransform& view;
    DetailLevel level;
    QRectF visible; // part of the scene to be painted
    const GesturePreview& preview;
    const ScopeProblems& problems;
    const std::vector<ProblemCallout>& problemCallouts;
    const ProblemHover& problemHover;
    const Liveliness& life;
    Canvas::Badges badges;
    Canvas::Wires wires;
    const Hit& hovered;
    const CanvasAnimation& animation;
    NodePictures& pictures;
    PaintCounts& counts;
    int pickedNote; // −1: none
    bool focused;
    bool moving; // zooming right now: pictures of another scale will do

    double scale() const { return view.scale(); }
    bool isSelected(const NodeItem& item) const { return selection && !item.boundary && selection->contains(item.id); }
    const NodeLife* lifeOf(const NodeItem& item) const; // nullptr: nothing is known
    bool isDisplaced() const; // a gesture or an animation draws nodes away from their places …
    QPointF offsetOf(const NodeItem& item) const; // … this one by so much, in the scene
    std::vector<int> visibleNodes() const; // displaced ones last
};

const NodeLife* lifeOf(const GraphDocument& document, const Scene& scene, const Liveliness& life, const NodeItem& item);

QColor namedColour(const QString& name, const QColor& otherwise); // "#4388c4" or a category's id
QColor mixed(const QColor& over, const QColor& under, double opacity);

void paintGrid(PaintContext& context);
void paintFrames(PaintContext& context);
void paintFrameTitles(PaintContext& context);
void paintNotes(PaintContext& context);
void paintWires(PaintContext& context);
void paintPills(PaintContext& context);
void paintNodes(PaintContext& context);
void paintProblems(PaintContext& context); // the sentences under the nodes
void paintPreview(PaintContext& context);
void paintLegend(PaintContext& context, const QRectF& area); // within the widget
void paintHints(PaintContext& context, const QRectF& area, const std::vector<GestureHint>& hints,
                const QString& message);
QRectF legendArea(const QSize& widget);

} // namespace weft
