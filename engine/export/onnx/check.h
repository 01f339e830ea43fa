#pragma once

#include "engine/export/onnx/proto.h"

#include <string>

namespace weft {

// ONNX's own checker and its strict shape inference, which adds what it finds to the model. Throws Error with the
// sentence of whichever objects. `folder`: where the files of external data lie.
void checkModel(onnx::ModelProto& model, const std::string& folder);

} // namespace weft
