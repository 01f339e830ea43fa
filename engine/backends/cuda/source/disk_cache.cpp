#include "engine/backends/cuda/source/disk_cache.h"

#include "engine/storage/publish.h"
#include "engine/storage/sha256.h"

#include <cstdlib>

namespace weft::cuda {

namespace {

constexpr uint64_t largestImage = uint64_t(64) << 20;

std::string hashOf(const std::string& text)
{
    return sha256(bytesOf(text));
}

} // namespace

DiskCache::DiskCache(FileSystem& files, std::string folder)
    : m_files(files)
    , m_folder(std::move(folder))
{
}

std::string DiskCache::usualFolder()
{
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && cache[0] == '/')
        return std::string(cache) + "/weft/kernels";
    if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/')
        return std::string(home) + "/.cache/weft/kernels";
    return "";
}

std::string DiskCache::pathOf(const std::string& key) const
{
    return joinPath(m_folder, hashOf(key));
}

std::optional<std::string> DiskCache::find(const std::string& key) const
{
    if (m_folder.empty())
        return std::nullopt;
    try {
        const std::string path = pathOf(key);
        if (!m_files.exists(path))
            return std::nullopt;
        const std::string kept = m_files.readFile(path, largestImage);
        const size_t hashLength = hashOf("").size();
        if (kept.size() <= hashLength)
            return std::nullopt;
        std::string image = kept.substr(hashLength);
        if (kept.compare(0, hashLength, hashOf(image)) != 0)
            return std::nullopt;
        return image;
    } catch (const Error&) {
        return std::nullopt;
    }
}

void DiskCache::keep(const std::string& key, const std::string& image) const
{
    if (m_folder.empty())
        return;
    try {
        m_files.makeFolders(m_folder);
        publishFile(m_files, pathOf(key), hashOf(image) + image);
    } catch (const Error&) { // the next run compiles it again
    }
}

} // namespace weft::cuda
