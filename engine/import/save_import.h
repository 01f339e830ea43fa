#pragma once

#include "engine/import/onnx/import_onnx.h"

namespace weft {

// Writes an imported model as NAME.weft and, beside it, the weights as NAME.safetensors, which the project names. The
// weights come first, so that a project that is there has them. Error: one of the two is there already, or the disk
// fails.
void saveImport(FileSystem& files, ImportedModel& model, const std::string& projectFile);

// States by their names, as a project's training.weights wants them. Error: the file is there already.
void saveWeights(FileSystem& files, const std::vector<StartingState>& weights, const std::string& path);

} // namespace weft
