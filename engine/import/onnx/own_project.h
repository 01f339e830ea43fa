#pragma once

#include "engine/import/onnx/import_onnx.h"

namespace weft {

// A model that Weft itself has written with its project in it: that very project, with the weights of the file
// (docs/export.md, "Metadata"). Nothing: it is another's model, its batch norms are folded into other weights, or the
// project does not fit the weights; it is then read like any other.
std::optional<ImportedModel> ownProject(const OnnxModel& model, FileSystem& files, const OnnxImportOptions& options);

} // namespace weft
