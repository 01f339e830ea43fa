#pragma once

#include "engine/graph/project.h"
#include "engine/storage/file_system.h"

#include <optional>

namespace weft {

// What a path that is to be served means now: the newest run of a project, the folder of a run or of a checkpoint, a
// project that begins with weights (training.weights) and has not been trained, or an ONNX model as it is imported.
struct ModelPath {
    std::string place = {}; // that folder, or the project's or model's file
    std::string number = {}; // of the run; "" if it has none
    std::string mark = {}; // changes when the files do
};
// `best`: a run's best weights, else its last. Error: there is nothing to serve. `warnings` gets a sentence for each
// damaged run or checkpoint that was passed over, whether something else was found or not.
ModelPath findModel(FileSystem& files, const std::string& path, bool best, std::vector<std::string>& warnings);

struct ModelFiles {
    Project project = {};
    std::string checkpoint = {}; // "": what the project begins with
    std::string projectFolder = {};
};
ModelFiles openModel(FileSystem& files, const std::string& place, bool best);

} // namespace weft
