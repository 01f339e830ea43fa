#pragma once

#include "engine/data/prepared.h"
#include "engine/graph/project.h"
#include "engine/support/diagnostic.h"

namespace weft {

// Fills the parts. Samples whose source names a part go there. The shares of validation and test, where no source gives
// them, are taken from the samples of no part, or from the training samples if there are none such; the rest trains.
// Sequences are split by position, and samples that would share numbers with another part are left out.
void splitData(const DataSplit& split, PreparedData& prepared, Diagnostics& diagnostics);

} // namespace weft
