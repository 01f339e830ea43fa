#pragma once

#include "engine/graph/project.h"

namespace weft {

// A node of `type`, with its inputs as "port=node.port".
GraphNode node(const std::string& id, const std::string& type, Params params = {},
               const std::vector<std::string>& inputs = {});

// Two-armed spirals learnt by features → dense → tanh → dense → cross-entropy, accuracy: steps of microseconds.
Project spirals(int64_t samples = 200);

// It trains until it is stopped.
Project endless(Project project);

// Pictures of four shapes told apart by convolution → batch norm → relu → global pooling → dense.
Project shapes(int64_t samples = 60);

// The price of houses from their region (east or west) and size, of prices.csv: 1,000 for each unit of size, 5,000 more in
// the east. A tenth of the sizes, each of them 7, is missing, and filled in.
Project prices();
std::string pricesTable();

// A residual network of about `nodes` nodes (convolution, batch norm, relu, add …) on pictures of 8 × 8, for the time
// that checking and compiling take. `doubtful`: every relu gets a warning.
Graph deepNetwork(int64_t nodes, bool doubtful = false);

} // namespace weft
