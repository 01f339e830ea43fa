#include "engine/storage/publish.h"
#include "engine/storage/sha256.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

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
constexpr std::string_view olderSuffix = ".old";

std::mutex temporariesMutex;
std::set<std::string> temporariesInUse; // names, by this process

void readAll(const File& file, const ByteSink& sink)
{
    std::vector<std::byte> piece(std::clamp<uint64_t>(file.bytes(), 1, uint64_t(1) << 20));
    uint64_t offset = 0;
    while (const size_t count = file.readSome(offset, piece)) {
        sink(std::span(piece).first(count));
        offset += count;
    }
}

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
        remove();
        const std::lock_guard lock(temporariesMutex);
        if (!m_stays)
            temporariesInUse.erase(m_name);
    }
    std::string path() const { return joinPath(m_folder, m_name); }
    bool isMade() const { return m_made; }
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
    // Holds the file `source` too, which keeps its own name: a moment without it could be the last before a power cut.
    void keep(const std::string& source)
    {
        try {
            m_files.link(source, path());
            m_made = true;
        } catch (const FileError&) { // a disk that knows one name of each file, such as FAT
            copy(source);
        }
    }
    // Takes it out of the way of those who tidy up, and tells where it is.
    std::string abandon()
    {
        const std::string lasting =
            joinPath(m_folder, m_name.substr(1, m_name.size() - 1 - temporarySuffix.size()) + std::string(olderSuffix));
        try {
            renameTo(lasting);
            m_files.syncFolder(m_folder);
        } catch (const FileError&) { // at least no later publish of this program takes it away
            m_stays = std::exchange(m_made, false);
        }
        return m_stays ? path() : lasting;
    }
    void remove()
    {
        try {
            if (m_made)
                m_files.removeFile(path());
            m_made = false;
        } catch (const FileError&) { // the next publish of this file tries again
        }
    }

private:
    void copy(const std::string& source)
    {
        const File from = m_files.openForReading(source);
        const unsigned permissions = from.status().permissions;
        File to = create(permissions);
        readAll(from, [&](std::span<const std::byte> bytes) { to.write(bytes); });
        to.setPermissions(permissions); // the umask may have taken some away
        to.sync();
        to.close();
    }

    FileSystem& m_files;
    std::string m_folder;
    std::string m_name;
    bool m_made = false;
    bool m_stays = false; // after the end of its life
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
    Sha256 sum;
    readAll(files.openForReading(path), [&](std::span<const std::byte> bytes) { sum.add(bytes); });
    return sum.hex();
}

// Written, synced and read back under a name of its own; place() gives it the name that it is for.
class WaitingFile {
public:
    WaitingFile(FileSystem& files, const std::string& path, const WriteBytes& write)
        : m_files(files)
        , m_target(behindLinks(files, path))
        , m_temporary(files, m_target)
        , m_older(files, m_target)
    {
        const FileStatus old = files.status(m_target);
        if (old.kind != FileKind::none && old.kind != FileKind::file)
            throw FileError("Could not write \"" + path + "\": a folder or a device has that name.", EISDIR);
        if (old.kind == FileKind::file && (old.permissions & 0222) == 0)
            throw FileError("Could not write \"" + path
                                + "\": the file is read-only. Change that, or choose another name.",
                            EACCES);
        m_replaces = old.kind == FileKind::file;
        removeTemporariesOf(files, m_target);

        // What was private must not be readable by others for a moment either.
        File file = m_temporary.create(m_replaces ? old.permissions : 0666);
        Sha256 sum;
        write([&](std::span<const std::byte> bytes) {
            sum.add(bytes);
            file.write(bytes);
        });
        if (m_replaces)
            file.setPermissions(old.permissions); // the umask may have taken some away
        file.sync();
        file.close();
        if (sumOf(files, m_temporary.path()) != sum.hex())
            throw FileError("Could not write \"" + path + "\": what was written reads back differently. Do not trust "
                                + "this disk (or this computer's memory); the old version is untouched.",
                            EIO);
    }
    void place() { m_temporary.renameTo(m_target); }
    // place(), so that takeBack() brings the older version back.
    void placeForNow()
    {
        if (m_replaces)
            m_older.keep(m_target);
        place();
    }
    void syncItsFolder() { m_files.syncFolder(parentFolder(m_target)); }
    void forgetOlder() { m_older.remove(); }
    // After placeForNow(), or in the midst of it. A sentence where the older version is not back under its name.
    std::string takeBack()
    {
        if (m_temporary.isMade()) // it was not placed
            return {};
        try {
            if (m_replaces)
                m_older.renameTo(m_target);
            else
                m_files.removeFile(m_target);
            syncItsFolder();
        } catch (const FileError&) { // the sentence of what failed first says more
            if (m_older.isMade())
                return " \"" + m_target + "\" is the new version, and the one before it is in \"" + m_older.abandon()
                    + "\".";
        }
        return {};
    }

private:
    FileSystem& m_files;
    std::string m_target;
    TemporaryFile m_temporary;
    TemporaryFile m_older; // what place() replaces, until all are placed
    bool m_replaces = false;
};

std::string takeBack(std::span<const std::unique_ptr<WaitingFile>> files)
{
    std::string notBack;
    for (const auto& file : files)
        notBack += file->takeBack();
    return notBack;
}

} // namespace

void publishFile(FileSystem& files, const std::string& path, const WriteBytes& write)
{
    WaitingFile file(files, path, write);
    file.place();
    file.syncItsFolder();
}

void publishFiles(FileSystem& files, const std::string& folder, std::span<const FileToPublish> contents)
{
    std::vector<std::unique_ptr<WaitingFile>> waiting;
    for (const FileToPublish& content : contents)
        waiting.push_back(std::make_unique<WaitingFile>(files, joinPath(folder, content.name), content.write));
    try {
        for (const auto& file : waiting)
            file->placeForNow();
        for (const auto& file : waiting)
            file->syncItsFolder();
    } catch (const FileError& error) {
        throw FileError(error.what() + takeBack(waiting), error.code());
    } catch (...) {
        takeBack(waiting);
        throw;
    }
    for (const auto& file : waiting)
        file->forgetOlder();
}

void publishFileOrTakeBack(FileSystem& files, const std::string& path, const WriteBytes& write)
{
    const FileToPublish file = {fileName(path), write};
    publishFiles(files, parentFolder(path), std::span(&file, 1));
}

void publishFile(FileSystem& files, const std::string& path, std::string_view bytes)
{
    publishFile(files, path, [&](const ByteSink& sink) { sink(bytesOf(bytes)); });
}

} // namespace weft
