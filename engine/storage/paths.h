#pragma once

#include "engine/storage/file_system.h"

namespace weft {

// Where a name from a document, an archive or a request may be written (or read, if it comes from an archive): a path
// below `root`. Error for whatever leads out of it: "..", absolute paths, drives and backslashes, zero bytes, links
// that point outside or are absolute, names too long. What does not exist yet is fine. This looks once; it holds while
// nobody else changes links below root.
std::string resolveInside(FileSystem& files, const std::string& root, const std::string& relative);

// Where the data that a user chose lies, which may be anywhere: "~" and ${VARIABLES} are replaced, and a relative path
// starts at the project's folder. Error, saying which part is missing, if there is nothing.
std::string resolveData(FileSystem& files, const std::string& projectFolder, const std::string& path);

} // namespace weft
