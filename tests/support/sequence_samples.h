#pragma once

#include "tests/support/op_samples.h"

namespace weft {

// LSTMs in f32, at the sizes that kernels for tensor cores take: states that begin large, gradients of very different
// sizes, numbers of samples that fill no tile.
std::vector<OpSample> lstmSamples();
// Attention likewise: lengths that fill no tile.
std::vector<OpSample> attentionSamples();

// ‖found − expected‖ / ‖expected‖
double distance(const TestTensor& found, const TestTensor& expected);

} // namespace weft
