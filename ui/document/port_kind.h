#pragma once

#include "engine/graph/project.h"

#include <string>

namespace weft {

// What flows through a wire, as far as a link can be refused for it: class numbers and tokens are one kind, all other
// numbers the other. Told from the layers themselves, by trying them in tiny graphs; cheap, as each is tried once.
enum class PortKind { unknown, numbers, classes };

PortKind inputKind(const std::string& layer, const std::string& port); // unknown: takes both, or cannot be told
PortKind sourceKind(const GraphNode& node); // of the first output of a node without inputs

} // namespace weft
