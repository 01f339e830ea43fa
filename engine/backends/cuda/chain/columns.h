#pragma once

#include "engine/backends/cuda/chain/chain.h"

namespace weft::cuda {

// Reductions of many rows of columns that lie side by side, of each sample for itself or of all, in f32: a thread takes
// 16 bytes of a row. nullptr: not such a one, or too small to be worth it. Deterministic, as makeReduction is.
std::unique_ptr<Kernel> makeColumns(const ChainNode& chain, Device& device);

} // namespace weft::cuda
