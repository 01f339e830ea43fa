#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/source.h"

namespace weft {

void readAs(std::string_view bytes)
{
    fileOf(bytes, "pictures/kind/one.png");
    for (const int64_t memory : {64, 0}) // in memory, and decoded when asked for
        readSource({.format = "image_folder",
                    .params = {{"folder", folderOfFiles() + "/pictures"},
                               {"height", int64_t(5)},
                               {"width", int64_t(6)},
                               {"memory", memory}}});
}

} // namespace weft
