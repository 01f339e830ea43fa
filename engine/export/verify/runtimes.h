#pragma once

#include "engine/export/verify/trial.h"

namespace weft {

// Programs that run exported models, other people's: what a user may have installed.
struct Runtime {
    std::string name; // "ONNX Runtime in Python"
    std::vector<std::string> programs; // the first of them that has what is needed
    std::vector<std::string> arguments; // then the folder of the job
    std::string needs; // "the Python package onnxruntime": what is to be installed
};
std::span<const Runtime> onnxRuntimes(); // of *.onnx
std::span<const Runtime> pytorchRuntimes(); // of *.py

struct RuntimeAnswer {
    std::string runtime; // with its version
    std::vector<HostTensor> answers = {}; // as asked for, f32
    std::string failure = {}; // why there are none
};

// One model to be run: on these samples, trialBatch at a time, for these answers by name.
struct RuntimeJob {
    std::string model; // its file
    std::vector<std::string> inputNames = {};
    std::vector<const HostTensor*> inputs = {};
    std::vector<std::string> outputNames = {};
};

// Runs all jobs in one process of the runtime; nothing: it is not installed here. Files are exchanged in a folder of
// their own below the system's for temporary files.
std::optional<std::vector<RuntimeAnswer>> runJobs(const Runtime& runtime, std::span<const RuntimeJob> jobs,
                                                  double limitSeconds = 300);

} // namespace weft
