#pragma once

#include "engine/data/preparation.h"
#include "engine/support/json.h"

#include <optional>

namespace weft {

// What preparing the data learned, as each checkpoint keeps it: so that its network can be asked without the data, and
// as it was trained where the data has changed since.

// Nothing: a table's words are no UTF-8, and would come back as others.
std::optional<Json> toJson(const Preparation& preparation);
// Nothing: it is none, or damaged; the data then has to say it anew.
std::optional<Preparation> preparationFromJson(const Json& json);

} // namespace weft
