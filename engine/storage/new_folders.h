#pragma once

#include "engine/storage/file_system.h"

namespace weft {

// The folders that whoever writes to `path` has to make, for the case that it fails: then nothing of it stays.
class NewFolders {
public:
    NewFolders(FileSystem& files, const std::string& path); // before any is made
    // Those that were made, and are empty: what somebody else has put into one stays.
    void remove();

private:
    FileSystem& m_files;
    std::vector<std::string> m_missing; // the innermost first
};

} // namespace weft
