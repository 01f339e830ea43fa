#include "app/commands.h"
#include "app/diagnostics.h"
#include "app/exit_code.h"
#include "app/interrupt.h"
#include "app/project_argument.h"
#include "app/text.h"
#include "app/training_view.h"
#include "engine/train/event_json.h"
#include "engine/train/network/trained_network.h"
#include "engine/train/preflight/check_project.h"
#include "engine/train/run.h"
#include "engine/train/runs.h"
#include "engine/train/runs/checkpoint.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace weft {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds glance(30); // between looks at the run
constexpr std::chrono::seconds retry(10); // while the disk is full or data is gone

// What a run has come to.
struct Outcome {
    RunPlan plan = {};
    RunEnded end = {};
    int64_t bestStep = 0; // 0: none is known
    int signal = 0; // that stopped it
};

std::string absolute(const std::string& path)
{
    return std::filesystem::absolute(path).lexically_normal().string();
}

// All of them at once, before anything is read or written.
void requireSound(const OpenedProject& opened, bool json)
{
    const GraphReport report = checkProject(opened.project);
    if (!hasErrors(report.diagnostics))
        return;
    int64_t errors = 0;
    for (const Diagnostic& one : report.diagnostics) {
        if (one.severity != Severity::error)
            continue;
        ++errors;
        if (json)
            printLine(toJson(one));
        else
            print(toText(one, opened.project));
    }
    throw CommandError(exitProject,
                       "The project has " + (errors == 1 ? "an error" : std::to_string(errors) + " errors")
                           + "; mend it and train again.");
}

std::string folderOf(const RunSummary& run)
{
    if (run.record.state == "damaged")
        throw Error(run.record.text + " So this run cannot go on; mend that, or name another run.");
    return run.folder;
}

// The run's folder that --resume names.
std::string runToResume(const std::string& which, const std::string& runs)
{
    FileSystem& files = realFileSystem();
    if (files.exists(joinPath(which, "run.json")))
        return absolute(which);
    const std::vector<RunSummary> all = listRuns(files, runs);
    if (which == "last" && !all.empty())
        return folderOf(all.back());
    for (const RunSummary& run : all) {
        if (fileName(run.folder) == which)
            return folderOf(run);
    }
    if (all.empty())
        throw CommandError(exitUsage, "There is no run to resume in \"" + runs + "\"; train without --resume.");
    throw CommandError(exitUsage,
                       "There is no run \"" + which + "\" in \"" + runs + "\"; the last one is "
                           + fileName(all.back().folder) + ". `weft runs` lists them.");
}

int64_t bestStepOf(const std::string& folder)
{
    try {
        return folder.empty() ? 0 : RunFolder::open(realFileSystem(), folder).record().bestStep;
    } catch (const Error&) { // the run has said that its record could not be written
        return 0;
    }
}

void tell(Run& run, TrainingView& view, bool json, Outcome& outcome)
{
    for (const Event& event : run.events().drain()) {
        Json line = json ? toJson(event) : Json();
        if (const auto* const plan = std::get_if<RunPlan>(&event)) {
            outcome.plan = *plan;
        } else if (const auto* const end = std::get_if<RunEnded>(&event)) {
            outcome.end = *end;
            outcome.bestStep = bestStepOf(outcome.plan.folder);
            if (json && outcome.bestStep > 0)
                line.set("best_step", outcome.bestStep);
        }
        if (json)
            printLine(line);
        else
            view.show(event);
    }
}

// Until the run has ended, by itself or because a signal came.
Outcome watch(Run& run, bool json)
{
    TrainingView view;
    Outcome outcome;
    Clock::time_point lastTry = Clock::now();
    while (!run.hasEnded()) {
        tell(run, view, json, outcome);
        if (!json)
            view.refresh();
        if (outcome.signal == 0 && interruptSignal() != 0) {
            outcome.signal = interruptSignal();
            run.stop();
            if (!json)
                view.line("Stopping after this step, with a checkpoint. Another Ctrl-C ends at once.");
        }
        if (isOutputBroken())
            run.stop();
        if (Clock::now() - lastTry > retry) {
            run.resume(); // nothing, unless it waits for the world
            lastTry = Clock::now();
        }
        std::this_thread::sleep_for(glance);
    }
    tell(run, view, json, outcome);
    return outcome;
}

bool mayHaveTestPart(const DataSection& data)
{
    return data.split.test > 0 || std::ranges::any_of(data.sources, [](const DataSource& source) {
               return source.part != "train" && source.part != "validation"; // "all": some name parts themselves
           });
}

// What the network makes of the part that it has never seen.
void test(const Outcome& outcome, const TrainArguments& arguments)
{
    TrainedProject trained = findProject(realFileSystem(), outcome.plan.folder);
    if (!mayHaveTestPart(trained.project.data))
        return;
    const std::string checkpoint = findCheckpoint(realFileSystem(), outcome.plan.folder);
    TrainedNetwork network(std::move(trained.project), checkpoint,
                           {.projectFolder = trained.projectFolder, .device = arguments.project.device});
    if (network.data().test.empty())
        return;
    const TrainedNetwork::Result result = network.evaluate(Part::test, [] { return interruptSignal() == 0; });
    if (interruptSignal() != 0)
        return;
    if (arguments.project.json) {
        Json values = Json::object();
        for (const auto& [name, value] : result.values)
            values.set(name, value);
        printLine(Json::Object {{"event", "test"},
                                {"samples", result.samples},
                                {"values", std::move(values)},
                                {"checkpoint", fileName(checkpoint)}});
        return;
    }
    print("test on " + grouped(result.samples) + " samples: " + valuesText(result.values, "") + "\n");
    if (outcome.bestStep > 0 && outcome.bestStep != readCheckpointInfo(realFileSystem(), checkpoint).progress.update)
        print("That is with the last weights, " + fileName(checkpoint)
              + "; evaluate, predict, export and serve take the best, step-" + std::to_string(outcome.bestStep)
              + ".\n");
}

} // namespace

int train(const TrainArguments& arguments)
{
    const bool json = arguments.project.json;
    const bool isRun = realFileSystem().exists(joinPath(arguments.project.project, "run.json"));
    std::string resume = isRun ? arguments.project.project : arguments.resume;
    RunOptions options {.device = arguments.project.device, .threads = arguments.project.threads, .previewSamples = 0};
    Project project;
    if (!resume.empty()) {
        if (!arguments.project.settings.empty())
            throw CommandError(
                exitUsage, "A run goes on as it began, so --set cannot be used with it; --epochs and --device can.");
        options.resume =
            runToResume(resume, arguments.runs.empty() ? runsFolder(arguments.project.project) : arguments.runs);
    } else {
        OpenedProject opened = openProject(arguments.project);
        if (arguments.epochs > 0) {
            opened.project.training.epochs = arguments.epochs;
            opened.project.training.steps = 0;
        }
        requireSound(opened, json);
        options.projectFile = absolute(opened.path);
        if (arguments.runFolder)
            options.runs = arguments.runs.empty() ? runsFolder(opened.path) : arguments.runs;
        project = std::move(opened.project);
    }

    catchInterrupts();
    if (!resume.empty())
        options.epochs = arguments.epochs;
    Run run(std::move(project), std::move(options));
    const Outcome outcome = watch(run, json);
    if (outcome.end.reason == EndReason::failed) {
        const int code = outcome.end.fault == Fault::project ? exitProject
            : outcome.end.fault == Fault::world              ? exitWorld
                                                             : exitFault;
        const std::string node = outcome.end.node.empty() ? "" : outcome.end.node + ": ";
        throw CommandError(code, (outcome.end.text.starts_with(node) ? "" : node) + outcome.end.text);
    }
    if (!json) {
        print(outcome.end.text + "\n");
        if (!outcome.plan.folder.empty())
            print("The run is in " + outcome.plan.folder + ".\n");
    }
    if (outcome.signal != 0)
        return 128 + outcome.signal;
    if (isOutputBroken())
        return exitWorld;
    if (!outcome.plan.folder.empty())
        test(outcome, arguments);
    return interruptSignal() != 0 ? 128 + interruptSignal() : int(exitDone);
}

} // namespace weft
