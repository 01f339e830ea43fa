#pragma once

#include "engine/graph/variables/variables.h"
#include "engine/support/diagnostic.h"

namespace weft {

// Every parameter of `records` with the value `given` has for it, converted to its kind, or else the default. What does
// not fit (unknown name: a warning; wrong kind, out of range: an error) is said at `path` and takes the default. With
// `variables`, texts may stand for numbers: expressions of these.
Params completeParams(const std::vector<Param>& records, const Params& given, const std::string& path,
                      Diagnostics& diagnostics, const Variables* variables = nullptr);

} // namespace weft
