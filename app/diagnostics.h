#pragma once

#include "engine/graph/project.h"
#include "engine/support/diagnostic.h"
#include "engine/support/json.h"

namespace weft {

std::string_view name(Severity severity);

// "error: conv1 (x): …", and for a mistake in a formula that formula with a caret below the character.
std::string toText(const Diagnostic& diagnostic, const Project& project);
Json toJson(const Diagnostic& diagnostic);

} // namespace weft
