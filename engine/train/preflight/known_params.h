#pragma once

#include "engine/graph/project.h"

#include <string_view>

namespace weft {

// Error where a path that setSetting() takes names a parameter that its part does not have
// ("training.optimizer.params.lr"). A file may hold such parameters, which a newer Weft may know; who types one means
// another.
void requireKnownParam(const Project& project, std::string_view path);

} // namespace weft
