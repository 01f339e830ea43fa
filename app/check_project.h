#pragma once

#include "engine/compiler/check.h"
#include "engine/graph/project.h"

namespace weft {

// All that can be said of a project without its data: the graph's report, with the diagnostics of the other sections
// added to it.
GraphReport checkProject(const Project& project);

} // namespace weft
