#pragma once

#include "engine/graph/project.h"

namespace weft {

// Reads and prepares one source and looks at every sample of it, as a run would. Throws Error.
void readSource(const DataSource& source);

} // namespace weft
