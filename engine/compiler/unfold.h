#pragma once

#include "engine/compiler/lower.h"

namespace weft {

// A layer as it was lowered: what it read, and with which parameters.
struct UnfoldedLayer {
    std::string path; // "encoder/2/conv1"
    std::string type;
    Params params = {}; // complete
    std::vector<int> inputs = {}; // values of the program, as the layer takes them: one a wire, -1 for an unwired port
    std::vector<int> results = {}; // likewise, one a port; none: it, or what it hangs on, is broken or muted
    std::string weights = {}; // path of the node whose weights it uses
    bool frozen = false;
    bool bypassed = false; // the first input passes through
};

// As lower(), and in `layers` each layer in the order they are computed: the graph with its blocks unfolded.
Lowered lower(Builder& builder, const Graph& graph, const LowerOptions& options, std::vector<UnfoldedLayer>& layers);

} // namespace weft
