#include "engine/support/error.h"
#include "tests/fuzz/fuzz.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace weft {

static int64_t refused = 0;

int64_t refusals()
{
    return refused;
}

std::string folderOfFiles()
{
    static const struct Folder {
        Folder()
            : path(std::filesystem::temp_directory_path() / ("weft-fuzz-" + std::to_string(getpid())))
        {
            std::filesystem::create_directories(path);
        }
        ~Folder() { std::filesystem::remove_all(path); }
        std::filesystem::path path;
    } folder;
    return folder.path.string();
}

std::string fileOf(std::string_view bytes, const std::string& name)
{
    const std::filesystem::path path = std::filesystem::path(folderOfFiles()) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), std::streamsize(bytes.size()));
    file.close();
    if (!file) {
        std::fprintf(stderr, "cannot write %s\n", path.c_str());
        std::abort();
    }
    return path.string();
}

} // namespace weft

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    try {
        weft::readAs({reinterpret_cast<const char*>(data), size});
    } catch (const weft::Error& error) {
        ++weft::refused;
        const std::string_view sentence = error.what();
        if (sentence.empty() || sentence.size() > 4000) {
            std::fprintf(stderr, "not a sentence: %s\n", error.what());
            std::abort();
        }
    }
    return 0;
}
