#include "app/trained_argument.h"

#include "app/exit_code.h"
#include "app/terminal.h"
#include "engine/backends/load.h"
#include "engine/graph/document.h"
#include "engine/train/event_json.h"
#include "engine/train/runs.h"

#include <utility>

namespace weft {

namespace {

// Of weights that are not those that were asked for.
void tell(const std::vector<std::string>& warnings, bool json)
{
    for (const std::string& text : warnings) {
        if (json)
            printLine(toJson(Event(Warning {.text = text})));
        weft::warn(text);
    }
}

// A project that begins with weights from elsewhere can be asked before it has been trained.
OpenedNetwork openUntrained(FileSystem& files, const TrainedArguments& arguments)
{
    Project project = openDocument(files, arguments.project).project();
    if (project.training.weights.empty())
        throw CommandError(exitProject,
                           "\"" + arguments.project
                               + "\" has not been trained yet; `weft train` it first, or name the folder of "
                                 "a run.");
    OpenedNetwork opened {.checkpoint = project.training.weights};
    opened.network = std::make_unique<TrainedNetwork>(
        std::move(project), "",
        TrainedNetworkOptions {.projectFolder = parentFolder(arguments.project), .device = arguments.device});
    return opened;
}

} // namespace

OpenedNetwork openNetwork(const TrainedArguments& arguments, bool needsSamples)
{
    if (arguments.threads > 0)
        useThreads(arguments.threads);
    FileSystem& files = realFileSystem();
    std::vector<std::string> warnings;
    const bool named = arguments.checkpoint != "best" && arguments.checkpoint != "last";
    const std::string run = named ? arguments.checkpoint : trainedRun(files, arguments.project, &warnings);
    if (run.empty())
        return openUntrained(files, arguments);
    if (named && !files.exists(joinPath(run, "checkpoint.json")))
        throw CommandError(exitUsage,
                           "\"" + run + "\" is no checkpoint; take best, last, or a folder in a run's checkpoints.");
    tell(std::exchange(warnings, {}), arguments.json);
    OpenedNetwork opened;
    opened.checkpoint = findCheckpoint(files, run, arguments.checkpoint == "best", &warnings);
    tell(warnings, arguments.json);
    TrainedProject trained = findProject(files, run);
    opened.network = std::make_unique<TrainedNetwork>(
        std::move(trained.project), opened.checkpoint,
        TrainedNetworkOptions {.projectFolder = trained.projectFolder,
                               .device = arguments.device,
                               .readsData = needsSamples});
    if (const std::string& change = opened.network->dataChange(); !change.empty())
        tell({change}, arguments.json);
    tell(saysUnmet(opened.network->data().unmet), arguments.json);
    return opened;
}

} // namespace weft
