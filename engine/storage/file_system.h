#pragma once

#include "engine/storage/file_calls.h"
#include "engine/support/error.h"

#include <functional>
#include <string_view>

namespace weft {

// A file could not be read or written; the sentence names it, the reason and what to do.
class FileError : public Error {
public:
    FileError(const std::string& sentence, int errnoCode)
        : Error(sentence)
        , m_code(errnoCode)
    {
    }
    int code() const { return m_code; }
    bool isDiskFull() const; // no space, over quota, or at the limit for a file: freeing space helps

private:
    int m_code;
};

// Where bytes go, piece by piece: a file, a checksum, or both.
using ByteSink = std::function<void(std::span<const std::byte>)>;

inline std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

// An open file. Closed at the end of its life; who has written calls close() to hear whether that went well.
class File {
public:
    File(FileCalls& calls, int handle, std::string path)
        : m_calls(&calls)
        , m_handle(handle)
        , m_path(std::move(path))
    {
    }
    File(File&& other) noexcept;
    File& operator=(File&& other) noexcept;
    ~File();

    const std::string& path() const { return m_path; }
    FileStatus status() const;
    uint64_t bytes() const { return status().bytes; }
    // As many bytes as there are, up to into.size(): 0 at the end of the file.
    size_t readSome(uint64_t offset, std::span<std::byte> into) const;
    // Exactly into.size() bytes, or Error: the file ends too early.
    void readAt(uint64_t offset, std::span<std::byte> into) const;
    // Adds at the end, all of it or Error.
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text) { write(bytesOf(text)); }
    void setPermissions(unsigned permissions);
    void sync(); // to the disk (fsync). After an Error, do not ask again: the system may have dropped the bytes
    void close();

private:
    FileCalls* m_calls;
    int m_handle; // -1: closed
    std::string m_path;
};

// Every file that Weft reads or writes passes through here. All functions throw FileError; interruptions and short
// counts are dealt with. Paths are UTF-8. Safe from any thread, as the system's calls are.
class FileSystem {
public:
    explicit FileSystem(FileCalls& calls)
        : m_calls(calls)
    {
    }
    FileCalls& calls() { return m_calls; }

    File openForReading(const std::string& path); // a regular file, or Error
    File createNew(const std::string& path, unsigned permissions = 0666); // Error if the name is taken
    File openForAppending(const std::string& path); // made if absent
    std::string readFile(const std::string& path, uint64_t maxBytes); // Error if it is larger

    FileStatus status(const std::string& path); // of what a link points to; kind none: nothing there
    FileStatus linkStatus(const std::string& path); // of a link itself
    bool exists(const std::string& path) { return status(path).kind != FileKind::none; }
    std::string readLink(const std::string& path);
    std::vector<std::string> list(const std::string& folder); // names, sorted, without "." and ".."
    uint64_t freeBytes(const std::string& path); // that this user may still write

    // With the folders above it, each made durable in its parent. No Error if it exists.
    void makeFolders(const std::string& path);
    void makeFolder(const std::string& path);
    void rename(const std::string& from, const std::string& to); // replaces a file, or an empty folder, called `to`
    void link(const std::string& path, const std::string& other); // Error where a disk cannot, such as FAT
    void removeFile(const std::string& path);
    void removeFolder(const std::string& path); // an empty one: Error while anything is in it, or if it is a link
    void removeTree(const std::string& path); // a file, a link (not what it points to) or a folder with all in it
    // What was created, renamed or removed in this folder survives a power cut only after this.
    void syncFolder(const std::string& path);

private:
    FileCalls& m_calls;
};

FileSystem& realFileSystem();

std::string parentFolder(const std::string& path); // "a/b" → "a", "a" → ".", "/a" → "/"
std::string fileName(const std::string& path); // "a/b" → "b"
std::string joinPath(const std::string& folder, const std::string& name); // an absolute name stands for itself

} // namespace weft
