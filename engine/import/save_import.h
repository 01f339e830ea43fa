#pragma once

#include "engine/import/onnx/import_onnx.h"

namespace weft {

class Document;

// Writes an imported model as NAME.weft and, beside it, the weights as NAME.safetensors, which the project names.
// Error: one of the two is there already, or the disk fails; then neither is left.
void saveImport(FileSystem& files, ImportedModel& model, const std::string& projectFile);

// States by their names at `path`, and then the document, whose training begins with them from now on. So a project
// that is there has its weights, and where it cannot be saved they are taken away again. Error: `path` is taken.
void saveWithWeights(FileSystem& files, const std::vector<StartingState>& weights, const std::string& path,
                     Document& document, const std::string& projectFile);

} // namespace weft
