#pragma once

#include "engine/train/runs/run_folder.h"

namespace weft {

// Beside the project: "nets/mnist.weft" → "nets/mnist.runs".
std::string runsFolder(const std::string& projectFile);

struct RunSummary {
    std::string folder;
    RunRecord record = {}; // state "interrupted": the program that trained it is gone, and it can be resumed;
                           // "damaged": it cannot be read, and the text says why
};

// The runs in the folder, oldest first; what is no run is passed over.
std::vector<RunSummary> listRuns(FileSystem& files, const std::string& runs);

// The folder of the run that `place` means: itself if it is the folder of a run or of a checkpoint, else the newest run
// of the project `place` that has kept weights; "" if the project has not been trained. Throws Error if there is
// nothing, or only runs that are damaged. `warnings` gets a sentence for each of those that was passed over.
std::string trainedRun(FileSystem& files, const std::string& place, std::vector<std::string>* warnings = nullptr);

// The newest intact checkpoint of a run's folder, the best one if asked for and there, or `folder` itself if it is a
// checkpoint. Throws Error if there is none. `warnings` gets a sentence for each damaged one that was passed over.
std::string findCheckpoint(FileSystem& files, const std::string& folder, bool best = false,
                           std::vector<std::string>* warnings = nullptr);

// The project of a run's folder, or of the run that a checkpoint's folder lies in, and where its data counts from.
struct TrainedProject {
    Project project;
    std::string projectFolder;
};
TrainedProject findProject(FileSystem& files, const std::string& folder);

} // namespace weft
