#include "app/trained_argument.h"

#include "app/exit_code.h"
#include "engine/backends/load.h"
#include "engine/train/runs.h"

namespace weft {

namespace {

// The folder of the run: the argument itself, or the newest run of the project that has a checkpoint.
std::string runOf(FileSystem& files, const std::string& argument)
{
    if (files.exists(joinPath(argument, "run.json")) || files.exists(joinPath(argument, "checkpoint.json")))
        return argument;
    if (files.status(argument).kind == FileKind::none)
        throw Error("There is no \"" + argument + "\"; name a project, the folder of a run, or a checkpoint.");
    const std::vector<RunSummary> runs = listRuns(files, runsFolder(argument));
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (run->record.state != "damaged" && !files.list(run->folder).empty()
            && files.exists(joinPath(run->folder, "checkpoints"))
            && !files.list(joinPath(run->folder, "checkpoints")).empty())
            return run->folder;
    }
    throw CommandError(exitProject,
                       "\"" + argument
                           + "\" has not been trained yet; `weft train` it first, or name the folder of "
                             "a run.");
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

std::vector<std::string> classNames(const TrainedNetwork& network, int64_t classes)
{
    std::vector<std::string> names;
    for (const FedColumn& fed : network.columns()) {
        const Column* const column = network.data().data.find(fed.column);
        if (column != nullptr && int64_t(column->classes.size()) == classes)
            names = column->classes;
    }
    for (int64_t i = std::ssize(names); i < classes; ++i)
        names.push_back(std::to_string(i));
    return names;
}

} // namespace weft
