#pragma once

#include "ui/canvas/scene/node_item.h"

#include <optional>

namespace weft {

// A port in the document's terms.
struct PortHit {
    std::string node;
    std::string port;
    bool input = true;
    int slot = 0;
    QPointF at; // its middle, in the scene
};

// What is under a point.
struct Hit {
    enum class Kind { empty, node, port, wire, dot, frame, note };
    // Where on it: a node's header, a field row, its footer, the corner that resizes a note, the title of a frame.
    enum class Part { body, header, row, footer, corner, title };

    Kind kind = Kind::empty;
    Part part = Part::body;
    QPointF scene;
    std::string node = {}; // node, port
    int row = -1; // part row
    std::optional<PortHit> port = {};
    std::optional<WireRef> wire = {}; // wire, dot
    int index = -1; // frame, note: in the document's list; dot: along its wire
    double along = 0; // wire: share of its length, 0 at its source

    bool isEmpty() const { return kind == Kind::empty; }
};

} // namespace weft
