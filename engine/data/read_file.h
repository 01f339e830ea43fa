#pragma once

#include <string>

namespace weft {

// A path as a project states it: "${WEFT_DATA}" is replaced by the folder of data sets, and a relative path counts
// from the project's folder. Throws Error if that folder is asked for and not known, or the path holds a NUL.
std::string resolvePath(const std::string& path, const std::string& projectFolder);

// The whole file. Throws Error if it cannot be read or is larger than half of the machine's memory.
std::string readFile(const std::string& path);

// The same, unpacked if it is gzip (see gunzip for its limits).
std::string readPackedFile(const std::string& path);

} // namespace weft
