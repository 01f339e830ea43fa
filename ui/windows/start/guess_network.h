#pragma once

#include "engine/graph/project.h"

namespace weft {

// Networks to begin with, drawn from left to right; feeds are set for the columns "image" and "label", or those named.
void drawPictureNetwork(Project& project, int64_t channels, int64_t side, int64_t classes);
// classes 0: a number is predicted.
void drawTableNetwork(Project& project, int64_t features, int64_t classes, const std::string& featuresColumn,
                      const std::string& target);

} // namespace weft
