#pragma once

#include "ui/canvas/scene/scene.h"

namespace weft {

enum class Way { left, right, up, down };

// The node that an arrow key goes to. Left and right follow wires (the main input, the first consumer); where there is
// no wire, and up and down always, it is the nearest node that way. Empty: there is none.
std::string nodeBeside(const Scene& scene, const std::string& node, Way way);
// Where an arrow key begins: the top left node of what is in sight, else of all.
std::string firstNode(const Scene& scene, const QRectF& visible);

// The nearest of the points that way; −1: none. Points off the way count more than those along it.
int nearestPoint(const QPointF& from, const std::vector<QPointF>& points, Way way);

} // namespace weft
