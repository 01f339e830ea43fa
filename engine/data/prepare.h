#pragma once

#include "engine/data/prepared.h"
#include "engine/graph/project.h"
#include "engine/support/diagnostic.h"

namespace weft {

// Reads the sources, cleans, splits, and fits the transforms on the training part only. What a person can mend in the
// document becomes diagnostics, all of them, and the result is then not fit for use; a file that is gone, broken or too
// large throws Error naming it and the place in it. Relative paths count from `projectFolder`.
PreparedData prepareData(const DataSection& section, const std::string& projectFolder, Diagnostics& diagnostics);

// The same, as the data of the training was prepared that `preparation` was learned from: what the files hold today is
// told by PreparedData::unmet where the training knew nothing of it.
PreparedData prepareLike(const DataSection& section, const std::string& projectFolder, const Preparation& preparation,
                         Diagnostics& diagnostics);

// Samples to be predicted, prepared as those that `preparation` was learned from; all in Part::fresh. Their columns are
// the sources', and those that they lack, such as the target, are missing.
PreparedData prepareFresh(const DataSection& section, const Preparation& preparation, Dataset samples,
                          Diagnostics& diagnostics);

} // namespace weft
