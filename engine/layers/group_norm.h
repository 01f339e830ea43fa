#pragma once

#include "engine/layers/layer_context.h"

namespace weft {

// Normalises each sample over groups of its channels and all their places (Wu and He 2018), then by a learned scale and
// offset of each channel if "affine" is on. x: samples × channels [× sizes]; `groups` divides the channels.
Value groupNorm(LayerContext& c, Value x, int64_t groups);

} // namespace weft
