#pragma once

#include "engine/compiler/lower.h"

namespace weft {

// What the checker knows of one node, for a batch of one sample.
struct NodeReport {
    std::string path;
    std::string type;
    std::vector<ValueInfo> outputs = {}; // shapes with one sample; empty: broken or muted
    int64_t parameters = 0; // trained or frozen weights; shared ones count at their first use
    double flops = 0; // of the forward pass in training form; a multiply-add counts two
    size_t activationBytes = 0; // everything it computes on the way forward
};

struct GraphReport {
    std::vector<NodeReport> nodes = {};
    int64_t parameters = 0;
    int64_t trainable = 0;
    double flops = 0;
    Diagnostics diagnostics = {};
};

// Shapes, costs and everything that is wrong, without running or allocating anything: quick enough for every edit.
GraphReport check(const Graph& graph);

} // namespace weft
