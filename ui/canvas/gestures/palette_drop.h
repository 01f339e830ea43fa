#pragma once

#include "ui/canvas/gesture.h"
#include "ui/canvas/gestures/insertion.h"

class QMimeData;

namespace weft {

// What the palette drags: a layer's id or "block:name" as UTF-8 under this type.
inline constexpr const char* layerMimeType = "application/x-weft-layer";
QMimeData* layerMimeData(const QString& kind);

// A layer from the palette over the canvas: a ghost where it would stand, and the wire that it would go into.
class PaletteDrop {
public:
    bool move(Canvas& canvas, const QMimeData& data, const QPointF& at, Qt::KeyboardModifiers modifiers);
    void leave(Canvas& canvas);
    // Returns the new node's id; empty: nothing was added.
    std::string drop(Canvas& canvas, const QMimeData& data, const QPointF& at, Qt::KeyboardModifiers modifiers);

private:
    std::optional<Insertion> m_insertion;
    QPointF m_at;
};

// Adds a node of the kind into a wire; what is behind makes room, in the same step. Empty: it could not.
std::string addOnWire(Canvas& canvas, const QString& kind, const Insertion& insertion);

} // namespace weft
