#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/source.h"

namespace weft {

void readAs(std::string_view bytes)
{
    const std::string path = fileOf(bytes, "table");
    readSource({.format = "csv", .params = {{"file", path}}});
    readSource({.format = "csv",
                .params = {{"file", path}, {"quotes", false}, {"decimal", "comma"}, {"delimiter", "blanks"}}});
}

} // namespace weft
