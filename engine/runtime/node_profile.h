#pragma once

#include "engine/runtime/executable.h"

#include <string>
#include <vector>

namespace weft {

// One kernel of a training step.
struct NodeProfile {
    enum Pass : uint8_t { forward, backward, update };
    std::string node; // the graph node that it computes for; "" for the step as a whole
    std::string op;
    Pass pass = forward; // forward: to the losses and metrics
    ComputedBy computedBy = {};
    double seconds = 0; // median
    double flops = 0;
    double bytes = 0; // read and written
    // Of the time, what the device needs at the least for these FLOPs and bytes (Williams, Waterman, Patterson 2009,
    // "Roofline", section 3); 0: not known. Above 1 where operands were in a cache.
    double ofRoofline = 0;
};

const char* name(NodeProfile::Pass pass); // "forward"

// The dearest first. Runs steps, so states move.
std::vector<NodeProfile> profileNodes(Executable& executable, const Backend& backend, int repeats = 20);

} // namespace weft
