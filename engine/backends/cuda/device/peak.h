#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cuda/device/device.h"

namespace weft::cuda {

// From its clocks and what a multiprocessor of its kind does in one clock; zeros where that is not known.
Peak peakOf(const Device& device, Products products);

} // namespace weft::cuda
