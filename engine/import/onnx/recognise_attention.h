#pragma once

#include "engine/graph/graph.h"
#include "engine/import/onnx/graph_writer.h"

namespace weft {

// Multi-head attention as exporters write it (projections cut into heads, product with the transposed keys, scale,
// softmax, product with the values, heads joined, projection) becomes one layer of that name. How heads are cut is not
// compared with a pattern: the reshapes, permutations and slices are applied to the places of the features, so that
// every way to write them is recognised, also one product for queries, keys and values together. Only where nothing
// else reads what lies between.
void recogniseAttention(Graph& graph, std::vector<StartingState>& weights);

} // namespace weft
