#pragma once

#include "engine/storage/file_system.h"

namespace weft {

// Takes a run back to its best checkpoint: those of later steps go, the newest first, and whoever resumes it goes on from
// there. Throws Error, with nothing changed, if the run is being trained or has no intact one.
void rollBackToBest(FileSystem& files, const std::string& runFolder);

} // namespace weft
