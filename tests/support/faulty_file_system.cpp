#include "tests/support/faulty_file_system.h"

#include <cerrno>

namespace weft {

void FaultyCalls::heal()
{
    m_fault = {};
    m_short = -1;
    m_skipped = -1;
    m_skipsAll = false;
}

int FaultyCalls::nextFault()
{
    const int call = m_count++;
    return call >= m_fault.first && call <= m_fault.last ? -m_fault.code : 0;
}

template <class Call> auto FaultyCalls::pass(Call call) -> decltype(call())
{
    const int fault = nextFault();
    return fault != 0 ? fault : call();
}

int FaultyCalls::open(const std::string& path, OpenMode mode, unsigned permissions)
{
    const int file = pass([&] { return m_calls.open(path, mode, permissions); });
    m_open += file >= 0 ? 1 : 0;
    return file;
}

int64_t FaultyCalls::readAt(int file, std::span<std::byte> into, uint64_t offset)
{
    const size_t size = m_count == m_short ? (into.size() + 1) / 2 : into.size();
    return pass([&] { return m_calls.readAt(file, into.first(size), offset); });
}

int64_t FaultyCalls::write(int file, std::span<const std::byte> bytes)
{
    const size_t size = m_count == m_short ? (bytes.size() + 1) / 2 : bytes.size();
    return pass([&] { return m_calls.write(file, bytes.first(size)); });
}

int FaultyCalls::fileStatus(int file, FileStatus& status)
{
    return pass([&] { return m_calls.fileStatus(file, status); });
}

int FaultyCalls::setPermissions(int file, unsigned permissions)
{
    return pass([&] { return m_calls.setPermissions(file, permissions); });
}

int FaultyCalls::syncFile(int file)
{
    return pass([&] { return skipsThisSync() ? 0 : m_calls.syncFile(file); });
}

int FaultyCalls::close(int file)
{
    const int fault = nextFault();
    const int code = m_calls.close(file);
    m_open -= code == 0 ? 1 : 0;
    return fault != 0 ? fault : code;
}

int FaultyCalls::syncFolder(const std::string& path)
{
    return pass([&] { return skipsThisSync() ? 0 : m_calls.syncFolder(path); });
}

int FaultyCalls::status(const std::string& path, FileStatus& status, bool followLinks)
{
    return pass([&] { return m_calls.status(path, status, followLinks); });
}

int FaultyCalls::readLink(const std::string& path, std::string& target)
{
    return pass([&] { return m_calls.readLink(path, target); });
}

int FaultyCalls::list(const std::string& path, std::vector<std::string>& names)
{
    return pass([&] { return m_calls.list(path, names); });
}

int FaultyCalls::makeFolder(const std::string& path)
{
    return pass([&] { return m_calls.makeFolder(path); });
}

int FaultyCalls::rename(const std::string& from, const std::string& to)
{
    return pass([&] { return m_calls.rename(from, to); });
}

int FaultyCalls::link(const std::string& path, const std::string& other)
{
    return pass([&] { return m_refusesLinks ? -EPERM : m_calls.link(path, other); });
}

int FaultyCalls::removeFile(const std::string& path)
{
    return pass([&] { return m_calls.removeFile(path); });
}

int FaultyCalls::removeFolder(const std::string& path)
{
    return pass([&] { return m_calls.removeFolder(path); });
}

int FaultyCalls::freeBytes(const std::string& path, uint64_t& bytes)
{
    return pass([&] { return m_calls.freeBytes(path, bytes); });
}

} // namespace weft
