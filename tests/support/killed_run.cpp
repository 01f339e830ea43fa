#include "tests/support/killed_run.h"

#include "engine/graph/document.h"
#include "engine/graph/write_project.h"
#include "engine/storage/publish.h"
#include "engine/support/json.h"
#include "engine/support/random.h"
#include "engine/train/run.h"
#include "engine/train/runs.h"
#include "tests/support/weft_program.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace weft {

namespace {

// Everything that decides how a run goes on, of its newest checkpoint, and its metrics but for the timings.
struct FinalState {
    std::string states;
    Progress progress;
    std::vector<HistoryEntry> metrics = {};
};

FinalState finalState(const std::string& run)
{
    FileSystem& files = realFileSystem();
    const std::string checkpoint = findCheckpoint(files, run);
    FinalState state {.states = files.readFile(checkpoint + "/states.safetensors", 1 << 30),
                      .progress = readCheckpointInfo(files, checkpoint).progress};
    state.progress.seconds = 0;
    for (const Event& event : readMetrics(files, run + "/metrics.jsonl")) {
        if (const auto* done = std::get_if<EpochDone>(&event))
            state.metrics.push_back({.step = done->step, .epoch = done->epoch, .values = done->values});
    }
    return state;
}

std::string difference(const FinalState& a, const FinalState& b)
{
    if (a.progress.update != b.progress.update)
        return std::to_string(a.progress.update) + " and " + std::to_string(b.progress.update) + " updates";
    if (a.states != b.states)
        return "the states differ";
    if (toJson(a.progress) != toJson(b.progress))
        return "the progress differs: " + toJson(a.progress).dump() + " and " + toJson(b.progress).dump();
    Progress metricsA;
    Progress metricsB;
    metricsA.history = a.metrics;
    metricsB.history = b.metrics;
    if (toJson(metricsA) != toJson(metricsB))
        return "metrics.jsonl differs: " + toJson(metricsA).dump() + " and " + toJson(metricsB).dump();
    return "";
}

// Where to kill next, of those kills that are left: at random, but never so far that the run is over before the last.
// Not always further than the run is: then it is killed as it begins to go on.
int64_t nextGoal(const std::string& run, int64_t updates, int killsLeft, RandomSequence& random)
{
    const int64_t newest = newestUpdate(run);
    const double share = 1.3 * double(random.uniform()) / (killsLeft + 1);
    return std::max<int64_t>(newest + int64_t(share * double(updates - newest)), 1); // once there is what to go on with
}

enum class Fate { killed, finished, failed };

// Begins the first run of the folder `runs`, or goes on with it. It is killed when it has a checkpoint of the update
// `goal` or a later one and some milliseconds have gone, at any point of a step or of the next save.
Fate trainUpTo(std::optional<int64_t> goal, const TrainingProgram& with, const std::string& runs,
               const QString& projectFile, RandomSequence& random)
{
    const std::string run = runs + "/1";
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    if (realFileSystem().exists(run + "/run.json"))
        process.start(with.program, with.resume(QString::fromStdString(run)));
    else
        process.start(with.program, with.begin(QString::fromStdString(runs), projectFile));
    if (!process.waitForStarted())
        return Fate::failed;
    while (goal && process.state() == QProcess::Running && newestUpdate(run) < *goal)
        process.waitForFinished(1);
    const bool isOver = process.state() != QProcess::Running;
    const bool kills = goal && !isOver && !process.waitForFinished(int(random.below(20)));
    if (kills)
        process.kill();
    process.waitForFinished(-1);
    if (process.exitStatus() == QProcess::NormalExit)
        return process.exitCode() == 0 ? Fate::finished : Fate::failed;
    return kills ? Fate::killed : Fate::failed;
}

} // namespace

bool trainIfAsked(int argc, char** argv, int& exitCode)
{
    const std::string what = argc > 2 ? argv[1] : "";
    if (what != "--train" && what != "--resume")
        return false;
    const bool resumes = what == "--resume";
    Project project;
    RunOptions options;
    if (resumes) {
        options.resume = argv[2];
    } else {
        options.runs = argv[2];
        project = openDocument(realFileSystem(), argv[3]).project();
    }
    Run run(project, options);
    run.wait();
    exitCode = 1;
    for (const Event& event : run.events().drain()) {
        if (const auto* ended = std::get_if<RunEnded>(&event)) {
            exitCode = ended->reason == EndReason::failed ? 1 : 0;
            std::fprintf(stderr, "%s\n", ended->text.c_str());
        }
    }
    return true;
}

TrainingProgram thisProgram()
{
    return {.program = QFileInfo("/proc/self/exe").symLinkTarget(),
            .begin = [](const QString& runs, const QString& project) -> QStringList {
                return {"--train", runs, project};
            },
            .resume = [](const QString& run) -> QStringList {
                return {"--resume", run};
            }};
}

TrainingProgram weftCommand()
{
    return {.program = weftProgram(),
            .begin = [](const QString& runs, const QString& project) -> QStringList {
                return {"train", project, "--runs", runs};
            },
            .resume = [](const QString& run) -> QStringList {
                return {"train", run};
            }};
}

std::string stateHashOf(const std::string& run)
{
    const Said said = runWeft({"train", QString::fromStdString(run), "--json"});
    for (const QString& line : said.out.split('\n', Qt::SkipEmptyParts)) {
        const Json event = parseJson(line.toStdString());
        if (const Json* hash = event.find("state_hash"))
            return hash->asString();
    }
    return "";
}

int64_t newestUpdate(const std::string& run)
{
    const std::string start = "step-";
    const std::vector<std::string> names = publishedFolders(realFileSystem(), run + "/checkpoints", start);
    return names.empty() ? 0 : std::atoll(names.front().c_str() + start.size());
}

std::string killAndCompare(const Project& project, const std::string& folder, int kills, unsigned seed,
                           const TrainingProgram& with)
{
    const QString projectFile = QString::fromStdString(folder + "/project.weft");
    publishFile(realFileSystem(), projectFile.toStdString(), writeProject(project));
    const std::string whole = folder + "/whole", cut = folder + "/cut";
    if (QProcess::execute(with.program, with.begin(QString::fromStdString(whole), projectFile)) != 0)
        return "the uninterrupted run failed";
    const FinalState wanted = finalState(whole + "/1");
    RandomSequence random(seed, streamOf("kills"));
    int killed = 0;
    for (int attempt = 0; attempt < 5 && killed < kills; ++attempt) { // a second one if we were held up to its end
        QDir(QString::fromStdString(cut)).removeRecursively();
        killed = 0;
        Fate fate = Fate::killed;
        while (fate == Fate::killed) {
            std::optional<int64_t> goal;
            if (killed < kills)
                goal = nextGoal(cut + "/1", wanted.progress.update, kills - killed, random);
            fate = trainUpTo(goal, with, cut, projectFile, random);
            killed += fate == Fate::killed ? 1 : 0;
        }
        if (fate == Fate::failed)
            return "a resumed run failed after " + std::to_string(killed) + " kills";
    }
    if (2 * killed < kills)
        return "only " + std::to_string(killed) + " kills before its end: are checkpoints where newestUpdate() looks?";
    return difference(wanted, finalState(cut + "/1"));
}

} // namespace weft
