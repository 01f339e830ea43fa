#include "engine/storage/publish.h"
#include "engine/storage/sha256.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <mutex>
#include <set>

#include <signal.h>
#include <unistd.h>

namespace weft {

namespace {

constexpr int maxLinks = 40; // as many as Linux follows

// Where the file itself is, behind any links.
std::string behindLinks(FileSystem& files, std::string path)
{
    for (int i = 0; i < maxLinks; ++i) {
        if (files.linkStatus(path).kind != FileKind::link)
            return path;
        path = joinPath(parentFolder(path), files.readLink(path));
    }
    throw FileError("Could not write \"" + path + "\": its links go round in a circle.", ELOOP);
}

// ".name." in front of the process and a number: hidden, and short enough for any name (255 bytes at most).
std::string temporaryPrefix(const std::string& path)
{
    std::string name = fileName(path).substr(0, 200);
    while (!name.empty() && (uint8_t(name.back()) & 0xC0) == 0x80) // not within a character
        name.pop_back();
    return "." + name + ".";
}

constexpr std::string_view temporarySuffix = ".tmp";

std::mutex temporariesMutex;
std::set<std::string> temporariesInUse; // names, by this process

// A file with a name of its own beside `path`; gone at the end of its life unless it has been renamed.
class TemporaryFile {
public:
    TemporaryFile(FileSystem& files, const std::string& path)
        : m_files(files)
        , m_folder(parentFolder(path))
    {
        static std::atomic<unsigned> count = 0;
        m_name = temporaryPrefix(path) + std::to_string(::getpid()) + "-" + std::to_string(count++)
            + std::string(temporarySuffix);
        const std::lock_guard lock(temporariesMutex);
        temporariesInUse.insert(m_name);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    ~TemporaryFile()
    {
        if (m_made) {
            try {
                m_files.removeFile(path());
            } catch (const FileError&) { // the next publish of this file tries again
            }
        }
        const std::lock_guard lock(temporariesMutex);
        temporariesInUse.erase(m_name);
    }
    std::string path() const { return joinPath(m_folder, m_name); }
    File create(unsigned permissions)
    {
        File file = m_files.createNew(path(), permissions);
        m_made = true;
        return file;
    }
    void renameTo(const std::string& target)
    {
        m_files.rename(path(), target);
        m_made = false;
    }

private:
    FileSystem& m_files;
    std::string m_folder;
    std::string m_name;
    bool m_made = false;
};

bool isInUse(const std::string& name, std::string_view middle)
{
    const std::string owner(middle.substr(0, middle.find('-')));
    if (owner == std::to_string(::getpid())) {
        const std::lock_guard lock(temporariesMutex);
        return temporariesInUse.contains(name);
    }
    pid_t process = 0;
    std::from_chars(owner.data(), owner.data() + owner.size(), process);
    return process > 0 && (::kill(process, 0) == 0 || errno != ESRCH);
}

// What earlier programs, killed while they published this file, left beside it.
void removeTemporariesOf(FileSystem& files, const std::string& path)
{
    const std::string folder = parentFolder(path);
    const std::string prefix = temporaryPrefix(path);
    try {
        for (const std::string& name : files.list(folder)) {
            if (!name.starts_with(prefix) || !name.ends_with(temporarySuffix)
                || name.size() <= prefix.size() + temporarySuffix.size())
                continue;
            const std::string_view middle =
                std::string_view(name).substr(prefix.size(), name.size() - prefix.size() - temporarySuffix.size());
            const bool isOurs = middle.find_first_not_of("0123456789-") == std::string_view::npos
                && middle.front() != '-' && std::ranges::count(middle, '-') == 1;
            if (isOurs && !isInUse(name, middle))
                files.removeFile(joinPath(folder, name));
        }
    } catch (const FileError&) { // untidy, but no reason not to save
    }
}

std::string sumOf(FileSystem& files, const std::string& path)
{
    const File file = files.openForReading(path);
    std::vector<std::byte> piece(std::clamp<uint64_t>(file.bytes(), 1, uint64_t(1) << 20));
    Sha256 sum;
    uint64_t offset = 0;
    while (const size_t count = file.readSome(offset, piece)) {
        sum.add(std::span(piece).first(count));
        offset += count;
    }
    return sum.hex();
}

} // namespace

void publishFile(FileSystem& files, const std::string& path, const WriteBytes& write)
{
    const std::string target = behindLinks(files, path);
    const FileStatus old = files.status(target);
    if (old.kind != FileKind::none && old.kind != FileKind::file)
        throw FileError("Could not write \"" + path + "\": a folder or a device has that name.", EISDIR);
    if (old.kind == FileKind::file && (old.permissions & 0222) == 0)
        throw FileError("Could not write \"" + path + "\": the file is read-only. Change that, or choose another name.",
                        EACCES);
    removeTemporariesOf(files, target);

    TemporaryFile temporary(files, target);
    // What was private must not be readable by others for a moment either.
    File file = temporary.create(old.kind == FileKind::file ? old.permissions : 0666);
    Sha256 sum;
    write([&](std::span<const std::byte> bytes) {
        sum.add(bytes);
        file.write(bytes);
    });
    if (old.kind == FileKind::file)
        file.setPermissions(old.permissions); // the umask may have taken some away
    file.sync();
    file.close();
    if (sumOf(files, temporary.path()) != sum.hex())
        throw FileError("Could not write \"" + path + "\": what was written reads back differently. Do not trust this "
                            + "disk (or this computer's memory); the old version is untouched.",
                        EIO);
    temporary.renameTo(target);
    files.syncFolder(parentFolder(target));
}

void publishFile(FileSystem& files, const std::string& path, std::string_view bytes)
{
    publishFile(files, path, [&](const ByteSink& sink) { sink(bytesOf(bytes)); });
}

} // namespace weft
