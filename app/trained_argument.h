#pragma once

#include "app/commands.h"
#include "engine/train/network/trained_network.h"

#include <memory>

namespace weft {

// The network that a run has trained, with its project as it was then.
struct OpenedNetwork {
    std::unique_ptr<TrainedNetwork> network = {};
    std::string checkpoint = {}; // its folder
};

// Throws CommandError if nothing has been trained, or the checkpoint that was named is none. Where no samples of the
// data are needed, it is not read if the run has kept what it has learned of it.
OpenedNetwork openNetwork(const TrainedArguments& arguments, bool needsSamples = true);

} // namespace weft
