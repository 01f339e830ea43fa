#pragma once

#include "engine/backends/cuda/kernels.h"

namespace weft::cuda {

// Normalisation, or its gradient, of channels that lie one after the other, each channel over all else: batch
// normalisation of channels-last images. nullptr: the node is another one.
std::unique_ptr<Kernel> prepareNormColumns(const Node& node, const Program& program, Device& device);

} // namespace weft::cuda
