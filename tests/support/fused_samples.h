#pragma once

#include "tests/support/op_samples.h"

namespace weft {

// Softmax, normalisation and attention, in f32, at sizes that make kernels divide rows among threads, blocks and
// launches: too large for finite differences, which opSamples() is for.
std::vector<OpSample> fusedSamples();

} // namespace weft
