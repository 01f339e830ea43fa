#include "app/trained_argument.h"

#include "app/exit_code.h"
#include "engine/backends/load.h"
#include "engine/train/runs.h"

namespace weft {

namespace {

std::string runOf(FileSystem& files, const std::string& argument)
{
    const std::string run = trainedRun(files, argument);
    if (run.empty())
        throw CommandError(exitProject,
                           "\"" + argument
                               + "\" has not been trained yet; `weft train` it first, or name the folder of "
                                 "a run.");
    return run;
}

} // namespace

OpenedNetwork openNetwork(const TrainedArguments& arguments)
{
    if (arguments.threads > 0)
        useThreads(arguments.threads);
    FileSystem& files = realFileSystem();
    const bool named = arguments.checkpoint != "best" && arguments.checkpoint != "last";
    const std::string run = named ? arguments.checkpoint : runOf(files, arguments.project);
    if (named && !files.exists(joinPath(run, "checkpoint.json")))
        throw CommandError(exitUsage,
                           "\"" + run + "\" is no checkpoint; take best, last, or a folder in a run's checkpoints.");
    OpenedNetwork opened;
    opened.checkpoint = findCheckpoint(files, run, arguments.checkpoint == "best");
    TrainedProject trained = findProject(files, run);
    opened.network = std::make_unique<TrainedNetwork>(
        std::move(trained.project), opened.checkpoint,
        TrainedNetworkOptions {.projectFolder = trained.projectFolder, .device = arguments.device});
    return opened;
}

} // namespace weft
