#pragma once

#include "engine/export/onnx/writer.h"

namespace weft {

// The weights in the model itself.
void putInside(std::span<const OnnxWriter::Initializer> initializers, onnx::ModelProto& proto);

struct DataFile {
    std::string name = {}; // empty: there is none
    bool isNew = false; // false: an earlier model has the same
};

// The large ones in a file beside `path`, published before the model that names it. It is called after its contents
// ("net.onnx.1f3a….data"), so that an older model at `path` keeps its own until the new one is there.
DataFile publishExternalData(FileSystem& files, const std::string& path,
                             std::span<const OnnxWriter::Initializer> initializers, onnx::ModelProto& proto);

// Of models that were at `path` before; `kept` is that of the new one.
void removeOlderData(FileSystem& files, const std::string& path, const std::string& kept);

} // namespace weft
