#include "tests/support/model_disk.h"

#include "engine/support/random.h"

#include <cassert>
#include <cerrno>
#include <cstring>

namespace weft {

namespace {

// What is left of a file: the secured bytes, then perhaps some of the others, as they were or as zeros.
std::string remains(const std::string& secured, const std::string& latest, RandomSequence& random)
{
    const uint32_t kind = random.below(4);
    if (kind == 0)
        return secured;
    if (kind == 1 || latest.size() < secured.size())
        return latest;
    std::string left = latest.substr(0, secured.size() + random.below(uint32_t(latest.size() - secured.size()) + 1));
    if (kind == 2) {
        for (size_t i = secured.size(); i < left.size(); ++i)
            left[i] = '\0';
    }
    return left;
}

} // namespace

void ModelDisk::Change::apply(Entries& entries) const
{
    if (!removed.empty())
        entries.erase(removed);
    if (!added.empty())
        entries[added] = node;
}

ModelDisk::ModelDisk()
    : m_root(std::make_shared<Node>(Node {FileKind::folder, 0755}))
{
}

void ModelDisk::cutPower(Survives survives, uint64_t seed)
{
    RandomSequence random(seed, streamOf("power cut"));
    std::vector<NodePtr> toVisit = {m_root};
    while (!toVisit.empty()) {
        const NodePtr node = toVisit.back();
        toVisit.pop_back();
        for (const Change& change : node->changes) {
            if (survives == Survives::everything || survives == Survives::names
                || (survives == Survives::chance && random.below(2) == 1))
                change.apply(node->securedEntries);
        }
        node->changes.clear();
        node->entries = node->securedEntries;
        if (survives == Survives::everything || survives == Survives::bytes)
            node->securedBytes = node->bytes;
        else if (survives == Survives::chance)
            node->securedBytes = remains(node->securedBytes, node->bytes, random);
        node->bytes = node->securedBytes;
        for (const auto& [name, child] : node->entries)
            toVisit.push_back(child);
    }
    m_open.clear();
}

std::string& ModelDisk::bytesAt(const std::string& path)
{
    const NodePtr node = find(path);
    assert(node != nullptr && node->kind == FileKind::file);
    return node->bytes;
}

ModelDisk::NodePtr ModelDisk::find(const std::string& path) const
{
    NodePtr node = m_root;
    for (size_t start = 0; start < path.size() && node != nullptr;) {
        const size_t end = std::min(path.find('/', start), path.size());
        const std::string name = path.substr(start, end - start);
        if (!name.empty() && name != ".") {
            const auto entry = node->entries.find(name);
            node = entry == node->entries.end() ? nullptr : entry->second;
        }
        start = end + 1;
    }
    return node;
}

int ModelDisk::change(const std::string& path, Change change)
{
    const NodePtr folder = find(parentFolder(path));
    if (folder == nullptr)
        return -ENOENT;
    if (folder->kind != FileKind::folder)
        return -ENOTDIR;
    change.apply(folder->entries);
    folder->changes.push_back(std::move(change));
    return 0;
}

uint64_t ModelDisk::usedBytes(const Node& node) const
{
    uint64_t bytes = node.bytes.size();
    for (const auto& [name, child] : node.entries)
        bytes += usedBytes(*child);
    return bytes;
}

int ModelDisk::open(const std::string& path, OpenMode mode, unsigned permissions)
{
    NodePtr node = find(path);
    if (mode == OpenMode::createNew && node != nullptr)
        return -EEXIST;
    if (mode == OpenMode::read && node == nullptr)
        return -ENOENT;
    if (node == nullptr) {
        node = std::make_shared<Node>(Node {FileKind::file, permissions & ~022u});
        if (const int code = change(path, {.added = fileName(path), .node = node}))
            return code;
    }
    m_open[m_nextFile] = node;
    return m_nextFile++;
}

int64_t ModelDisk::readAt(int file, std::span<std::byte> into, uint64_t offset)
{
    const auto open = m_open.find(file);
    if (open == m_open.end())
        return -EBADF;
    const std::string& bytes = open->second->bytes;
    if (offset >= bytes.size())
        return 0;
    const size_t count = std::min<size_t>(into.size(), bytes.size() - offset);
    std::memcpy(into.data(), bytes.data() + offset, count);
    return int64_t(count);
}

int64_t ModelDisk::write(int file, std::span<const std::byte> bytes)
{
    const auto open = m_open.find(file);
    if (open == m_open.end())
        return -EBADF;
    const uint64_t used = usedBytes(*m_root);
    const size_t count = std::min<uint64_t>(bytes.size(), m_capacity - std::min(m_capacity, used));
    if (count == 0)
        return -ENOSPC;
    open->second->bytes.append(reinterpret_cast<const char*>(bytes.data()), count);
    return int64_t(count);
}

int ModelDisk::fileStatus(int file, FileStatus& status)
{
    const auto open = m_open.find(file);
    if (open == m_open.end())
        return -EBADF;
    const Node& node = *open->second;
    status = {node.kind, node.bytes.size(), 0, node.permissions};
    return 0;
}

int ModelDisk::setPermissions(int file, unsigned permissions)
{
    const auto open = m_open.find(file);
    if (open == m_open.end())
        return -EBADF;
    open->second->permissions = permissions;
    return 0;
}

int ModelDisk::syncFile(int file)
{
    const auto open = m_open.find(file);
    if (open == m_open.end())
        return -EBADF;
    open->second->securedBytes = open->second->bytes;
    return 0;
}

int ModelDisk::close(int file)
{
    return m_open.erase(file) == 1 ? 0 : -EBADF;
}

int ModelDisk::syncFolder(const std::string& path)
{
    const NodePtr folder = find(path);
    if (folder == nullptr)
        return -ENOENT;
    folder->securedEntries = folder->entries;
    folder->changes.clear();
    return 0;
}

int ModelDisk::status(const std::string& path, FileStatus& status, bool)
{
    const NodePtr node = find(path);
    if (node == nullptr)
        return -ENOENT;
    status = {node->kind, node->bytes.size(), 0, node->permissions};
    return 0;
}

int ModelDisk::readLink(const std::string&, std::string&)
{
    return -EINVAL; // there are none
}

int ModelDisk::list(const std::string& path, std::vector<std::string>& names)
{
    const NodePtr folder = find(path);
    if (folder == nullptr)
        return -ENOENT;
    names.clear();
    for (const auto& [name, node] : folder->entries)
        names.push_back(name);
    return 0;
}

int ModelDisk::makeFolder(const std::string& path)
{
    if (find(path) != nullptr)
        return -EEXIST;
    const NodePtr node = std::make_shared<Node>(Node {FileKind::folder, 0755});
    return change(path, {.added = fileName(path), .node = node});
}

int ModelDisk::rename(const std::string& from, const std::string& to)
{
    const NodePtr node = find(from);
    const NodePtr old = find(to);
    if (node == nullptr)
        return -ENOENT;
    if (parentFolder(from) != parentFolder(to))
        return -EXDEV;
    if (old != nullptr && old->kind != node->kind)
        return old->kind == FileKind::folder ? -EISDIR : -ENOTDIR;
    if (old != nullptr && !old->entries.empty())
        return -ENOTEMPTY;
    return change(to, {fileName(from), fileName(to), node});
}

int ModelDisk::link(const std::string& path, const std::string& other)
{
    const NodePtr node = find(path);
    if (node == nullptr)
        return -ENOENT;
    if (node->kind == FileKind::folder)
        return -EPERM;
    return find(other) != nullptr ? -EEXIST : change(other, {.added = fileName(other), .node = node});
}

int ModelDisk::removeFile(const std::string& path)
{
    const NodePtr node = find(path);
    if (node == nullptr)
        return -ENOENT;
    return node->kind == FileKind::folder ? -EISDIR : change(path, {.removed = fileName(path)});
}

int ModelDisk::removeFolder(const std::string& path)
{
    const NodePtr node = find(path);
    if (node == nullptr)
        return -ENOENT;
    if (node->kind != FileKind::folder)
        return -ENOTDIR;
    return node->entries.empty() ? change(path, {.removed = fileName(path)}) : -ENOTEMPTY;
}

int ModelDisk::freeBytes(const std::string&, uint64_t& bytes)
{
    bytes = m_capacity - std::min(m_capacity, usedBytes(*m_root));
    return 0;
}

} // namespace weft
