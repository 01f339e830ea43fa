#pragma once

#include "engine/export/onnx/forms/forms.h"

namespace weft {

// An LSTM of ONNX for one of the program. x: samples × length × inputs, by its name; weight: inputs × 4·units and bias:
// 4·units as Weft keeps them, empty for none. `start`: whether the first states are given (else they are 0). The
// tensors are called NAME/W, NAME/R and NAME/B.
void writeLstm(OnnxWriter& graph, const OpNode& node, const std::string& x, std::span<const float> weight,
               std::span<const float> bias, bool start, const std::string& name);

} // namespace weft
