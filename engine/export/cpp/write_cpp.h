#pragma once

#include "engine/export/verify/trial.h"

namespace weft {

struct WrittenCpp {
    std::vector<std::string> files = {}; // in the folder
    uint64_t bytes = 0; // of all
    uint64_t weightBytes = 0;
    uint64_t fixedBytes = 0, bytesPerSample = 0; // of memory for a run, besides the weights
    int64_t together = 0; // samples that are computed at once; 0: all of a call
};

// Writes the model as plain C++17 into a folder, which is made if it is not there: model.h, model.weights, and to check
// them model.samples (the trial's, with Weft's answers), check.cpp and CMakeLists.txt. Each is published durably, the
// header last; it takes no other weights. Throws Error naming the node for what has no form, and if the folder has a
// CMakeLists.txt that is not Weft's.
WrittenCpp writeCpp(FileSystem& files, const ExportedModel& model, const Trial& trial, const std::string& folder);

// A trial as model.samples has it: their number (u64), each input's numbers, each answer's as f32.
std::string trialBytes(const Trial& trial);

} // namespace weft
