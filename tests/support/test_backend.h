#pragma once

#include "engine/backends/backend.h"

namespace weft {

// What tests of training run on: the CPU's plain loops on one thread; with WEFT_BACKEND=cuda in the environment, the
// first GPU.
std::unique_ptr<Backend> testBackend();

} // namespace weft
