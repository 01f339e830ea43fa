#pragma once

#include "engine/import/onnx/model.h"

namespace weft {

// Before anything is made of it: whether the model is one by ONNX's own rules (docs/IR.md of github.com/onnx/onnx), as
// far as a reader that takes what comes would not notice. Error: no outputs, or names that are given twice.
// ModelNotTaken: operators of versions that Weft does not read.
void checkOnnxModel(const OnnxModel& model);

// OnnxSizeError: a size for what the model does not leave open, or one that is no size.
void checkOnnxSizes(const OnnxGraph& graph, const std::map<std::string, int64_t>& sizes);

} // namespace weft
