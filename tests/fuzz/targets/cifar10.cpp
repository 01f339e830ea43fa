#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/source.h"

namespace weft {

void readAs(std::string_view bytes)
{
    fileOf(bytes, "cifar/data_batch_1.bin");
    readSource({.format = "cifar10", .params = {{"folder", folderOfFiles() + "/cifar"}}});
}

} // namespace weft
