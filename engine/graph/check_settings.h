#pragma once

#include "engine/graph/project.h"
#include "engine/support/diagnostic.h"

namespace weft {

// What the reader let through because it has the right form: plain settings beyond their range, or none of the choices
// there are. One diagnostic each; the graph, the layers' parameters and those of data, optimizers and schedules have
// checkers of their own.
Diagnostics checkSettings(const Project& project);

} // namespace weft
