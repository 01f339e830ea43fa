#pragma once

#include "engine/layers/layer_context.h"

namespace weft {

// What losses and metrics that compare numbers with numbers share.

// The target as numbers in x's shape: class numbers become numbers, a last axis of 1 is added where x has one.
Value targetFor(LayerContext& c, Value x, Value target);

// "weight" and "reduction", after the layer's own.
std::vector<Param> lossParams(std::vector<Param> own = {});
// Adds up `each`, samples × …, as the loss: for each element, as PyTorch does, or for each sample.
Values elementwiseLoss(LayerContext& c, Value each);

} // namespace weft
