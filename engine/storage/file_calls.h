#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace weft {

enum class OpenMode { read, createNew, append };
enum class FileKind { none, file, folder, link, other };

struct FileStatus {
    FileKind kind = FileKind::none; // none: nothing of that name
    uint64_t bytes = 0;
    int64_t modified = 0; // nanoseconds since 1970
    unsigned permissions = 0; // 0644 and the like
};

// The system's calls one by one, as the kernel gives them: a result, or -errno; short counts and interruptions
// included. FileSystem makes something usable of them; tests put a double here that fails, or forgets, on purpose.
// No mapping of files into memory: a file that shrinks under a mapping kills the process.
class FileCalls {
public:
    virtual ~FileCalls() = default;

    virtual int open(const std::string& path, OpenMode mode, unsigned permissions) = 0;
    virtual int64_t readAt(int file, std::span<std::byte> into, uint64_t offset) = 0;
    virtual int64_t write(int file, std::span<const std::byte> bytes) = 0;
    virtual int fileStatus(int file, FileStatus& status) = 0;
    virtual int setPermissions(int file, unsigned permissions) = 0;
    virtual int syncFile(int file) = 0;
    virtual int close(int file) = 0;

    virtual int syncFolder(const std::string& path) = 0;
    virtual int status(const std::string& path, FileStatus& status, bool followLinks) = 0;
    virtual int readLink(const std::string& path, std::string& target) = 0;
    virtual int list(const std::string& path, std::vector<std::string>& names) = 0;
    virtual int makeFolder(const std::string& path) = 0;
    virtual int rename(const std::string& from, const std::string& to) = 0;
    virtual int link(const std::string& path, const std::string& other) = 0; // a second name of a file, not yet taken
    virtual int removeFile(const std::string& path) = 0;
    virtual int removeFolder(const std::string& path) = 0; // an empty one
    virtual int freeBytes(const std::string& path, uint64_t& bytes) = 0;
};

FileCalls& posixCalls();

} // namespace weft
