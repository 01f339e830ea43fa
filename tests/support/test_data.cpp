#include "tests/support/test_data.h"

#include <cstdlib>

namespace weft {

std::filesystem::path testData(std::string_view name)
{
    const char* folder = std::getenv("WEFT_DATA");
    const auto path = (folder ? std::filesystem::path(folder)
                              : std::filesystem::path(WEFT_SOURCE_DIR).parent_path() / "shared" / "data")
        / name;
    return std::filesystem::exists(path) ? path : std::filesystem::path();
}

} // namespace weft
