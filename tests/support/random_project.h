#pragma once

#include "engine/graph/project.h"

namespace weft {

// A project with something in every corner of the format: odd texts, unknown members, values of every kind. One seed,
// one project.
Project randomProject(uint64_t seed);

} // namespace weft
