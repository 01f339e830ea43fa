#pragma once

#include "engine/layers/layer_context.h"

namespace weft {

// While training: sets a share `rate` of x to zero and scales the rest by 1 / (1 − rate), so that the mean stays
// (Srivastava et al. 2014). One draw for each element of `mask`, which broadcasts to x. In inference: x.
Value drop(LayerContext& c, Value x, double rate, const Shape& mask);

// x's shape with 1 for all axes from `first` on: one draw for a whole sample or channel.
Shape sharedFrom(int first, Shape shape);

Param dropRate(double rate, std::string doc);

} // namespace weft
