#pragma once

#include "engine/import/onnx/model.h"

namespace weft {

// Exporters of older operator sets take layers apart. Puts together again, in place of their parts:
// - LayerNormalization over the last axis: x − mean, its square's mean, + ε, √, ÷, · scale, + offset
// - Gelu: 0.5 · x · (1 + erf(x / √2)), in the orders that PyTorch, tf2onnx and Keras write it
// Only where nothing else reads what lies between. The new nodes are ONNX's own operators of later sets.
void recogniseLayers(OnnxGraph& graph);

} // namespace weft
