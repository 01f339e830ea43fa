#pragma once

#include "engine/runtime/states.h"
#include "engine/storage/file_system.h"

namespace weft {

// Numbers that a network begins with in place of random ones: a file beside the project, or in the folder of data sets
// (${WEFT_DATA}/…), which the project names in training.weights. A safetensors file holds states by their names
// ("conv1.weight", "norm1.mean"), as a checkpoint does; an ONNX model has them by the names that importing it gives.

struct StartWeights {
    std::vector<std::string> begun = {}; // states that have their numbers from the file
    std::vector<std::string> fresh = {}; // that it has no numbers for, or of another shape: they stay as they were
};

// Where `file` lies. Error: it is outside both folders, or no folder of data sets is known.
std::string startWeightsPath(FileSystem& files, const std::string& projectFolder, const std::string& file);

// Fills the weights and statistics among `states`, which exist already. `file` lies inside the project's folder, or
// that of the data sets. Error: it cannot be read, or has numbers for none of them.
StartWeights readStartWeights(FileSystem& files, const std::string& projectFolder, const std::string& file,
                              States& states);

// A sentence for those that began anew, or "".
std::string sayFresh(const StartWeights& weights, const std::string& file);

} // namespace weft
