#pragma once

#include "engine/backends/backend.h"

namespace weft {

std::string oneDnnVersion(); // "oneDNN 2.6.3"

// The f32 kernels of oneDNN, tried before the plain ones. nullptr: declined. A kernel is made for the number of threads
// in force while it is prepared, and has to be launched with the same one.
std::unique_ptr<Kernel> prepareOneDnn(const Node& node, const Program& program);

} // namespace weft
