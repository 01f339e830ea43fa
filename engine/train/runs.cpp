#include "engine/train/runs.h"

#include "engine/storage/publish.h"

#include <algorithm>

namespace weft {

std::string runsFolder(const std::string& projectFile)
{
    const std::string name = fileName(projectFile);
    const size_t dot = name.rfind('.');
    return joinPath(parentFolder(projectFile), (dot == 0 ? name : name.substr(0, dot)) + ".runs");
}

std::vector<RunSummary> listRuns(FileSystem& files, const std::string& runs)
{
    std::vector<RunSummary> all;
    if (!files.exists(runs))
        return all;
    std::vector<std::string> names = files.list(runs);
    std::ranges::stable_sort(names, {}, &std::string::size); // "9" before "10"
    for (const std::string& name : names) {
        const std::string folder = joinPath(runs, name);
        if (!files.exists(joinPath(folder, "run.json")))
            continue;
        try {
            const RunFolder run = RunFolder::open(files, folder);
            RunSummary summary {.folder = folder, .record = run.record()};
            if (run.wasInterrupted())
                summary.record.state = "interrupted";
            all.push_back(std::move(summary));
        } catch (const Error& error) {
            all.push_back({.folder = folder, .record = {.state = "damaged", .text = error.what()}});
        }
    }
    return all;
}

std::string trainedRun(FileSystem& files, const std::string& place)
{
    if (files.exists(joinPath(place, "run.json")) || files.exists(joinPath(place, "checkpoint.json")))
        return place;
    if (files.status(place).kind == FileKind::none)
        throw Error("There is no \"" + place + "\"; name a project, the folder of a run, or a checkpoint.");
    const std::vector<RunSummary> runs = listRuns(files, runsFolder(place));
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const std::string checkpoints = joinPath(run->folder, "checkpoints");
        if (run->record.state != "damaged" && files.exists(checkpoints) && !files.list(checkpoints).empty())
            return run->folder;
    }
    return {};
}

std::string findCheckpoint(FileSystem& files, const std::string& folder, bool best)
{
    if (files.exists(joinPath(folder, "checkpoint.json")))
        return folder;
    const RunFolder run = RunFolder::open(files, folder);
    if (best && run.record().bestStep > 0) {
        const std::string start = "step-" + std::to_string(run.record().bestStep);
        for (const std::string& name : publishedFolders(files, run.checkpoints(), start)) {
            const std::string path = joinPath(run.checkpoints(), name);
            if ((name == start || name.starts_with(start + "-")) && !verifyFolder(files, path))
                return path;
        }
    }
    const IntactFolder intact = newestIntact(files, run.checkpoints(), "step-");
    if (intact.name.empty())
        throw Error("\"" + folder + "\" has no intact checkpoint"
                    + (intact.faults.empty() ? "." : ": " + intact.faults.front()));
    return joinPath(run.checkpoints(), intact.name);
}

TrainedProject findProject(FileSystem& files, const std::string& folder)
{
    const bool isCheckpoint = files.exists(joinPath(folder, "checkpoint.json"));
    const RunFolder run =
        RunFolder::open(files, isCheckpoint ? parentFolder(parentFolder(absolutePath(folder))) : folder);
    return {.project = run.project(), .projectFolder = run.projectFolder()};
}

} // namespace weft
