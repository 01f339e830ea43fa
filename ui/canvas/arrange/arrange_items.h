#pragma once

#include "engine/graph/project.h"
#include "ui/canvas/arrange/layered_layout.h"
#include "ui/canvas/scene/node_item.h"

namespace weft {

// Where the layout puts these nodes, one place each, the whole starting at (0, 0). `wires` go from and to places in
// `items`. Frames keep their nodes together. For any thread.
std::vector<QPointF> arranged(std::span<const NodeItem* const> items, std::span<const LayoutEdge> wires,
                              const std::vector<Frame>& frames, bool topDown = false);

} // namespace weft
