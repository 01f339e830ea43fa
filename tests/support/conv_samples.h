#pragma once

#include "tests/support/op_samples.h"

namespace weft {

// Convolutions of channels-last images with few channels, or channel by channel, and both of their gradients: sizes
// that fill tiles and sizes that do not, strides, padding, one and many images. Filters lie row by row.
std::vector<OpSample> fewChannelSamples();

// In bf16 or f16, for tensor cores that read filters in place: sizes that fill tiles of 8 × 8 and sizes that do not,
// channels that are no multiple of 16 or 8, and both gradients where they are computed so.
std::vector<OpSample> wideSamples(DType dtype);

// Those that convolve channel by channel, in that type.
std::vector<OpSample> depthwiseSamples(DType dtype);

} // namespace weft
