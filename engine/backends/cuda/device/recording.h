#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/device/device.h"

namespace weft::cuda {

// Runs the launches once, so that libraries and kernels are loaded and plans made; then captures them as a CUDA graph,
// which every run() replays with one call.
std::unique_ptr<Recording> recordGraph(Device& device, const std::function<void()>& launches);

} // namespace weft::cuda
