#pragma once

#include "engine/data/loader.h"
#include "engine/train/step_program.h"

namespace weft {

// For each feed of the program the column of the data that the document gives it, and as what it is delivered. What
// does not fit (no column, another shape, more classes than the node has) is said in diagnostics.
std::vector<FedColumn> matchFeeds(const StepProgram& program, const DataSection& section, const PreparedData& data,
                                  Diagnostics& diagnostics);

} // namespace weft
