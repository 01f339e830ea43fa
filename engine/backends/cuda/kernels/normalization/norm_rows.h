#pragma once

#include "engine/backends/cuda/kernels.h"

namespace weft::cuda {

// norm and norm_gradient of rows of up to 2,048 numbers along the last axis, in bf16, f16 or f32, with a scale for each place
// of a row; nullptr: it is not such a one.
std::unique_ptr<Kernel> prepareNormRows(const Node& node, const Program& program, Device& device);

} // namespace weft::cuda
