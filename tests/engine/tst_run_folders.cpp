#include "engine/storage/publish.h"
#include "engine/train/runs.h"
#include "engine/train/runs/process_life.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/late_guest.h"
#include "tests/support/patience.h"
#include "tests/support/run_events.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <functional>
#include <map>
#include <sys/wait.h>
#include <unistd.h>

using namespace weft;

namespace {

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

// A disk that cannot read what has this in its path.
struct BadSector : FaultyCalls {
    explicit BadSector(std::string bad)
        : FaultyCalls(posixCalls())
        , m_bad(std::move(bad))
    {
    }
    int status(const std::string& path, FileStatus& status, bool followLinks) override
    {
        return path.find(m_bad) != std::string::npos ? -EIO : FaultyCalls::status(path, status, followLinks);
    }
    int list(const std::string& path, std::vector<std::string>& names) override
    {
        return path.find(m_bad) != std::string::npos ? -EIO : FaultyCalls::list(path, names);
    }

    FileSystem files {*this};

private:
    std::string m_bad;
};

std::string statesOf(const std::string& run)
{
    return realFileSystem().readFile(findCheckpoint(realFileSystem(), run) + "/states.safetensors", 1 << 20);
}

// Every file and folder in it, with what is in the files.
std::map<std::string, std::string> contentsOf(const std::string& folder)
{
    std::map<std::string, std::string> contents;
    for (const auto& one : std::filesystem::recursive_directory_iterator(folder))
        contents[one.path().string()] =
            one.is_regular_file() ? realFileSystem().readFile(one.path().string(), 1 << 20) : "folder";
    return contents;
}

Project longProject() { return endless(spirals(400)); }

} // namespace

// What a run keeps in its folder, and what becomes of it when the disk fills, files are damaged or the program dies.
class TestRunFolders : public QObject {
    Q_OBJECT
private slots:
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
            int64_t last = 0;
            for (const StepsDone& done : all<StepsDone>(upToPause(run)))
                last = done.steps.back().step;
            QCOMPARE(last, int64_t(4));
        }
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

    void aRunWithoutAnIntactCheckpointIsLeftAsItIs_data()
    {
        QTest::addColumn<std::string>("file");
        QTest::addColumn<bool>("removes");
        QTest::newRow("weights cut off") << std::string("states.safetensors") << false;
        QTest::newRow("manifest cut off") << std::string("manifest.json") << false;
        QTest::newRow("manifest gone") << std::string("manifest.json") << true;
    }
    void aRunWithoutAnIntactCheckpointIsLeftAsItIs()
    {
        QFETCH(std::string, file);
        QFETCH(bool, removes);
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/1";
        finished(*std::make_unique<Run>(spirals(), RunOptions {.runs = folder.path().toStdString()}));
        const std::vector<std::string> names = publishedFolders(realFileSystem(), path + "/checkpoints");
        QVERIFY(!names.empty());
        for (const std::string& name : names) {
            const std::string broken = path + "/checkpoints/" + name + "/" + file;
            if (removes)
                std::filesystem::remove(broken);
            else
                std::filesystem::resize_file(broken, std::filesystem::file_size(broken) / 2);
        }
        std::filesystem::create_directory(path + "/checkpoints/step-99.tmp"); // not even this is tidied away
        const std::map<std::string, std::string> before = contentsOf(path);
        Run run(Project(), {.resume = path, .epochs = 5});
        const std::vector<Event> events = finished(run);
        const RunEnded ended = std::get<RunEnded>(events.back());
        QCOMPARE(ended.reason, EndReason::failed);
        QCOMPARE(ended.fault, Fault::world);
        QVERIFY2(ended.text.find(names.front() + "/" + file) != std::string::npos, ended.text.c_str());
        QVERIFY2(ended.text.find("begin a new run") != std::string::npos, ended.text.c_str());
        QVERIFY(all<Warning>(events).empty());
        QVERIFY(contentsOf(path) == before);
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

    // A small network takes its few hundred steps in a blink; its curve is more than four points all the same.
    void aShortRunKeepsEveryStep()
    {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/metrics.jsonl";
        MetricsFile metrics(realFileSystem(), path, 0, 0);
        for (int64_t step = 1; step <= 20'000; ++step)
            metrics.add(StepNumbers {.step = step, .loss = 1 / float(step)});
        metrics.flush();
        std::vector<StepNumbers> kept;
        for (const Event& event : readMetrics(realFileSystem(), path))
            for (const StepNumbers& step : std::get<StepsDone>(event).steps)
                kept.push_back(step);
        QVERIFY(kept.size() >= 2000);
        for (int64_t step = 1; step <= 2000; ++step)
            QCOMPARE(kept[size_t(step - 1)].step, step);
        QVERIFY2(kept.size() < 10'000, std::to_string(kept.size()).c_str()); // a long one does not fill the disk
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

    void aStartThatFailsLeavesNoFolder_data()
    {
        QTest::addColumn<QString>("unwritten");
        QTest::newRow("no folder for the run") << "runs/1";
        QTest::newRow("no project") << "project.weft";
        QTest::newRow("no record") << "run.json";
        QTest::newRow("no checkpoints") << "checkpoints";
    }
    void aStartThatFailsLeavesNoFolder()
    {
        QFETCH(const QString, unwritten);
        struct FullDisk : FaultyCalls {
            explicit FullDisk(std::string without)
                : FaultyCalls(posixCalls())
                , unwritten(std::move(without))
            {
            }
            int open(const std::string& path, OpenMode mode, unsigned permissions) override
            {
                return mode != OpenMode::read && refuses(path) ? -ENOSPC : FaultyCalls::open(path, mode, permissions);
            }
            int makeFolder(const std::string& path) override
            {
                return refuses(path) ? -ENOSPC : FaultyCalls::makeFolder(path);
            }
            bool refuses(const std::string& path) const
            {
                return path.find(unwritten, parentFolder(path).size()) != std::string::npos
                    || path.ends_with("/" + unwritten);
            }
            std::string unwritten;
        };
        const QTemporaryDir folder;
        const std::string top = folder.path().toStdString();
        for (const bool isThere : {false, true}) {
            if (isThere)
                realFileSystem().makeFolders(top + "/a/b/runs");
            FullDisk disk(unwritten.toStdString());
            FileSystem files(disk);
            {
                Run run(spirals(), {.runs = top + "/a/b/runs", .files = &files});
                QCOMPARE(std::get<RunEnded>(finished(run).back()).reason, EndReason::failed);
            }
            QCOMPARE(contentsOf(top).size(), size_t(isThere ? 3 : 0)); // its folders, and nothing in them
        }
    }

    void aStartThatFailsKeepsTheRunsOfOthers()
    {
        const QTemporaryDir folder;
        const std::string runs = joinPath(folder.path().toStdString(), "runs");
        LateGuest guest(runs);
        FileSystem files(guest);
        Project project = spirals();
        project.data.feeds["point"] = "nothing";
        {
            Run run(project, {.runs = runs, .files = &files});
            run.wait();
        }
        QCOMPARE(realFileSystem().list(runs), std::vector<std::string> {"9"});
        QVERIFY(realFileSystem().exists(guest.path()));
    }

    void whatCannotBeReadIsADamagedRun()
    {
        const QTemporaryDir folder;
        const std::string project = folder.path().toStdString() + "/net.weft";
        const std::string runs = runsFolder(project);
        publishFile(realFileSystem(), project, "{}");
        for (int i = 0; i < 2; ++i) {
            const RunFolder run = RunFolder::create(realFileSystem(), runs, spirals(), {.state = "finished"});
            realFileSystem().makeFolders(run.checkpoints() + "/step-1");
        }
        for (const char* bad : {"net.runs/2/run.json", "net.runs/2/checkpoints", "net.runs/2"}) {
            BadSector disk(bad);
            const std::vector<RunSummary> all = listRuns(disk.files, runs);
            QCOMPARE(all.size(), size_t(2));
            const bool isDamaged = std::string_view(bad) != "net.runs/2/checkpoints";
            QCOMPARE(all[1].record.state, std::string(isDamaged ? "damaged" : "finished"));
            std::vector<std::string> warnings;
            QCOMPARE(trainedRun(disk.files, project, &warnings), runs + "/1");
            QCOMPARE(warnings.size(), size_t(1));
            QVERIFY2(warnings[0].find(bad) != std::string::npos, warnings[0].c_str());
        }
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

QTEST_APPLESS_MAIN(TestRunFolders)
#include "tst_run_folders.moc"
