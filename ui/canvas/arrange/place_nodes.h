#pragma once

#include "engine/graph/project.h"

namespace weft {

// Gives every node a place that the file gave none, such as in one written by hand: where nothing has a place all of it
// is laid out, else each goes beside what feeds it, or before what it feeds. What has a place keeps it. For any thread.
void placeNodes(Project& project);

} // namespace weft
