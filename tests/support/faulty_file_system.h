#pragma once

#include "engine/storage/file_system.h"

namespace weft {

// Passes calls on and fails the ones it is told to. Calls are counted from 0, each one of them; a call that fails has
// no effect, but for close, which closes all the same, as Linux does. For one thread.
class FaultyCalls : public FileCalls {
public:
    explicit FaultyCalls(FileCalls& calls)
        : m_calls(calls)
    {
    }

    void failOnce(int call, int errnoCode) { m_fault = {call, call, errnoCode}; }
    void failFrom(int call, int errnoCode) { m_fault = {call, INT32_MAX, errnoCode}; } // and every later one
    void shorten(int call) { m_short = call; } // if it reads or writes, it does half of what was asked
    void skipSync(int sync) { m_skipped = sync; } // this one of the syncs (from 0) says yes and does nothing
    void skipAllSyncs() { m_skipsAll = true; }
    void refuseLinks(bool refuses) { m_refusesLinks = refuses; } // as FAT does
    void heal();
    int calls() const { return m_count; }
    int syncs() const { return m_syncs; }
    int openFiles() const { return m_open; }

    int open(const std::string& path, OpenMode mode, unsigned permissions) override;
    int64_t readAt(int file, std::span<std::byte> into, uint64_t offset) override;
    int64_t write(int file, std::span<const std::byte> bytes) override;
    int fileStatus(int file, FileStatus& status) override;
    int setPermissions(int file, unsigned permissions) override;
    int syncFile(int file) override;
    int close(int file) override;
    int syncFolder(const std::string& path) override;
    int status(const std::string& path, FileStatus& status, bool followLinks) override;
    int readLink(const std::string& path, std::string& target) override;
    int list(const std::string& path, std::vector<std::string>& names) override;
    int makeFolder(const std::string& path) override;
    int rename(const std::string& from, const std::string& to) override;
    int link(const std::string& path, const std::string& other) override;
    int removeFile(const std::string& path) override;
    int removeFolder(const std::string& path) override;
    int freeBytes(const std::string& path, uint64_t& bytes) override;

private:
    struct Fault {
        int first = INT32_MAX;
        int last = -1;
        int code = 0;
    };
    int nextFault(); // 0, or what this call returns instead
    bool skipsThisSync() { return m_syncs++ == m_skipped || m_skipsAll; }
    template <class Call> auto pass(Call call) -> decltype(call());

    FileCalls& m_calls;
    Fault m_fault;
    int m_short = -1;
    int m_skipped = -1;
    bool m_skipsAll = false;
    bool m_refusesLinks = false;
    int m_count = 0;
    int m_syncs = 0;
    int m_open = 0;
};

struct FaultyFileSystem {
    explicit FaultyFileSystem(FileSystem& wrapped)
        : calls(wrapped.calls())
    {
    }
    FaultyCalls calls;
    FileSystem files {calls};
};

} // namespace weft
