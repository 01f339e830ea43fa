#include "ui/document/files/backups.h"

#include "engine/graph/limits.h"
#include "engine/storage/publish.h"

namespace weft {

namespace {

std::string folderOf(const std::string& path)
{
    return joinPath(parentFolder(path), backupFolder);
}

std::string nameOf(const std::string& path, int number)
{
    return joinPath(folderOf(path), fileName(path) + '.' + std::to_string(number));
}

} // namespace

void keepBackup(FileSystem& files, const std::string& path)
{
    if (files.status(path).kind != FileKind::file)
        return;
    const std::string bytes = files.readFile(path, ProjectLimits::bytes);
    if (files.exists(nameOf(path, 1)) && files.readFile(nameOf(path, 1), ProjectLimits::bytes) == bytes)
        return;
    files.makeFolders(folderOf(path));
    // First the new one, whole, under a name that no rotation touches; then each moves on, the oldest first.
    const std::string fresh = nameOf(path, 0);
    publishFile(files, fresh, bytes);
    for (int number = keptBackups - 1; number >= 0; --number) {
        if (files.exists(nameOf(path, number)))
            files.rename(nameOf(path, number), nameOf(path, number + 1));
    }
    files.syncFolder(folderOf(path));
}

std::vector<std::string> backupsOf(FileSystem& files, const std::string& path)
{
    std::vector<std::string> paths;
    for (int number = 1; number <= keptBackups; ++number) {
        if (files.exists(nameOf(path, number)))
            paths.push_back(nameOf(path, number));
    }
    return paths;
}

} // namespace weft
