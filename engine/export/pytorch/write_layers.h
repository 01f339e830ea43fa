#pragma once

#include "engine/export/pytorch/module_writer.h"

namespace weft {

// Writes every layer of the network into the module. Returns the variables that the Output nodes give, in the order of
// the model's outputs.
std::vector<std::string> writeLayers(ModuleWriter& writer);

} // namespace weft
