#include "engine/storage/publish.h"
#include "engine/support/random.h"
#include "engine/train/network/trained_network.h"
#include "engine/train/run.h"
#include "engine/train/runs.h"
#include "engine/train/runs/process_life.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>
#include <functional>
#include <numeric>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace weft;

namespace {

template <class T> std::vector<T> all(const std::vector<Event>& events)
{
    std::vector<T> found;
    for (const Event& event : events) {
        if (const T* one = std::get_if<T>(&event))
            found.push_back(*one);
    }
    return found;
}

// Everything the run tells, until it has ended.
std::vector<Event> finished(Run& run)
{
    run.wait();
    return run.events().drain();
}

// Waits until the run has told an event of type T; all that it told so far comes back.
template <class T> std::vector<Event> upTo(Run& run)
{
    std::vector<Event> events;
    while (all<T>(events).empty() && !run.hasEnded()) {
        for (Event& event : run.events().drain())
            events.push_back(std::move(event));
        QTest::qSleep(1);
    }
    return events;
}

// A disk that fills, and is freed, while a run writes to it.
struct FillingDisk : FaultyCalls {
    FillingDisk()
        : FaultyCalls(posixCalls())
    {
    }
    int open(const std::string& path, OpenMode mode, unsigned permissions) override
    {
        if (mode == OpenMode::createNew && path.find("step-") != std::string::npos && onCheckpoint)
            onCheckpoint();
        return FaultyCalls::open(path, mode, permissions);
    }
    int64_t write(int file, std::span<const std::byte> bytes) override
    {
        return full ? -ENOSPC : FaultyCalls::write(file, bytes);
    }
    int freeBytes(const std::string& path, uint64_t& bytes) override
    {
        const int result = FaultyCalls::freeBytes(path, bytes);
        bytes = std::min(bytes, room);
        return result;
    }

    std::function<void()> onCheckpoint = {}; // on the run's thread
    std::atomic<bool> full = false;
    uint64_t room = UINT64_MAX;
    FileSystem files {*this};
};

std::string statesOf(const std::string& run)
{
    return realFileSystem().readFile(findCheckpoint(realFileSystem(), run) + "/states.safetensors", 1 << 20);
}

Project longProject()
{
    Project project = spirals(400);
    project.training.epochs = 1'000'000;
    return project;
}

} // namespace

class TestRun : public QObject {
    Q_OBJECT
private slots:
    void tellsEveryStepAndHowItEnded()
    {
        QTemporaryDir folder;
        Run run(spirals(), {.runs = folder.path().toStdString()});
        const std::vector<Event> events = finished(run);
        int64_t next = 1;
        for (const StepsDone& done : all<StepsDone>(events)) {
            for (const StepNumbers& step : done.steps)
                QCOMPARE(step.step, next++);
        }
        QCOMPARE(next, int64_t(3 * 5 + 1));
        QCOMPARE(all<EpochDone>(events).size(), size_t(3));
        QVERIFY(std::holds_alternative<RunEnded>(events.back()));
        QCOMPARE(std::get<RunEnded>(events.back()).reason, EndReason::finished);
        QCOMPARE(std::get<RunEnded>(events.back()).step, int64_t(15));
        const std::vector<RunSummary> runs = listRuns(realFileSystem(), folder.path().toStdString());
        QCOMPARE(runs.size(), size_t(1));
        QCOMPARE(runs[0].record.state, std::string("finished"));
        QVERIFY(runs[0].record.best.has_value());
    }

    void stopsWithACheckpointAndGoesOn()
    {
        QTemporaryDir folder;
        std::string path;
        int64_t stoppedAt = 0;
        {
            Run run(longProject(), {.runs = folder.path().toStdString()});
            path = all<RunPlan>(upTo<RunPlan>(run)).front().folder;
            upTo<EpochDone>(run);
            run.stop();
            const RunEnded ended = std::get<RunEnded>(finished(run).back());
            QCOMPARE(ended.reason, EndReason::stopped);
            stoppedAt = ended.step;
            QVERIFY(stoppedAt >= 10);
        }
        Run run(Project(), {.resume = path});
        const std::vector<Event> events = upTo<RunPlan>(run);
        QCOMPARE(all<RunPlan>(events).size(), size_t(1));
        QCOMPARE(all<RunPlan>(events).front().firstStep, stoppedAt + 1);
    }

    void aPausedRunDoesNotMoveButAnswers()
    {
        Run run(longProject(), {});
        upTo<StepsDone>(run);
        run.pause();
        bool paused = false;
        while (!paused) {
            for (const StateChanged& change : all<StateChanged>(upTo<StateChanged>(run)))
                paused = paused || change.state == RunState::paused;
        }
        run.events().drain();
        QTest::qSleep(50);
        QVERIFY(all<StepsDone>(run.events().drain()).empty());
        run.probe(3);
        const std::vector<Event> events = upTo<ProbeAnswer>(run);
        QVERIFY(all<StepsDone>(events).empty());
        QCOMPARE(all<ProbeAnswer>(events).front().of.samples, std::vector<int64_t> {3});
        run.resume();
        QVERIFY(!all<StepsDone>(upTo<StepsDone>(run)).empty());
    }

    void aMistakeInTheProjectEndsItWithASentence()
    {
        Project project = spirals();
        project.graph.nodes[2].type = "dense_typo";
        Run run(project, {});
        const RunEnded ended = std::get<RunEnded>(finished(run).back());
        QCOMPARE(ended.reason, EndReason::failed);
        QCOMPARE(ended.node, std::string("hidden"));
        QVERIFY2(ended.text.find("dense_typo") != std::string::npos, ended.text.c_str());
    }

    void aCheckpointEvaluatesAsItDidWhileTraining()
    {
        QTemporaryDir folder;
        Run run(spirals(), {.runs = folder.path().toStdString()});
        const EpochDone last = all<EpochDone>(finished(run)).back();
        FileSystem& files = realFileSystem();
        const std::string path = folder.path().toStdString() + "/1";
        TrainedNetwork network(findProject(files, path).project, findCheckpoint(files, path), {});
        const TrainedNetwork::Result result = network.evaluate(Part::validation);
        QCOMPARE(result.samples, int64_t(40));
        QCOMPARE(*find(result.values, "loss"), *find(last.values, "validation/loss"));
        QCOMPARE(*find(result.values, "accuracy"), *find(last.values, "validation/accuracy"));
    }

    void stopsAndPausesAfterTheStepThatIsRunning()
    {
        Project project = longProject();
        project.training.checkpoints.everySteps = 4;
        for (const bool stops : {true, false}) {
            QTemporaryDir folder;
            FillingDisk disk;
            Run* running = nullptr;
            std::atomic<bool> ready = false;
            disk.onCheckpoint = [&] { // within step 4
                while (!ready)
                    QTest::qSleep(1);
                stops ? running->stop() : running->pause();
            };
            Run run(project, {.runs = folder.path().toStdString(), .files = &disk.files});
            running = &run;
            ready = true;
            if (stops) {
                QCOMPARE(std::get<RunEnded>(finished(run).back()).step, int64_t(4));
                continue;
            }
            std::vector<Event> events;
            while (std::ranges::none_of(all<StateChanged>(events),
                                        [](const StateChanged& change) { return change.state == RunState::paused; }))
                std::ranges::move(run.events().drain(), std::back_inserter(events));
            int64_t last = 0;
            for (const StepsDone& done : all<StepsDone>(events))
                last = done.steps.back().step;
            QCOMPARE(last, int64_t(4));
        }
    }

    void obeysACrowdOfCommands()
    {
        QTemporaryDir folder;
        Run run(longProject(), {.runs = folder.path().toStdString()});
        std::vector<std::thread> crowd;
        for (uint32_t i = 0; i < 3; ++i) {
            crowd.emplace_back([&run, i] {
                RandomSequence random(5, streamOf("commands"), i);
                for (int k = 0; k < 300; ++k) {
                    switch (random.below(8)) {
                    case 0:
                        run.pause();
                        break;
                    case 1:
                        run.setLearningRate(random.uniform());
                        break;
                    case 2:
                        run.setEpochs(1'000'000 + random.below(1000));
                        break;
                    case 3:
                        if (k % 10 == 0)
                            run.checkpointNow();
                        break;
                    case 4:
                        run.probe(random.below(500)); // some are not there
                        break;
                    case 5:
                        run.events().drain();
                        break;
                    default:
                        run.resume();
                    }
                    QTest::qSleep(1);
                }
            });
        }
        for (std::thread& one : crowd)
            one.join();
        run.stop();
        QCOMPARE(std::get<RunEnded>(finished(run).back()).reason, EndReason::stopped);
        QVERIFY(!findCheckpoint(realFileSystem(), folder.path().toStdString() + "/1").empty());
    }

    void aFullDiskPausesAndNothingIsLost()
    {
        Project project = spirals(1000);
        project.training.checkpoints.everySteps = 10;
        QTemporaryDir folder;
        const std::string whole = folder.path().toStdString() + "/whole";
        const std::string cut = folder.path().toStdString() + "/cut";
        finished(*std::make_unique<Run>(project, RunOptions {.runs = whole}));

        FillingDisk disk;
        int checkpoints = 0;
        disk.onCheckpoint = [&] { disk.full = ++checkpoints == 3; }; // 25 updates an epoch: 10, 20, 25
        Run run(project, {.runs = cut, .files = &disk.files});
        std::vector<Event> events;
        while (std::ranges::none_of(all<StateChanged>(events),
                                    [](const StateChanged& change) { return change.state == RunState::diskFull; }))
            std::ranges::move(run.events().drain(), std::back_inserter(events));
        QTest::qSleep(30);
        QVERIFY(!run.hasEnded());
        run.events().drain();
        QTest::qSleep(20);
        QVERIFY(all<StepsDone>(run.events().drain()).empty());
        disk.full = false;
        run.resume();
        const std::vector<Event> rest = finished(run);
        QCOMPARE(std::get<RunEnded>(rest.back()).reason, EndReason::finished);
        QVERIFY(statesOf(cut + "/1") == statesOf(whole + "/1"));
        int64_t epochs = 0;
        for (const Event& event : readMetrics(realFileSystem(), cut + "/1/metrics.jsonl"))
            epochs += std::holds_alternative<EpochDone>(event);
        QCOMPARE(epochs, int64_t(3));
    }

    void tooLittleRoomIsSaidBeforeTraining()
    {
        QTemporaryDir folder;
        FillingDisk disk;
        disk.room = 1000;
        Run run(spirals(), {.runs = folder.path().toStdString(), .files = &disk.files});
        const std::vector<Event> events = finished(run);
        const RunEnded ended = std::get<RunEnded>(events.back());
        QCOMPARE(ended.reason, EndReason::failed);
        QVERIFY2(ended.text.find("free some") != std::string::npos, ended.text.c_str());
        QVERIFY(all<StepsDone>(events).empty());
    }

    void aFinishedRunGoesOnWithMoreEpochs()
    {
        QTemporaryDir folder;
        const std::string runs = folder.path().toStdString();
        finished(*std::make_unique<Run>(spirals(), RunOptions {.runs = runs}));
        Run again(Project(), {.resume = runs + "/1"});
        QCOMPARE(std::get<RunEnded>(finished(again).back()).step, int64_t(15));
        Run more(Project(), {.resume = runs + "/1", .epochs = 5});
        QCOMPARE(std::get<RunEnded>(finished(more).back()).step, int64_t(25));
        finished(*std::make_unique<Run>(spirals(), RunOptions {.runs = runs, .epochs = 5}));
        QVERIFY(statesOf(runs + "/1") == statesOf(runs + "/2"));
    }

    void previewsShowTheSameSamplesAsStored()
    {
        Project project = shapes();
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        Run run(project, {.previewSamples = 3});
        const std::vector<Preview> previews = all<Preview>(finished(run));
        QCOMPARE(previews.size(), size_t(1)); // the newest only, of the last step
        const Predictions& shown = previews[0].of;
        QCOMPARE(shown.step, int64_t(3 * 5));
        QCOMPARE(shown.samples.size(), size_t(3));
        QCOMPARE(shown.inputs.size(), size_t(1));
        QCOMPARE(shown.inputs[0].dtype, DType::u8); // the picture, not what the transforms make of it
        QCOMPARE(shown.inputs[0].bytes.size(), size_t(3 * 12 * 12));
        QCOMPARE(shown.truths[0].node, std::string("shape"));
        QVERIFY(shown.predictions[0].shape == Shape {4});
        QCOMPARE(shown.predictions[0].classes, (std::vector<std::string> {"circle", "square", "triangle", "cross"}));
        std::vector<float> probabilities(12);
        std::memcpy(probabilities.data(), shown.predictions[0].bytes.data(), 12 * sizeof(float));
        for (int i = 0; i < 3; ++i)
            QVERIFY(std::abs(std::accumulate(&probabilities[4 * i], &probabilities[4 * i] + 4, 0.0f) - 1) < 1e-5f);
    }

    void aRunFindsItsProjectsFolder()
    {
        QTemporaryDir folder;
        FileSystem& files = realFileSystem();
        const std::string old = folder.path().toStdString() + "/old";
        const std::string file = old + "/net.weft";
        files.makeFolders(old);
        publishFile(files, file, "{}");
        RunFolder::create(files, runsFolder(file), spirals(), {.projectFile = file});
        QCOMPARE(RunFolder::open(files, old + "/net.runs/1").projectFolder(), old);
        const std::string moved = folder.path().toStdString() + "/moved";
        files.rename(old, moved);
        QCOMPARE(findProject(files, moved + "/net.runs/1").projectFolder, moved);
        QCOMPARE(findProject(files, moved + "/net.runs/1").project.name, std::string("Spirals"));
    }

    void metricsAreCutToWhereARunGoesOn()
    {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/metrics.jsonl";
        FileSystem& files = realFileSystem();
        {
            MetricsFile metrics(files, path, 0, 0);
            metrics.add(StepNumbers {.step = 5});
            metrics.add(EpochDone {.step = 5});
            metrics.add(EpochDone {.step = 10});
            metrics.add(EpochDone {.step = 15});
            metrics.flush();
        }
        files.openForAppending(path).write("{\"event\": \"epoch\", \"st"); // torn by a crash
        QCOMPARE(readMetrics(files, path).size(), size_t(4));
        MetricsFile metrics(files, path, 10, 5); // the validation after step 10 was not finished
        metrics.add(EpochDone {.step = 10, .epoch = 2});
        metrics.flush();
        const std::vector<Event> events = readMetrics(files, path);
        QCOMPARE(events.size(), size_t(3));
        QCOMPARE(std::get<EpochDone>(events[2]).epoch, 2.0);
    }

    void aKilledProcessIsNotAtWork()
    {
        QVERIFY(isAtWork(getpid(), processMark(getpid())));
        QVERIFY(!processMark(getpid()).empty());
        const pid_t child = fork();
        if (child == 0)
            for (;;)
                pause();
        const std::string mark = processMark(child);
        QVERIFY(isAtWork(child, mark));
        QVERIFY(!isAtWork(child, processMark(getpid())));
        kill(child, SIGKILL);
        QTRY_VERIFY(!isAtWork(child, mark)); // though nobody has waited for it, and it is still listed
        QCOMPARE(kill(child, 0), 0);
        waitpid(child, nullptr, 0);
        QVERIFY(!isAtWork(child, ""));
    }

    void anInterruptedRunIsListedAsOne()
    {
        QTemporaryDir folder;
        FileSystem& files = realFileSystem();
        const std::string runs = folder.path().toStdString();
        RunFolder::create(files, runs, spirals(), {.state = "running", .process = 999'999'999});
        RunFolder::create(files, runs, spirals(), {.state = "finished", .process = 1, .best = 0.5});
        RunFolder::create(files, runs, spirals(), {.state = "running", .process = 1});
        RunFolder::create(files, runs, spirals(), {.state = "running", .process = 1, .processMark = "then+7"});
        publishFile(files, runs + "/notes.txt", "not a run");
        const std::vector<RunSummary> all = listRuns(files, runs);
        QCOMPARE(all.size(), size_t(4));
        QCOMPARE(all[0].record.state, std::string("interrupted"));
        QCOMPARE(all[1].record.state, std::string("finished"));
        QCOMPARE(all[1].record.best, std::optional(0.5));
        QCOMPARE(all[2].record.state, std::string("running"));
        QCOMPARE(all[3].record.state, std::string("interrupted")); // the number has been given anew
        Run run(Project(), {.resume = runs + "/3"}); // another program trains it
        QCOMPARE(std::get<RunEnded>(finished(run).back()).reason, EndReason::failed);
        QCOMPARE(RunFolder::open(files, runs + "/3").record().state, std::string("running"));
        QCOMPARE(runsFolder("nets/mnist.weft"), std::string("nets/mnist.runs"));
    }
};

QTEST_APPLESS_MAIN(TestRun)
#include "tst_run.moc"
