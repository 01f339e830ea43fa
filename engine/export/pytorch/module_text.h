#pragma once

#include "engine/export/pytorch/module_writer.h"

namespace weft {

// The whole source of model.py. `outputs`: what forward returns; `weightsFile`: beside it.
std::string moduleText(const ModuleWriter& writer, const std::vector<std::string>& outputs,
                       const std::string& weightsFile);

} // namespace weft
