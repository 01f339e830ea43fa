#pragma once

#include "engine/storage/file_system.h"

#include <map>
#include <memory>

namespace weft {

// A disk in memory that forgets at a power cut what POSIX lets a disk forget: bytes that no fsync of their file has
// secured, and names that no fsync of their folder has. The idea is LevelDB's fault_injection_test. No links; renames
// stay within a folder. For one thread.
class ModelDisk : public FileCalls {
public:
    ModelDisk();

    // What else survives a power cut, besides what was secured.
    enum class Survives {
        nothing,
        everything,
        names, // but no bytes: the empty files that ext4 was known for
        bytes, // but no names
        chance, // each change of a folder or not; of each file a part, in places zeros
    };
    void cutPower(Survives survives, uint64_t seed);

    std::string& bytesAt(const std::string& path); // to damage them; the file must exist
    void setCapacity(uint64_t bytes) { m_capacity = bytes; } // for all files together

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
    struct Node;
    using NodePtr = std::shared_ptr<Node>;
    using Entries = std::map<std::string, NodePtr>;
    struct Change { // of a folder, all at once: this name goes, that one comes
        std::string removed = {};
        std::string added = {};
        NodePtr node = {};
        void apply(Entries& entries) const;
    };
    struct Node {
        FileKind kind = FileKind::file;
        unsigned permissions = 0;
        std::string bytes = {};
        std::string securedBytes = {};
        Entries entries = {};
        Entries securedEntries = {};
        std::vector<Change> changes = {}; // since the folder was secured
    };

    NodePtr find(const std::string& path) const; // null: nothing there
    int change(const std::string& path, Change change);
    uint64_t usedBytes(const Node& node) const;

    NodePtr m_root;
    std::map<int, NodePtr> m_open;
    int m_nextFile = 3;
    uint64_t m_capacity = uint64_t(1) << 40;
};

struct ModelFileSystem {
    ModelDisk disk;
    FileSystem files {disk};
};

} // namespace weft
