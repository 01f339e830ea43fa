#pragma once

#include "engine/graph/graph.h"
#include "ui/canvas/scene/hit.h"

#include <algorithm>
#include <functional>
#include <set>

namespace weft {

// A wire that is being drawn.
struct WirePreview {
    PortHit start; // the fixed end
    QPointF end; // where the pointer is, or the port that pulls the wire
    PortKind kind = PortKind::tensor;
    std::optional<PortHit> target = {}; // the port it would connect to
    bool refused = false; // over a port that does not take it: drawn red
    std::vector<QPointF> dots = {}; // reroute dots set on the way, from the start
    // Of the ports in sight: legal ones glow, the others are dimmed. Asked while painting, so it must be cheap.
    std::function<bool(const NodeItem&, const PortItem&)> isLegal = {};
};

// A reroute dot under the hand: of a wire, in the place of one of its dots, or a new one before it.
struct DotPreview {
    WireRef wire;
    size_t place = 0;
    bool isNew = false;
    QPointF at;

    std::vector<QPointF> dotsOf(const WireItem& item) const // as they would be
    {
        std::vector<QPointF> dots = item.dots;
        if (isNew)
            dots.insert(dots.begin() + std::ptrdiff_t(std::min(place, dots.size())), at);
        else if (place < dots.size())
            dots[place] = at;
        return dots;
    }
};

// A node that is not in the document yet: dragged from the palette.
struct GhostNode {
    GraphNode node;
    QPointF at; // its top left, in the scene
};

// What a gesture shows before it changes the document. The canvas draws it, gestures fill it, ending one clears it.
struct GesturePreview {
    std::set<std::string> moved = {}; // nodes drawn away from their places, with their wires …
    QPointF offset = {}; // … by this much
    std::set<int> movedNotes = {};
    std::optional<WirePreview> wire = {};
    std::vector<GhostNode> ghosts = {};
    std::optional<WireRef> insertion = {}; // the wire that a dragged node would be put into
    std::vector<WireRef> cut = {}; // wires that go
    std::optional<DotPreview> dot = {};
    std::vector<QPointF> slice = {}; // the line that cuts
    std::optional<QRectF> band = {}; // rubber band
    std::string dropNode = {}; // the node whose body takes the wire
    int dropFrame = -1; // the frame that takes the dragged nodes
    std::vector<QLineF> guides = {}; // alignment lines
};

// A line of the hint bar: keys, and what they do while a gesture is under way.
struct GestureHint {
    QString keys; // "Shift", empty: only words
    QString text;
};

} // namespace weft
