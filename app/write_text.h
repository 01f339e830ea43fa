#pragma once

#include "app/commands.h"
#include "engine/train/network/trained_network.h"

namespace weft {

// Continues arguments.text, symbol by symbol, with a network that predicts the next one at every place.
int writeText(TrainedNetwork& network, const PredictArguments& arguments);

} // namespace weft
