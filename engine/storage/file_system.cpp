#include "engine/storage/file_system.h"

#include "engine/support/printable.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace weft {

namespace {

std::string reason(int code)
{
    switch (code) {
    case ENOSPC:
        return "the disk is full. Free some space, then try again.";
    case EDQUOT:
        return "your disk quota is used up. Free some space, then try again.";
    case EFBIG:
        return "the file would pass the size limit of this process or file system.";
    case EACCES:
    case EPERM:
        return "permission denied. Check the permissions, or choose another place.";
    case EROFS:
        return "this disk is read-only. Choose another place.";
    case EMFILE:
    case ENFILE:
        return "too many files are open. Close something, or raise the limit (ulimit -n).";
    case EIO:
        return "the disk reports an input/output error. Check the disk, and save to another one.";
    case ENOENT:
        return "there is no such file or folder.";
    case ENOTDIR:
        return "a part of the path is not a folder.";
    case EEXIST:
    case ENOTEMPTY:
        return "the name is taken.";
    case EISDIR:
        return "it is a folder, not a file.";
    case ELOOP:
        return "its links go round in a circle.";
    case ENAMETOOLONG:
        return "the name is too long.";
    case EXDEV:
        return "it would have to move to another disk.";
    default:
        return "the system says: " + std::generic_category().message(code) + ".";
    }
}

[[noreturn]] void fail(std::string_view what, const std::string& path, int code)
{
    constexpr size_t most = 400; // characters of a path that are told
    throw FileError("Could not " + std::string(what) + " \"" + printable(path, most) + "\": " + reason(code), code);
}

// The result of a call, asked again while signals interrupt it.
template <class Call> auto uninterrupted(Call call)
{
    auto result = call();
    while (result == -EINTR)
        result = call();
    return result;
}

// The system would see the path end there.
void refuseZeroByte(const std::string& path)
{
    if (path.find('\0') != std::string::npos)
        throw FileError("The path \"" + std::string(path.c_str()) + "…\" contains a zero byte.", EINVAL);
}

template <class Call> auto checked(std::string_view what, const std::string& path, Call call)
{
    refuseZeroByte(path);
    const auto result = uninterrupted(call);
    if (result < 0)
        fail(what, path, int(-result));
    return result;
}

FileStatus statusOrNone(FileCalls& calls, const std::string& path, bool followLinks)
{
    FileStatus found;
    checked("look at", path, [&] {
        const int code = calls.status(path, found, followLinks);
        return code == -ENOENT || code == -ENOTDIR ? 0 : code;
    });
    return found;
}

} // namespace

bool FileError::isDiskFull() const
{
    return m_code == ENOSPC || m_code == EDQUOT || m_code == EFBIG;
}

File::File(File&& other) noexcept
    : m_calls(other.m_calls)
    , m_handle(std::exchange(other.m_handle, -1))
    , m_path(std::move(other.m_path))
{
}

File& File::operator=(File&& other) noexcept
{
    std::swap(m_calls, other.m_calls);
    std::swap(m_handle, other.m_handle);
    std::swap(m_path, other.m_path);
    return *this;
}

File::~File()
{
    if (m_handle >= 0)
        m_calls->close(m_handle);
}

FileStatus File::status() const
{
    FileStatus found;
    checked("look at", m_path, [&] { return m_calls->fileStatus(m_handle, found); });
    return found;
}

size_t File::readSome(uint64_t offset, std::span<std::byte> into) const
{
    size_t done = 0;
    while (done < into.size()) {
        const int64_t count =
            checked("read", m_path, [&] { return m_calls->readAt(m_handle, into.subspan(done), offset + done); });
        if (count == 0)
            break;
        done += size_t(count);
    }
    return done;
}

void File::readAt(uint64_t offset, std::span<std::byte> into) const
{
    const size_t count = readSome(offset, into);
    if (count < into.size())
        throw FileError("Could not read \"" + m_path + "\": it ends at byte " + std::to_string(offset + count)
                            + ", but " + std::to_string(into.size() - count) + " more were expected. It was cut off.",
                        EIO);
}

void File::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const int64_t count = checked("write", m_path, [&] { return m_calls->write(m_handle, bytes); });
        if (count == 0)
            fail("write", m_path, EIO);
        bytes = bytes.subspan(size_t(count));
    }
}

void File::setPermissions(unsigned permissions)
{
    checked("set the permissions of", m_path, [&] { return m_calls->setPermissions(m_handle, permissions); });
}

void File::sync()
{
    checked("write to the disk", m_path, [&] { return m_calls->syncFile(m_handle); });
}

void File::close()
{
    if (m_handle < 0)
        return;
    const int code = m_calls->close(std::exchange(m_handle, -1));
    if (code < 0 && code != -EINTR) // interrupted or not, Linux has closed it
        fail("finish writing", m_path, -code);
}

File FileSystem::openForReading(const std::string& path)
{
    File file(m_calls, checked("open", path, [&] { return m_calls.open(path, OpenMode::read, 0); }), path);
    const FileKind kind = file.status().kind;
    if (kind == FileKind::folder)
        fail("open", path, EISDIR);
    if (kind != FileKind::file)
        throw FileError("Could not open \"" + path + "\": it is a device or a pipe, not a file.", EINVAL);
    return file;
}

File FileSystem::createNew(const std::string& path, unsigned permissions)
{
    return File(m_calls, checked("create", path, [&] { return m_calls.open(path, OpenMode::createNew, permissions); }),
                path);
}

File FileSystem::openForAppending(const std::string& path)
{
    return File(m_calls, checked("open", path, [&] { return m_calls.open(path, OpenMode::append, 0666); }), path);
}

std::string FileSystem::readFile(const std::string& path, uint64_t maxBytes)
{
    const File file = openForReading(path);
    const auto refuse = [&] {
        throw FileError("Could not read \"" + path + "\": it is larger than " + std::to_string(maxBytes)
                            + " bytes, the most that is read of such a file.",
                        EOVERFLOW);
    };
    const uint64_t size = file.bytes();
    if (size > maxBytes)
        refuse();
    // One byte more, to see that it ends there; files in /proc say 0 and hold more.
    std::string text(std::max<uint64_t>(size + 1, 4096), '\0');
    size_t count = 0;
    while ((count += file.readSome(count, std::as_writable_bytes(std::span(text)).subspan(count))) == text.size()) {
        if (count > maxBytes)
            refuse();
        text.resize(text.size() * 2);
    }
    if (count > maxBytes)
        refuse();
    text.resize(count);
    return text;
}

FileStatus FileSystem::status(const std::string& path)
{
    return statusOrNone(m_calls, path, true);
}

FileStatus FileSystem::linkStatus(const std::string& path)
{
    return statusOrNone(m_calls, path, false);
}

std::string FileSystem::readLink(const std::string& path)
{
    std::string target;
    checked("follow", path, [&] { return m_calls.readLink(path, target); });
    return target;
}

std::vector<std::string> FileSystem::list(const std::string& folder)
{
    std::vector<std::string> names;
    checked("list", folder, [&] { return m_calls.list(folder, names); });
    std::ranges::sort(names);
    return names;
}

uint64_t FileSystem::freeBytes(const std::string& path)
{
    uint64_t bytes = 0;
    checked("ask for the free space at", path, [&] { return m_calls.freeBytes(path, bytes); });
    return bytes;
}

void FileSystem::makeFolders(const std::string& path)
{
    const FileStatus found = status(path);
    if (found.kind == FileKind::folder)
        return;
    if (found.kind != FileKind::none)
        throw FileError("Could not make the folder \"" + path + "\": a file has that name.", EEXIST);
    const std::string parent = parentFolder(path);
    if (parent != path)
        makeFolders(parent);
    checked("make the folder", path, [&] {
        const int code = m_calls.makeFolder(path);
        return code == -EEXIST ? 0 : code; // someone else was quicker
    });
    syncFolder(parent);
}

void FileSystem::makeFolder(const std::string& path)
{
    checked("make the folder", path, [&] { return m_calls.makeFolder(path); });
}

void FileSystem::rename(const std::string& from, const std::string& to)
{
    refuseZeroByte(from);
    refuseZeroByte(to);
    const int code = uninterrupted([&] { return m_calls.rename(from, to); });
    if (code < 0)
        throw FileError("Could not rename \"" + from + "\" to \"" + to + "\": " + reason(-code), -code);
}

void FileSystem::link(const std::string& path, const std::string& other)
{
    checked("give another name to", path, [&] { return m_calls.link(path, other); });
}

void FileSystem::removeFile(const std::string& path)
{
    checked("remove", path, [&] { return m_calls.removeFile(path); });
}

void FileSystem::removeFolder(const std::string& path)
{
    checked("remove", path, [&] { return m_calls.removeFolder(path); });
}

void FileSystem::removeTree(const std::string& path)
{
    const FileKind kind = linkStatus(path).kind;
    if (kind == FileKind::folder) {
        for (const std::string& name : list(path))
            removeTree(joinPath(path, name));
        removeFolder(path);
    } else if (kind != FileKind::none) {
        removeFile(path);
    }
}

void FileSystem::syncFolder(const std::string& path)
{
    checked("write to the disk", path, [&] {
        const int code = m_calls.syncFolder(path);
        return code == -EINVAL || code == -ENOTSUP ? 0 : code; // some network shares know no such request
    });
}

FileSystem& realFileSystem()
{
    static FileSystem system(posixCalls());
    return system;
}

std::string parentFolder(const std::string& path)
{
    const size_t end = path.find_last_not_of('/');
    const size_t slash = end == std::string::npos ? 0 : path.rfind('/', end);
    if (slash == std::string::npos)
        return ".";
    const size_t last = path.find_last_not_of('/', slash);
    return last == std::string::npos ? "/" : path.substr(0, last + 1);
}

std::string fileName(const std::string& path)
{
    const size_t end = path.find_last_not_of('/');
    if (end == std::string::npos)
        return {};
    const size_t slash = path.rfind('/', end);
    return path.substr(slash + 1, end - slash); // npos + 1 is 0
}

std::string joinPath(const std::string& folder, const std::string& name)
{
    if (folder.empty() || (!name.empty() && name.front() == '/'))
        return name;
    return folder.back() == '/' ? folder + name : folder + "/" + name;
}

} // namespace weft
