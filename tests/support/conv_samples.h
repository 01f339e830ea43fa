#pragma once

#include "tests/support/op_samples.h"

namespace weft {

// Convolutions of channels-last images with few channels, or channel by channel, and both of their gradients: sizes
// that fill tiles and sizes that do not, strides, padding, one and many images. Filters lie row by row.
std::vector<OpSample> fewChannelSamples();

} // namespace weft
