#include "engine/data/read_file.h"

#include "engine/data/data_sets.h"
#include "engine/data/dataset.h"
#include "engine/data/formats/inflate.h"
#include "engine/storage/file_system.h"

#include <filesystem>

namespace weft {

std::string resolvePath(const std::string& path, const std::string& projectFolder)
{
    if (path.find('\0') != std::string::npos)
        throw Error("A path of the data section holds a NUL character.");
    std::string expanded = path;
    if (const size_t at = expanded.find(dataSetsName); at != std::string::npos)
        expanded.replace(at, dataSetsName.size(), needDataSetsFolder("The data lies in " + path));
    return (std::filesystem::path(projectFolder) / expanded).lexically_normal().string();
}

std::string readFile(const std::string& path)
{
    return realFileSystem().readFile(path, memoryLimit());
}

std::string readPackedFile(const std::string& path)
{
    std::string text = readFile(path);
    const bool packed = text.size() >= 2 && text[0] == '\x1f' && text[1] == '\x8b';
    return packed ? gunzip(text, path) : text;
}

} // namespace weft
