#pragma once

#include "engine/backends/backend.h"
#include "engine/graph/project.h"

#include <string>
#include <utility>
#include <vector>

namespace weft {

// Small projects that between them have every kind of column and of change of pictures. `folder` is where files of
// theirs are written, and their projects count from.
std::vector<std::pair<std::string, Project>> projectsWithAllData(const std::string& folder);

// Gathers the whole batches of some epochs on the device and compares them with the loader's, bit by bit. "" or what
// differs.
std::string compareBatches(const Project& project, Backend& backend, const std::string& folder);

} // namespace weft
