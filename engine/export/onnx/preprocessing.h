#pragma once

#include "engine/export/onnx/writer.h"

namespace weft {

// The model's inputs as the data stores samples, and in front of the network the nodes that make of them what it takes.
// `anySize`: pictures may have any; Error if there are none.
void writeInputs(OnnxWriter& graph, bool anySize);

} // namespace weft
