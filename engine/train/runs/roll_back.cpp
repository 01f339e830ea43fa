#include "engine/train/runs/roll_back.h"

#include "engine/storage/publish.h"
#include "engine/support/error.h"
#include "engine/train/runs/run_folder.h"

namespace weft {

void rollBackToBest(FileSystem& files, const std::string& runFolder)
{
    const RunFolder run = RunFolder::open(files, runFolder);
    if (run.isBusy())
        throw Error("The run is being trained; stop it before it goes back.");
    const std::string start = "step-" + std::to_string(run.record().bestStep);
    std::string best;
    for (const std::string& name : publishedFolders(files, run.checkpoints(), start)) {
        const bool isOfThatStep = name == start || name.starts_with(start + "-");
        if (best.empty() && isOfThatStep && !verifyFolder(files, joinPath(run.checkpoints(), name)))
            best = name;
    }
    if (run.record().bestStep <= 0 || best.empty())
        throw Error("The run has kept no best checkpoint that it could go back to.");
    for (const std::string& name : publishedFolders(files, run.checkpoints(), "step-")) { // the newest first
        if (name == best)
            break;
        removePublished(files, joinPath(run.checkpoints(), name));
    }
}

} // namespace weft
