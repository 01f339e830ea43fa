#pragma once

#include "engine/export/model/exported_model.h"

namespace weft {

// Values that depend on no input, no weight and not on the number of samples, and are better computed once than by the
// model: not the large ones that are but one number repeated.
std::vector<bool> constantValues(const BatchProgram& code);

// Computes them, on the CPU.
std::map<int, HostTensor> computeConstants(const Program& program, std::span<const int> values);

} // namespace weft
