#pragma once

#include "engine/layers/layer_context.h"

#include <limits>

namespace weft {

struct LowerOptions {
    int64_t batch = 1;
    bool training = false;
    DType dtype = DType::f32; // f64: gradient checks
    int64_t epoch = -1; // epochs of training that are over: what is frozen for longer stands still; -1: all are
};

constexpr int64_t frozenForGood = std::numeric_limits<int64_t>::max();

struct LoweredNode {
    std::string path; // "encoder/2/conv1"
    std::string type;
    std::vector<ValueInfo> outputs = {}; // one a port; empty: it, or what it hangs on, is broken or muted
    std::vector<int> values = {}; // of the lowered program, one for each of the outputs
    int64_t frozenFor = 0; // epochs, or frozenForGood
};

struct Lowered : LoweringResults {
    std::vector<LoweredNode> nodes = {}; // in the order they are computed
    Diagnostics diagnostics = {};
};

// Writes the graph in ops: blocks unfolded, bypassed and muted nodes left out, shared weights shared. Everything wrong
// with the graph is in the diagnostics; the rest is lowered all the same, so that each node that can has its shapes.
Lowered lower(Builder& builder, const Graph& graph, const LowerOptions& options = {});

} // namespace weft
