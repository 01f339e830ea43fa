#include "engine/import/onnx/import_onnx.h"
#include "tests/fuzz/fuzz.h"

namespace weft {

void readAs(std::string_view bytes)
{
    OnnxImportOptions options {.folder = folderOfFiles()};
    options.limits.things = 200'000;
    options.limits.numbers = size_t(1) << 22;
    options.limits.made = size_t(1) << 20;
    importOnnx(std::string(bytes), realFileSystem(), options);
}

} // namespace weft
