#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/source.h"

namespace weft {

void readAs(std::string_view bytes)
{
    const std::string path = fileOf(bytes, "file");
    readSource({.format = "idx", .params = {{"images", path}}});
    readSource({.format = "idx", .params = {{"images", path}, {"labels", path}}});
}

} // namespace weft
