#pragma once

#include "engine/data/preparation.h"
#include "engine/storage/file_system.h"
#include "engine/support/json.h"

#include <optional>

namespace weft {

// A run's preparation.json: what preparing the data learned when the run began, so that its network can be asked
// without the data, and as it was trained where the data has changed since.

Json toJson(const Preparation& preparation);
Preparation preparationFromJson(const Json& json); // Error for what is none

void writePreparation(FileSystem& files, const std::string& run, const Preparation& preparation);
// Nothing: the run is older than that, or the file is damaged; the data then has to say it anew.
std::optional<Preparation> readPreparation(FileSystem& files, const std::string& run);

} // namespace weft
