#pragma once

#include "engine/export/model/exported_model.h"

#include <string>
#include <utility>
#include <vector>

namespace weft {

// What a file tells about the model in it, under the keys that docs/export.md lists: step, inputs, outputs, classes,
// and the project's text if it is wanted.
std::vector<std::pair<std::string, std::string>> modelMetadata(const ExportedModel& model, bool project);

} // namespace weft
