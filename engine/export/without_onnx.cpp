#include "engine/export/onnx/write_onnx.h"

// Compiled in place of engine/export/onnx/ where ONNX's library is not installed.

namespace weft {

WrittenOnnx writeOnnx(FileSystem&, const ExportedModel&, const std::string&, const OnnxOptions&)
{
    throw Error("This Weft was built without ONNX's library; install libonnx-dev and libprotobuf-dev, and build it "
                "again.");
}

bool hasOnnxForm(const Op&)
{
    return false;
}

} // namespace weft
