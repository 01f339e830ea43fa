#pragma once

#include "engine/export/onnx/writer.h"

namespace weft {

// The model's inputs as the data stores samples, and in front of the network the nodes that make of them what it takes.
void writeInputs(OnnxWriter& graph);

} // namespace weft
