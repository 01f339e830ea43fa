#pragma once

#include "engine/export/model/exported_model.h"

namespace weft {

struct PytorchOptions {
    bool project = true; // with the project in the weights' metadata
    bool source = true; // the module too, not the weights alone
    std::string start = {}; // path of the file that the network's training began with, if there is one
};

struct WrittenPytorch {
    std::string weightsFile = {}; // *.safetensors
    std::string sourceFile = {}; // *.py
    uint64_t bytes = 0; // of both
    int tensors = 0;
    int64_t numbers = 0; // in them
    int stepped = 0; // layers that are written as the steps that Weft computes
};

// Writes the network's weights as safetensors, under the names and in the forms of a torch.nn module, and beside them
// the source of that module: layers as torch.nn has them, for training on as for predicting. `path` ends in .py or
// .safetensors; the other file has the same name. Both are published durably, the weights first; they replace an
// earlier export's. Throws Error where another file of weights, or `start`, would be replaced, and naming the node for
// a layer that has no form.
WrittenPytorch writePytorch(FileSystem& files, const ExportedModel& model, const std::string& path,
                            const PytorchOptions& options = {});

} // namespace weft
