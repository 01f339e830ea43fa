#pragma once

#include "engine/export/onnx/graph.h"

namespace weft {

// The model's inputs as the data stores samples, and in front of the network the nodes that make of them what it takes.
void writeInputs(OnnxGraph& graph);

} // namespace weft
