#pragma once

#include "engine/backends/backend.h"
#include "engine/train/preflight/memory_forecast.h"
#include "engine/train/step_program.h"

namespace weft {

// Throws Error if the project cannot be built; ask check() first.
MemoryForecast forecastMemory(const Project& project, Backend& backend);

// A warning where training takes more than the device has at all, other programs aside.
std::optional<Diagnostic> memoryShortage(const MemoryForecast& forecast, Backend& backend);

} // namespace weft
