#include "engine/storage/file_calls.h"

#include <algorithm>
#include <cerrno>
#include <climits>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace weft {

namespace {

int result(int returned)
{
    return returned < 0 ? -errno : returned;
}

void describe(const struct stat& from, FileStatus& to)
{
    to.kind = S_ISREG(from.st_mode) ? FileKind::file
        : S_ISDIR(from.st_mode)     ? FileKind::folder
        : S_ISLNK(from.st_mode)     ? FileKind::link
                                    : FileKind::other;
    to.bytes = uint64_t(std::max<int64_t>(0, from.st_size));
    to.modified = int64_t(from.st_mtim.tv_sec) * 1'000'000'000 + from.st_mtim.tv_nsec;
    to.permissions = from.st_mode & 07777;
}

class PosixCalls : public FileCalls {
public:
    int open(const std::string& path, OpenMode mode, unsigned permissions) override
    {
        switch (mode) {
        case OpenMode::read: // without O_NONBLOCK, a named pipe would hold us until someone writes to it
            return result(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
        case OpenMode::createNew:
            return result(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions));
        case OpenMode::append:
            return result(
                ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, permissions));
        }
        return -EINVAL;
    }
    int64_t readAt(int file, std::span<std::byte> into, uint64_t offset) override
    {
        if (offset > uint64_t(INT64_MAX))
            return -EOVERFLOW;
        const ssize_t count = ::pread(file, into.data(), into.size(), off_t(offset));
        return count < 0 ? -errno : count;
    }
    int64_t write(int file, std::span<const std::byte> bytes) override
    {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        return count < 0 ? -errno : count;
    }
    int fileStatus(int file, FileStatus& status) override
    {
        struct stat found = {};
        const int code = result(::fstat(file, &found));
        if (code == 0)
            describe(found, status);
        return code;
    }
    int setPermissions(int file, unsigned permissions) override { return result(::fchmod(file, permissions)); }
    int syncFile(int file) override { return result(::fsync(file)); }
    int close(int file) override { return result(::close(file)); }

    int syncFolder(const std::string& path) override
    {
        const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder < 0)
            return -errno;
        const int code = result(::fsync(folder));
        ::close(folder); // nothing was written through it
        return code;
    }
    int status(const std::string& path, FileStatus& status, bool followLinks) override
    {
        struct stat found = {};
        const int code = result(followLinks ? ::stat(path.c_str(), &found) : ::lstat(path.c_str(), &found));
        if (code == 0)
            describe(found, status);
        return code;
    }
    int readLink(const std::string& path, std::string& target) override
    {
        char text[PATH_MAX];
        const ssize_t count = ::readlink(path.c_str(), text, sizeof text);
        if (count < 0)
            return -errno;
        if (count == sizeof text)
            return -ENAMETOOLONG;
        target.assign(text, size_t(count));
        return 0;
    }
    int list(const std::string& path, std::vector<std::string>& names) override
    {
        DIR* folder = ::opendir(path.c_str()); // glibc adds O_CLOEXEC
        if (folder == nullptr)
            return -errno;
        names.clear();
        errno = 0;
        while (const dirent* entry = ::readdir(folder)) {
            const std::string name = entry->d_name;
            if (name != "." && name != "..")
                names.push_back(name);
            errno = 0;
        }
        const int code = -errno;
        ::closedir(folder);
        return code;
    }
    int makeFolder(const std::string& path) override { return result(::mkdir(path.c_str(), 0777)); }
    int rename(const std::string& from, const std::string& to) override
    {
        return result(::rename(from.c_str(), to.c_str()));
    }
    int link(const std::string& path, const std::string& other) override
    {
        return result(::link(path.c_str(), other.c_str()));
    }
    int removeFile(const std::string& path) override { return result(::unlink(path.c_str())); }
    int removeFolder(const std::string& path) override { return result(::rmdir(path.c_str())); }
    int freeBytes(const std::string& path, uint64_t& bytes) override
    {
        struct statvfs found = {};
        const int code = result(::statvfs(path.c_str(), &found));
        if (code == 0)
            bytes = uint64_t(found.f_bavail) * found.f_frsize;
        return code;
    }
};

} // namespace

FileCalls& posixCalls()
{
    static PosixCalls calls;
    return calls;
}

} // namespace weft
