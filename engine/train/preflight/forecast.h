#pragma once

#include "engine/backends/backend.h"
#include "engine/train/preflight/memory_forecast.h"
#include "engine/train/step_program.h"

namespace weft {

// Throws Error if the project cannot be built; ask check() first.
MemoryForecast forecastMemory(const Project& project, Backend& backend);

} // namespace weft
