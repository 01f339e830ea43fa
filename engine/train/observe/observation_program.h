#pragma once

#include "engine/graph/project.h"
#include "engine/ir/program.h"

#include <set>
#include <string>
#include <vector>

namespace weft {

struct ObservationOptions {
    int64_t batch = 1;
    DType dtype = DType::f32;
    bool details = false;
    std::set<std::string> detailed = {}; // paths; empty: every node that has a result of numbers
};

// The training step up to its gradients on a batch of any size, with what is to be known of every node: forward in
// training form, loss, backward; no update, and statistics stay as they are, so that it changes no state. Inputs are
// the feeds by their nodes and "random_key". Outputs: "summary" (f32: for each of `nodes` the mean square of its first
// result, the mean square of the loss's gradient by it, its share of zeros) and with details, where they exist,
// "activation:PATH", "gradient:PATH" and "weight:NAME" (the gradient by the trainable state NAME).
struct ObservationProgram {
    struct Observed {
        std::string path = {};
        double bytesPerSample = 0; // of its first result
        bool hasGradient = false;
    };
    Program program = {}; // not optimized yet
    std::vector<Observed> nodes = {};
    double detailBytes = 0; // of all activations and gradients that are outputs
};

// The graph must have been checked. Throws Error if it has no loss.
ObservationProgram buildObservation(const Project& project, const ObservationOptions& options);

} // namespace weft
