#include "engine/storage/publish.h"
#include "engine/train/runs.h"
#include "engine/train/runs/roll_back.h"
#include "engine/train/runs/run_folder.h"
#include "tests/support/run_events.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

// A run that went astray goes back to its best checkpoint.

using namespace weft;

class TestRollBack : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    FileSystem& m_files = realFileSystem();
    int m_round = 0;

    // The folder of a run that was best before its end; "" if there was none.
    std::string astray()
    {
        ++m_round;
        for (const double rate : {0.3, 1.0, 3.0, 10.0, 30.0}) {
            Project project = spirals();
            project.training.learningRate = rate;
            project.training.epochs = 5;
            const std::string runs = m_folder.path().toStdString() + "/" + std::to_string(m_round) + "-" + std::to_string(rate);
            finished(*std::make_unique<Run>(project, RunOptions {.runs = runs}));
            const RunRecord record = RunFolder::open(m_files, runs + "/1").record();
            if (record.bestStep > 0 && record.bestStep < record.step)
                return runs + "/1";
        }
        return {};
    }
    std::string weightsOf(const std::string& run)
    {
        return m_files.readFile(findCheckpoint(m_files, run) + "/states.safetensors", uint64_t(1) << 30);
    }

private slots:
    void aRunGoesOnFromItsBestAndEndsAsItDid()
    {
        const std::string run = astray();
        QVERIFY(!run.empty());
        const RunRecord before = RunFolder::open(m_files, run).record();
        const std::string weights = weightsOf(run);
        rollBackToBest(m_files, run);
        for (const std::string& name : publishedFolders(m_files, run + "/checkpoints", "step-"))
            QVERIFY2(std::stoll(name.substr(5)) <= before.bestStep, name.c_str());
        Run again(Project(), {.resume = run});
        const std::vector<Event> events = finished(again);
        QCOMPARE(all<RunPlan>(events).front().firstStep, before.bestStep + 1);
        QCOMPARE(std::get<RunEnded>(events.back()).step, before.step);
        QVERIFY(weightsOf(run) == weights); // bit for bit
    }

    void withoutABestNothingIsChanged()
    {
        const std::string run = astray();
        QVERIFY(!run.empty());
        const std::string best = findCheckpoint(m_files, run, true);
        std::filesystem::remove(best + "/manifest.json");
        const std::vector<std::string> before = m_files.list(run + "/checkpoints");
        QVERIFY_EXCEPTION_THROWN(rollBackToBest(m_files, run), Error);
        QVERIFY(m_files.list(run + "/checkpoints") == before);
    }

    void aRunThatIsTrainedIsLeftAlone()
    {
        const std::string run = astray();
        RunFolder folder = RunFolder::open(m_files, run);
        RunRecord record = folder.record();
        record.state = "running";
        record.process = 1;
        record.processMark.clear();
        folder.setRecord(record);
        QVERIFY(RunFolder::open(m_files, run).isBusy());
        const std::vector<std::string> before = m_files.list(run + "/checkpoints");
        QVERIFY_EXCEPTION_THROWN(rollBackToBest(m_files, run), Error);
        QVERIFY(m_files.list(run + "/checkpoints") == before);
    }
};

QTEST_APPLESS_MAIN(TestRollBack)
#include "tst_roll_back.moc"
