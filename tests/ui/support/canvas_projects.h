#pragma once

#include "engine/graph/project.h"

namespace weft {

// A node whose first input has these wires, each from the output "y".
GraphNode layer(const std::string& id, const std::string& type, const std::vector<std::string>& from = {});

// image → conv → relu → pool, labels and a free layer below, all in one row of a screen.
Project rowOfLayers();

// Rows of alternating convolutions and additions, each wired to the one before and some to one further back.
Project largeProject(int nodes, int perRow = 50);

} // namespace weft
