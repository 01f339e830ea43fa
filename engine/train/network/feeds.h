#pragma once

#include "engine/data/loader.h"
#include "engine/train/step_program.h"

namespace weft {

// For each feed of the program the column of the data that the document gives it, and as what it is delivered. What
// does not fit (no column, another shape, more classes than the node has) is said in diagnostics.
std::vector<FedColumn> matchFeeds(const StepProgram& program, const DataSection& section, const PreparedData& data,
                                  Diagnostics& diagnostics);

// Whether the data has labels beyond the scores that a loss has for them: they would be right for nobody, and cost
// nothing. Of as many classes as a label node is made for, not all need occur. `fed`: by matchFeeds, all of them.
void checkScores(const StepProgram& program, const std::vector<FedColumn>& fed, const PreparedData& data,
                 Diagnostics& diagnostics);

// For a project without data: no samples, and for each feed a column of its node's name, as the network takes it.
PreparedData dataAsFed(const StepProgram& program);

} // namespace weft
