#pragma once

#include "engine/graph/project.h"

namespace weft {

// A network of about `layers` layers of the whole catalogue, wired at random as far as their shapes agree: inputs of
// several kinds, branches that meet again, one to three answers. It has no loss. One seed, one network.
Project randomNetwork(uint64_t seed, int layers);

} // namespace weft
