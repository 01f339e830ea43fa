#pragma once

#include "engine/storage/file_system.h"

namespace weft {

constexpr int keptBackups = 5;
constexpr const char* backupFolder = ".weft-backups";

// Keeps what stands at `path` before a save replaces it: beside it, in .weft-backups, as NAME.1 (the newest) to NAME.5.
// Nothing if there is no such file, or if the newest backup is the same.
void keepBackup(FileSystem& files, const std::string& path);
std::vector<std::string> backupsOf(FileSystem& files, const std::string& path); // paths, the newest first

} // namespace weft
