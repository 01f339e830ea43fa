#pragma once

#include "engine/storage/publish.h"
#include "tests/support/faulty_file_system.h"

namespace weft {

// Another program, that puts its own into a folder at the last moment before it is removed, empty as it was seen.
class LateGuest : public FaultyCalls {
public:
    explicit LateGuest(std::string folder)
        : FaultyCalls(posixCalls())
        , m_folder(std::move(folder))
    {
    }
    std::string path() const { return joinPath(m_folder, "9/run.json"); }

    int list(const std::string& path, std::vector<std::string>& names) override
    {
        const int code = FaultyCalls::list(path, names);
        if (m_isExpected && isTheFolder(path))
            arrive();
        return code;
    }
    int removeFile(const std::string& path) override
    {
        m_isExpected = true;
        return FaultyCalls::removeFile(path);
    }
    int removeFolder(const std::string& path) override
    {
        if (isTheFolder(path))
            arrive();
        return FaultyCalls::removeFolder(path);
    }

private:
    bool isTheFolder(const std::string& path) const { return path == m_folder || path == m_folder + "/"; }
    void arrive()
    {
        realFileSystem().makeFolders(parentFolder(path()));
        if (!realFileSystem().exists(path()))
            publishFile(realFileSystem(), path(), "{}");
    }
    std::string m_folder;
    bool m_isExpected = false; // the first file is being taken away
};

} // namespace weft
