#include "engine/train/runs.h"

#include "app/commands.h"
#include "app/exit_code.h"
#include "app/terminal.h"
#include "app/text.h"
#include "engine/graph/write_project.h"

#include <algorithm>

namespace weft {

namespace {

// A folder of projects can hold some folder that cannot be read, which is not a damaged run for that.
bool holdsRuns(FileSystem& files, const std::string& folder)
{
    return std::ranges::any_of(listRuns(files, folder), [](const RunSummary& run) {
        return run.record.state != "damaged"
            || fileName(run.folder).find_first_not_of("0123456789") == std::string::npos;
    });
}

// The folders of runs below an argument: that of a project, the argument itself if it holds runs, or all *.runs in it.
std::vector<std::string> foldersOf(FileSystem& files, const std::string& argument)
{
    const FileKind kind = files.status(argument).kind;
    if (kind == FileKind::none)
        throw Error("There is no \"" + argument + "\"; name a project or a folder.");
    if (kind != FileKind::folder)
        return {runsFolder(argument)};
    std::vector<std::string> folders;
    if (holdsRuns(files, argument))
        folders.push_back(argument);
    for (const std::string& name : files.list(argument)) {
        if (name.ends_with(".runs"))
            folders.push_back(joinPath(argument, name));
    }
    return folders;
}

std::string settingsOf(FileSystem& files, const RunSummary& run)
{
    try {
        const TrainingSection training = findProject(files, run.folder).project.training;
        const int64_t epochs = run.record.epochs > 0 ? run.record.epochs : training.epochs; // it may have got more
        return training.optimizer.type + " " + significant(training.learningRate) + ", batch "
            + std::to_string(training.batchSize)
            + (training.steps >= std::max<int64_t>(run.record.step, 1) // else it has got epochs since
                   ? ", " + std::to_string(training.steps) + " steps"
                   : ", " + std::to_string(epochs) + " epochs");
    } catch (const Error&) {
        return "—"; // a damaged run; its state says so
    }
}

std::string bestOf(const RunRecord& record)
{
    if (!record.best)
        return "";
    return record.bestMetric + " " + significant(*record.best) + " (step " + std::to_string(record.bestStep) + ")";
}

} // namespace

int runs(const RunsArguments& arguments)
{
    FileSystem& files = realFileSystem();
    TextTable table({"run", "state", "started", "step", "time", "best", "settings"}, "lllrrll");
    Json list = Json::array();
    for (const std::string& folder : foldersOf(files, arguments.place)) {
        for (const RunSummary& run : listRuns(files, folder)) {
            const std::string settings = settingsOf(files, run);
            table.add({run.folder, run.record.state, run.record.started, grouped(run.record.step),
                       durationText(run.record.seconds), bestOf(run.record), settings});
            Json json = toJson(run.record);
            json.set("folder", run.folder);
            json.set("settings", settings);
            list.push(std::move(json));
            if (run.record.state == "damaged" && !arguments.json)
                warn(run.record.text);
        }
    }
    if (arguments.json)
        printLine(list);
    else if (list.items().empty())
        print("There are no runs yet; `weft train` makes some.\n");
    else
        print(table.text());
    return exitDone;
}

} // namespace weft
