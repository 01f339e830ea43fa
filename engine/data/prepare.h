#pragma once

#include "engine/data/prepared.h"
#include "engine/graph/project.h"
#include "engine/support/diagnostic.h"

namespace weft {

// Reads the sources, cleans, splits, and fits the transforms on the training part only. What a person can mend in the
// document becomes diagnostics, all of them, and the result is then not fit for use; a file that is gone, broken or too
// large throws Error naming it and the place in it. Relative paths count from `projectFolder`.
//
// `fresh` is one more source, of samples to be predicted: they are transformed as the others but change nothing about
// them, are in no part, and come from a Loader of Part::fresh. Columns it lacks, such as the target, are missing there.
PreparedData prepareData(const DataSection& section, const std::string& projectFolder, Diagnostics& diagnostics,
                         const DataSource* fresh = nullptr);

} // namespace weft
