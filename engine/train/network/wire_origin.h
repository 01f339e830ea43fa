#pragma once

#include "engine/graph/project.h"

namespace weft {

const PortRef* inputOf(const GraphNode& node, std::string_view port); // nullptr: it is not wired

// Back through the nodes that change no number.
PortRef origin(const Graph& graph, PortRef at);

// The name of the column of the data whose numbers come there; of no column, if it is not an input that they come from.
std::string columnFeeding(const Project& project, PortRef at);

} // namespace weft
