#include "engine/storage/new_folders.h"

namespace weft {

NewFolders::NewFolders(FileSystem& files, const std::string& path)
    : m_files(files)
{
    for (std::string at = path; files.linkStatus(at).kind == FileKind::none; at = parentFolder(at))
        m_missing.push_back(at);
}

void NewFolders::remove()
{
    try {
        for (const std::string& folder : m_missing) {
            if (m_files.linkStatus(folder).kind == FileKind::folder) // else it was not made
                m_files.removeFolder(folder);
        }
    } catch (const FileError&) { // somebody else uses it; or the sentence of what failed first says more
    }
}

} // namespace weft
