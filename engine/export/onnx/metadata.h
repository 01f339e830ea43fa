#pragma once

#include "engine/export/onnx/writer.h"

namespace weft {

struct MetadataOptions {
    std::string version = {}; // of Weft
    bool project = true; // with the project as text
    bool folded = false; // batch norms are in the weights
};

// Who made the model, its classes and vocabularies, what each input is, and the project: for a program that reads the
// file, and for Weft's own way back. docs/export.md lists the keys.
void writeMetadata(onnx::ModelProto& proto, const OnnxWriter& graph, const MetadataOptions& options);

} // namespace weft
