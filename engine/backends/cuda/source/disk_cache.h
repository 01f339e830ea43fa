#pragma once

#include "engine/storage/file_system.h"

#include <optional>

namespace weft::cuda {

// Compiled kernels, kept from run to run: one file each, named by the hash of all that went into it, with the hash of
// its own bytes in front. A cache that cannot be read or written is no error; what is damaged is built again.
class DiskCache {
public:
    DiskCache(FileSystem& files, std::string folder); // empty: nothing is kept
    // $XDG_CACHE_HOME/weft/kernels or ~/.cache/weft/kernels; "" where there is neither.
    static std::string usualFolder();

    std::optional<std::string> find(const std::string& key) const;
    void keep(const std::string& key, const std::string& image) const;

private:
    std::string pathOf(const std::string& key) const;

    FileSystem& m_files;
    std::string m_folder;
};

} // namespace weft::cuda
