#pragma once

#include "engine/export/model/exported_model.h"

namespace weft {

// Values that depend on no input and not on the number of samples, but at most on values that are `known` (weights), and
// are better computed once than by the model: not the large ones that are but one number repeated.
std::vector<bool> constantValues(const BatchProgram& code, std::span<const int> known = {});

// Computes them, on the CPU, from the known ones.
std::map<int, HostTensor> computeConstants(const Program& program, std::span<const int> values,
                                           const std::map<int, HostTensor>& known = {});

} // namespace weft
