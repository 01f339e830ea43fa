#pragma once

#include "ui/canvas/scene/scene.h"
#include "ui/document/actions.h"

namespace weft {

// A node on its way into a wire: where it would stand, and who makes room.
struct Insertion {
    WireRef ref;
    Wire wire;
    QPointF at; // its top left
    Ids shifted = {}; // what comes behind it, in the same row …
    QPointF shift = {}; // … goes on by so much
};

// Who makes room for it.
enum class InsertSide { behind, before }; // what comes after it moves right, or what comes before it moves left

// `rect`: of the node where it is held. `port`: below its top, where the wire goes in and out.
Insertion insertionInto(const Scene& scene, const WireRef& ref, const QRectF& rect, double port, const Ids& moved = {},
                        InsertSide side = InsertSide::behind);

// The places of nodes after they are shifted, for moveNodes; and those before, for an animation.
Places placesOf(const Scene& scene, const Ids& ids, QPointF offset = {});

// A free place for a node of that size: beside `wish`, going down until it covers nothing.
QPointF freePlace(const Scene& scene, QPointF wish, const QSizeF& size);

} // namespace weft
