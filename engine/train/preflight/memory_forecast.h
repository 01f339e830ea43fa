#pragma once

#include "engine/graph/project.h"

#include <cstddef>

namespace weft {

// Memory that training will take, from the same plan that the run uses, before anything of it is allocated.
struct MemoryForecast {
    size_t weights = 0;
    size_t optimizer = 0; // its memory, averages and accumulators
    size_t statistics = 0;
    size_t arena = 0; // activations, gradients and everything else that lives within a step
    size_t workspace = 0; // of the hungriest kernel
    size_t inputs = 0; // one batch
    size_t total() const { return weights + optimizer + statistics + arena + workspace + inputs; }
    bool operator==(const MemoryForecast&) const = default;
};

// On the device that the project asks for, or on another ("cpu", "cuda:1"). Throws Error if the project cannot be built
// (ask checkProject() first), or if there is no such device here.
MemoryForecast forecastMemory(const Project& project, const std::string& device = {});

} // namespace weft
