#pragma once

#include "engine/compiler/check.h"
#include "engine/data/prepared.h"
#include "engine/graph/project.h"

namespace weft {

// All that can be said of a project without its data: the graph's report, with the diagnostics of the other sections
// added to it, errors first.
GraphReport checkProject(const Project& project);

// The same but for what only building the whole training step can tell: quick enough for every edit.
GraphReport checkQuickly(const Project& project);

// What its data, once read, says of a project without errors: whether it fits the network, and whatever would spoil the
// run (checkData).
Diagnostics checkReadData(const Project& project, const PreparedData& data);

} // namespace weft
