#pragma once

#include "engine/compiler/check.h"

#include <string>
#include <vector>

namespace weft {

// What is known of one use of a block as a whole: the costs of the layers within added up, over all its copies, and the
// shapes that leave the last one.
struct BlockReport {
    NodeReport whole = {}; // its type is "block"
    std::string source = {}; // path of the layer that computes its first output; empty: none inside does
};

// Of every use of a block, those within blocks too, in the order of the network.
std::vector<BlockReport> blockReports(const Graph& graph, const GraphReport& report);

} // namespace weft
