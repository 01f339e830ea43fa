#pragma once

#include <cstddef>
#include <vector>

namespace weft {

// Nodes that feed one another in a circle, along the wires, the first node of each circle first. Of circles that run
// through one another one is told: to mend it is to mend them, or leads to the next. `sources[i]`: which nodes feed i.
std::vector<std::vector<size_t>> circlesIn(const std::vector<std::vector<size_t>>& sources);

} // namespace weft
