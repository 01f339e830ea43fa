#pragma once

#include "engine/backends/backend.h"
#include "engine/ir/program.h"

#include <set>
#include <string>
#include <vector>

namespace weft {

// All outputs, one after the other, of the second step of a program whose first input, "x" (f32), gets normal numbers,
// optimized without the passes of these names: the second step sees what the first made of the states.
std::vector<float> resultsOfTwoSteps(Program program, Backend& backend,
                                     const std::set<std::string, std::less<>>& without);

} // namespace weft
