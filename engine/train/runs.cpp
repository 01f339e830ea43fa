#include "engine/train/runs.h"

#include "engine/storage/publish.h"

#include <algorithm>
#include <cerrno>

namespace weft {

namespace {

void warn(std::vector<std::string>* warnings, const std::vector<std::string>& faults, const std::string& instead)
{
    for (const std::string& fault : faults) {
        if (warnings != nullptr)
            warnings->push_back(fault + " " + instead + " is used instead.");
    }
}

// Where there is no such folder there are none; another program may just have removed it. Of a folder that cannot be
// read nobody knows: FileError.
bool hasCheckpoints(FileSystem& files, const std::string& run)
{
    try {
        return !files.list(joinPath(run, "checkpoints")).empty();
    } catch (const FileError& error) {
        if (error.code() != ENOENT && error.code() != ENOTDIR)
            throw;
        return false;
    }
}

// Nothing if there is no run, or one that begins.
std::optional<RunSummary> summaryOf(FileSystem& files, const std::string& folder)
{
    try {
        if (!files.exists(joinPath(folder, "run.json"))) {
            if (!hasCheckpoints(files, folder))
                return std::nullopt;
            throw Error("\"" + folder + "\" holds checkpoints, but its run.json is missing.");
        }
        const RunFolder run = RunFolder::open(files, folder);
        RunSummary summary {.folder = folder, .record = run.record()};
        if (run.wasInterrupted())
            summary.record.state = "interrupted";
        return summary;
    } catch (const Error& error) { // one odd folder must not hide the others
        return RunSummary {.folder = folder, .record = {.state = "damaged", .text = error.what()}};
    }
}

} // namespace

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
        if (std::optional<RunSummary> run = summaryOf(files, joinPath(runs, name)))
            all.push_back(std::move(*run));
    }
    return all;
}

std::string trainedRun(FileSystem& files, const std::string& place, std::vector<std::string>* warnings)
{
    if (files.exists(joinPath(place, "run.json")) || files.exists(joinPath(place, "checkpoint.json")))
        return place;
    if (files.exists(joinPath(place, "checkpoints")))
        throw Error("\"" + place
                    + "\" holds checkpoints, but its run.json is missing; bring the file back, or train anew.");
    if (files.status(place).kind == FileKind::none)
        throw Error("There is no \"" + place + "\"; name a project, the folder of a run, or a checkpoint.");
    const std::vector<RunSummary> runs = listRuns(files, runsFolder(place));
    std::vector<std::string> faults;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const bool isDamaged = run->record.state == "damaged";
        try {
            if (!hasCheckpoints(files, run->folder))
                continue;
            if (!isDamaged) {
                warn(warnings, faults, "The run " + fileName(run->folder));
                return run->folder;
            }
            faults.push_back(run->record.text);
        } catch (const FileError& error) {
            faults.push_back(isDamaged ? run->record.text : error.what());
        }
    }
    if (!faults.empty())
        throw Error(faults.front() + " So this run's weights cannot be used; bring the file back, or train anew.");
    return {};
}

std::string findCheckpoint(FileSystem& files, const std::string& folder, bool best, std::vector<std::string>* warnings)
{
    if (files.exists(joinPath(folder, "checkpoint.json")))
        return folder;
    const RunFolder run = RunFolder::open(files, folder);
    std::vector<std::string> faults;
    if (best && run.record().bestStep > 0) {
        const std::string start = "step-" + std::to_string(run.record().bestStep);
        std::vector<std::string> names = publishedFolders(files, run.checkpoints(), start);
        std::erase_if(names, [&](const std::string& name) { return name != start && !name.starts_with(start + "-"); });
        if (names.empty() && files.exists(joinPath(run.checkpoints(), start))) // it has lost its manifest
            names.push_back(start);
        for (const std::string& name : names) {
            const std::string path = joinPath(run.checkpoints(), name);
            std::optional<std::string> fault = verifyFolder(files, path);
            if (!fault) {
                warn(warnings, faults, "The checkpoint " + name);
                return path;
            }
            if (files.exists(path)) // else its run has just removed it
                faults.push_back(std::move(*fault));
        }
    }
    const IntactFolder intact = newestIntact(files, run.checkpoints(), "step-");
    if (intact.name.empty())
        throw Error("\"" + folder + "\" has no intact checkpoint"
                    + (intact.faults.empty() ? "." : ": " + intact.faults.front()));
    for (const std::string& fault : intact.faults) {
        if (std::ranges::find(faults, fault) == faults.end()) // the best one can be the newest too
            faults.push_back(fault);
    }
    warn(warnings, faults, "The checkpoint " + intact.name);
    return joinPath(run.checkpoints(), intact.name);
}

TrainedProject findProject(FileSystem& files, const std::string& folder)
{
    const bool isCheckpoint = files.exists(joinPath(folder, "checkpoint.json"));
    const RunFolder run =
        RunFolder::open(files, isCheckpoint ? parentFolder(parentFolder(absolutePath(folder))) : folder);
    return {.project = run.project(),
            .projectFolder = run.projectFolder()};
}

} // namespace weft
