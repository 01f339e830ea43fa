#pragma once

#include "engine/data/prepared.h"
#include "engine/graph/project.h"
#include "engine/train/metrics.h"

namespace weft {

// A metric of a target that was normalized to be learnt, in the unit that the data has it in.
struct DataUnitValue {
    std::string metric; // its name among the values
    std::string column;
    double value = 0;
    bool squared = false; // in the unit's square
};

// Of the mean squared and mean absolute errors among `values`, as Totals names them: those whose target is a column
// that transforms have scaled alike in all its numbers.
std::vector<DataUnitValue> inDataUnits(const NamedNumbers& values, const Project& project, const PreparedData& data);

} // namespace weft
