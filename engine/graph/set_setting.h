#pragma once

#include "engine/graph/project.h"

#include <string_view>

namespace weft {

// One change as people type it: ("training.batch_size", "64"). Paths are those of the file, and a list's element is
// named by its number or its id: "training.optimizer.type", "training.optimizer.params.momentum", "data.split.test",
// "graph.nodes.conv1.params.filters", "data.sources.0.params.path", "variables.width". The text is read as JSON where a number, a list or
// true or false is wanted, and as it stands where a text is. Throws Error for a setting that is not there (it names
// those that are) and for a value of the wrong kind; `project` is then as it was.
void setSetting(Project& project, std::string_view path, std::string_view text);

} // namespace weft
