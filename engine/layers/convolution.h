#pragma once

#include "engine/layers/layer_context.h"

namespace weft {

// What convolution and pooling in one, two and three dimensions share. `spatial`: how many sizes follow the channels.

// Zeros put before and after each spatial axis.
struct Padding {
    Shape low;
    Shape high;
};
// The parameters "padding" (valid, same or explicit) and "pad".
std::vector<Param> paddingParams(int spatial);
// What they come to; `span`: elements that a window spans along each axis. With "same" the result has
// ⌈input / stride⌉ elements, and an odd zero goes to the end, as in PyTorch and TensorFlow.
Padding paddingFor(LayerContext& c, const Shape& x, const Shape& span, const Shape& stride);

// Elements that a kernel with holes spans along each axis: dilation · (kernel − 1) + 1.
Shape spanOf(const Shape& kernel, const Shape& dilation);

// Parameters "kernel", "stride", padding, "dilation", "bias" and "init", which all convolutions have; `inits`: ways to
// begin beside the common ones.
std::vector<Param> convolutionParams(int spatial, const std::vector<std::string>& inits);
std::vector<Param> joined(std::initializer_list<std::vector<Param>> lists);

// `filters` of them over x in `groups` groups, with the rest from the parameters. Weights "weight": filters ×
// channels/groups × kernel, "bias": filters.
Value convolve(LayerContext& c, Value x, int spatial, int64_t filters, int64_t groups);

// The layers in one, two and three dimensions.
std::vector<Param> convParams(int spatial);
Values buildConv(LayerContext& c, Value x, int spatial);
std::vector<Param> convTransposeParams(int spatial);
Values buildConvTranspose(LayerContext& c, Value x, int spatial);

} // namespace weft
