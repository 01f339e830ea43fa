#pragma once

#include "engine/support/error.h"

#include <cstdlib>
#include <filesystem>

namespace weft {

// A folder that is gone when this is.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "weft-verify-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw Error("No folder for temporary files can be made; set $TMPDIR to one that can be written.");
        m_path = pattern;
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

} // namespace weft
