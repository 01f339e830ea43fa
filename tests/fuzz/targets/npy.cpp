#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/source.h"

namespace weft {

void readAs(std::string_view bytes)
{
    const std::string path = fileOf(bytes, "array");
    readSource({.format = "npy", .params = {{"data", path}}});
    readSource({.format = "npy", .params = {{"data", path}, {"layout", "chw"}, {"whole_numbers", "classes"}}});
}

} // namespace weft
