#pragma once

#include "engine/layers/convolution.h"

namespace weft {

// Pooling in one, two and three dimensions. `spatial`: how many sizes follow the channels.

std::vector<Param> poolParams(int spatial);
// Window, stride and padding from the parameters, checked against x: samples × channels × sizes.
PoolAttrs poolAttrs(LayerContext& c, Value x, int spatial);
std::vector<Param> avgPoolParams(int spatial);
Values buildAvgPool(LayerContext& c, Value x, int spatial);

// Reduces all places of each channel to one.
Values globalPool(LayerContext& c, Value x, Value (*reduce)(Value, const std::vector<int>&));

} // namespace weft
