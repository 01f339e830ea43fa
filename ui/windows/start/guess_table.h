#pragma once

#include "engine/graph/project.h"

namespace weft {

// A project for a table with a header or without: which column is to be predicted, which are numbers and which are
// classes is guessed. Throws Error if it can't be read or has nothing to learn from.
Project tableProject(const std::string& file, const std::string& name);

} // namespace weft
