#pragma once

#include "ui/canvas/scene/scene.h"

namespace weft {

// Where dragged nodes come to lie: on the grid of 8 pixels, or in line with a node near by, with the lines to show it.
struct Snapped {
    QPointF offset;
    std::vector<QLineF> guides = {};
};

// `rect`: the node under the hand, where it stood. `reach`: in the scene, how near a line pulls.
Snapped snapMove(const Scene& scene, const QRectF& rect, QPointF offset, const std::set<std::string>& moved,
                 const QRectF& visible, double reach);

} // namespace weft
