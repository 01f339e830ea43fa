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
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QThread>

#include <cstdio>

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

std::string killAndCompare(const Project& project, const std::string& folder, int kills, unsigned seed,
                           const TrainingProgram& with)
{
    const QString projectFile = QString::fromStdString(folder + "/project.weft");
    publishFile(realFileSystem(), projectFile.toStdString(), writeProject(project));
    const QString whole = QString::fromStdString(folder + "/whole");
    QElapsedTimer timer;
    timer.start();
    if (QProcess::execute(with.program, with.begin(whole, projectFile)) != 0)
        return "the uninterrupted run failed";
    const qint64 milliseconds = timer.elapsed();

    const std::string cut = folder + "/cut";
    RandomSequence random(seed, streamOf("kills"));
    int killed = 0;
    int ended = 0;
    while (ended == 0) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        const bool begun = realFileSystem().exists(cut + "/1/run.json");
        if (begun)
            process.start(with.program, with.resume(QString::fromStdString(cut + "/1")));
        else
            process.start(with.program, with.begin(QString::fromStdString(cut), projectFile));
        if (!process.waitForStarted())
            return "the program does not start";
        if (killed < kills) {
            // Long enough that the run gets on, whatever each start takes, and at any point of a step or a save.
            const double share = double(random.uniform());
            if (!process.waitForFinished(int(50 + share * 1.3 * double(milliseconds) / kills))) {
                process.kill();
                process.waitForFinished();
                ++killed;
                continue;
            }
        } else {
            process.waitForFinished(-1);
        }
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            return "a resumed run failed after " + std::to_string(killed) + " kills";
        ended = 1;
    }
    if (killed < kills / 2)
        return "the run ended after " + std::to_string(killed) + " kills, too few to mean anything";
    return difference(finalState(whole.toStdString() + "/1"), finalState(cut + "/1"));
}

} // namespace weft
