#pragma once

#include "engine/export/model/exported_model.h"

namespace weft {

struct OnnxOptions {
    bool foldBatchNorm = false; // into the convolutions and products before them
    bool anySize = false; // pictures of any height and width, which the model's first nodes resize as Weft does
    bool project = true; // with the project in it, from which Weft makes an exact copy again
    std::string version = {}; // of Weft
    uint64_t mostInside = 2'000'000'000; // bytes of weights in the model's file; protobuf ends at 2^31
};

struct WrittenOnnx {
    int nodes = 0;
    uint64_t bytes = 0; // of both files
    std::vector<std::vector<std::string>> inputSizes = {}; // of each input, as the file names them: "batch", "3", …
    std::string dataFile = {}; // beside it, its name alone: where the weights do not fit in the model's file
};

// Writes the model as ONNX (operators of version 17) and publishes it durably. ONNX's checker and its strict shape
// inference have seen it before. Throws Error, and then what was at `path` is there as before.
WrittenOnnx writeOnnx(FileSystem& files, const ExportedModel& model, const std::string& path,
                      const OnnxOptions& options = {});

// Whether a model may have this op; false: it serves training alone.
bool hasOnnxForm(const Op& op);

} // namespace weft
