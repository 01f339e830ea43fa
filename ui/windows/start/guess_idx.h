#pragma once

#include "engine/graph/project.h"

#include <optional>

namespace weft {

// A project for a folder with IDX files of pictures and labels, named as MNIST's are (train-images…, t10k-labels…),
// packed or not. Empty: there are none in it. Throws Error if they can't be read.
std::optional<Project> idxProject(const std::string& folder);

} // namespace weft
