#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"
#include "tests/ui/fake_worker.h"
#include "tests/ui/killed_worker.h"
#include "ui/session/live_runs.h"

#include <QGuiApplication>
#include <QTemporaryDir>

#include <clocale>
#include <cmath>
#include <filesystem>
#include <fstream>

using namespace weft;

namespace {

constexpr int enough = 30'000; // milliseconds

Project endless()
{
    Project project = spirals(200); // 5 steps an epoch
    project.graph.nodes.push_back(node("answer", "output", {}, {"x=scores.y"}));
    project.training.epochs = 1'000'000;
    project.training.checkpoints.everySeconds = 1;
    return project;
}

bool reaches(Session& session, Session::State state)
{
    return QTest::qWaitFor([&] { return session.state() == state; }, enough);
}

bool reachesStep(Session& session, int64_t step)
{
    return QTest::qWaitFor([&] { return session.last().step >= step; }, enough);
}

uint64_t residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    uint64_t total = 0;
    uint64_t resident = 0;
    statm >> total >> resident;
    return resident * uint64_t(sysconf(_SC_PAGESIZE));
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        Session::setWorkerProgram(weftProgram());
    }
    void cleanup() { m_folder.reset(); }

    void trainsToTheEnd_data()
    {
        QTest::addColumn<bool>("inProcess");
        QTest::newRow("in a worker") << false;
        QTest::newRow("in this process") << true;
    }
    void trainsToTheEnd()
    {
        QFETCH(bool, inProcess);
        if (inProcess)
            Session::setWorkerProgram({});
        Session session;
        QSignalSpy epochs(&session, &Session::epochDone);
        QSignalSpy previews(&session, &Session::previewed);
        QCOMPARE(session.state(), Session::State::idle);
        session.start(spirals(), writtenProject(path(), spirals()));
        QVERIFY(session.isBusy());
        QVERIFY(reaches(session, Session::State::ended));
        QCOMPARE(session.lastEnd()->reason, EndReason::finished);
        QCOMPARE(session.last().step, int64_t(15));
        QCOMPARE(session.plan().updates, int64_t(15));
        QCOMPARE(epochs.size(), 3);
        QVERIFY(!previews.isEmpty());
        QCOMPARE(session.runFolder().toStdString(), path() + "/net.runs/1");
        QCOMPARE(session.checkpointStep(), int64_t(15));
        const std::shared_ptr<const Curve> loss = session.history().series("step/loss");
        QVERIFY(loss != nullptr);
        QCOMPARE(loss->size(), size_t(15));
        QCOMPARE(loss->lastStep(), int64_t(15));
        QCOMPARE(loss->values[14], session.last().loss);
        QCOMPARE(session.history().series("step/epoch")->steps, loss->steps); // kept once
        QCOMPARE(session.history().series("validation/accuracy")->size(), size_t(3));
        QVERIFY(session.history().series("typo") == nullptr);

        RunHistory fromFile;
        QSignalSpy loaded(&fromFile, &RunHistory::loaded);
        fromFile.load(session.runFolder());
        QVERIFY(loaded.wait(enough));
        QVERIFY(std::ranges::equal(fromFile.series("validation/loss")->values.values(),
                                   session.history().series("validation/loss")->values.values()));
    }

    void obeysWhileItTrains()
    {
        Session session;
        QSignalSpy marks(&session, &Session::marked);
        session.start(endless(), writtenProject(path(), endless()));
        QVERIFY(reachesStep(session, 10));
        QCOMPARE(session.state(), Session::State::training);
        session.pause();
        QVERIFY(reaches(session, Session::State::paused));
        const int64_t step = session.last().step;
        QTest::qWait(100);
        QCOMPARE(session.last().step, step);
        session.step();
        QVERIFY(reachesStep(session, step + 1));
        session.setLearningRate(0.125);
        QVERIFY(marks.wait(enough));
        QCOMPARE(session.history().marks().back().after, std::string("0.125"));
        session.resume();
        QVERIFY(reachesStep(session, step + 10));
        QCOMPARE(session.last().learningRate, 0.125f);
        QVERIFY(QTest::qWaitFor([&] { return session.etaSeconds() > 0; }, enough));
        QSignalSpy probes(&session, &Session::probed);
        session.probeValues("point", {0.5f, -0.5f});
        QVERIFY(probes.wait(enough));
        QSignalSpy warnings(&session, &Session::warned);
        session.probeValues("typo", {1});
        QVERIFY(warnings.wait(enough));
        session.stop();
        QCOMPARE(session.state(), Session::State::stopping);
        QVERIFY(reaches(session, Session::State::ended));
        QCOMPARE(session.lastEnd()->reason, EndReason::stopped);

        const int64_t stoppedAt = session.last().step;
        session.resumeRun(session.runFolder());
        QVERIFY(reachesStep(session, stoppedAt + 1));
        QCOMPARE(session.plan().firstStep, stoppedAt + 1);
        QCOMPARE(session.history().marks().size(), size_t(1)); // told by metrics.jsonl
        session.stop();
        QVERIFY(reaches(session, Session::State::ended));
    }

    void aKilledWorkerCostsNothingButTime()
    {
        Project project = spirals(400);
        project.training.epochs = 60;
        const QString fault = killAndResume(project, path(), 3, 7);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }

    void showsWhatGoesOnInside()
    {
        Session session;
        QSignalSpy observed(&session, &Session::observed);
        QSignalSpy costs(&session, &Session::monitoringTold);
        session.start(endless(), writtenProject(path(), endless()));
        QVERIFY(observed.wait(enough)); // of all nodes a summary, unasked
        QVERIFY(session.lastObservation()->details.empty());
        QVERIFY(!session.lastObservation()->nodes.empty());
        session.observe({"hidden"});
        const auto isDetailed = [&] { return !session.lastObservation()->details.empty(); };
        QVERIFY(QTest::qWaitFor(isDetailed, enough));
        QCOMPARE(session.lastObservation()->details.front().node, std::string("hidden"));
        QVERIFY(costs.back().front().value<MonitoringCost>().share < 0.01);
        session.stopObserving();
        QTest::qWait(100);
        observed.clear();
        QTest::qWait(600);
        QVERIFY(observed.isEmpty());
        session.stop();
        QVERIFY(reaches(session, Session::State::ended));
    }

    // $WEFT_COMMANDS of them: 10,000 under the thread sanitizer.
    void aCrowdOfCommandsIsObeyed_data() { trainsToTheEnd_data(); }
    void aCrowdOfCommandsIsObeyed()
    {
        QFETCH(bool, inProcess);
        if (inProcess)
            Session::setWorkerProgram({});
        Project project = endless();
        project.graph.nodes.push_back(node("matrix", "confusion_matrix", {}, {"x=scores.y", "target=arm.y"}));
        const QString file = writtenProject(path(), project);
        Session session;
        RandomSequence random(3, streamOf("commands"));
        const int count = std::max(300, qEnvironmentVariableIntValue("WEFT_COMMANDS"));
        int64_t steps = 0;
        for (int i = 0; i < count; ++i) {
            switch (random.below(24)) {
            case 0:
                session.start(project, file); // nothing, while it is busy
                break;
            case 1:
                if (random.below(4) == 0)
                    session.stop();
                break;
            case 2:
                if (!session.isBusy() && !session.runFolder().isEmpty())
                    session.resumeRun(session.runFolder());
                break;
            case 3:
                session.pause();
                break;
            case 4:
                session.step();
                break;
            case 5:
                session.setLearningRate(double(random.uniform()) - 0.1); // some are refused
                break;
            case 6:
                session.setEpochs(1'000'000 + int64_t(random.below(10)));
                break;
            case 7:
                session.setEarlyStop(random.below(2) == 0 ? std::nullopt
                                                          : std::optional(EarlyStop {.patience = 10'000}));
                break;
            case 8:
                session.checkpointNow();
                break;
            case 9:
                session.probeSample(int64_t(random.below(220))); // some are not there
                break;
            case 10:
                session.probeValues("point", {random.uniform(), random.uniform()});
                break;
            case 11:
                session.askConfusion("matrix", int64_t(random.below(3)), int64_t(random.below(2)));
                break;
            case 12:
                session.observe(random.below(2) == 0 ? std::vector<std::string> {"hidden", "act"}
                                                     : std::vector<std::string> {},
                                int64_t(random.below(9)), random.below(2) == 0);
                break;
            case 13:
                session.stopObserving();
                break;
            default:
                session.resume();
            }
            QTest::qWait(int(random.below(5)));
            QVERIFY2(session.state() != Session::State::crashed, qPrintable(session.stateText()));
            steps = std::max(steps, session.last().step);
        }
        if (!session.isBusy())
            session.start(project, file);
        session.resume();
        session.stop();
        QVERIFY(reaches(session, Session::State::ended));
        QVERIFY2(session.lastEnd()->reason == EndReason::stopped, qPrintable(session.stateText()));
        QVERIFY(steps > 0 || count < 1000); // a slow machine may get no step between two commands
    }

    void aMistakeInTheProjectEndsItWithASentence()
    {
        Project project = spirals();
        project.graph.nodes[2].type = "dense_typo";
        Session session;
        session.start(project, writtenProject(path(), project));
        QVERIFY(reaches(session, Session::State::ended));
        QCOMPARE(session.lastEnd()->reason, EndReason::failed);
        QCOMPARE(session.lastEnd()->node, std::string("hidden"));
    }

    void aWindowComesBackToItsTraining()
    {
        // A path that no socket's address has room for, in letters that not everyone has.
        const std::string folder = path() + "/" + std::string(120, 'x') + " ünï🧶 コード";
        std::filesystem::create_directories(folder);
        const QString file = writtenProject(folder, endless());
        QString run;
        int64_t step = 0;
        {
            Session first;
            first.start(endless(), file);
            QVERIFY(reachesStep(first, 50));
            run = first.runFolder();
            step = first.last().step;
        }
        QStringList live;
        bool found = false;
        findLiveRuns(file, this, [&](const QStringList& runs) { live = runs, found = true; });
        QVERIFY(QTest::qWaitFor([&] { return found; }, enough));
        QCOMPARE(live, QStringList {run});

        Session second;
        second.attach(run);
        QVERIFY(reachesStep(second, step + 10));
        QCOMPARE(second.state(), Session::State::training);
        QCOMPARE(second.plan().updates, int64_t(5'000'000));
        const StepColumn& x = *second.history().series("step/loss")->steps;
        QCOMPARE(x.front(), int64_t(1));
        QVERIFY(std::ranges::is_sorted(x, std::less_equal<>()));
        Session third; // beside it
        third.attach(run);
        QVERIFY(reachesStep(third, step + 20));
        third.pause();
        QVERIFY(reaches(second, Session::State::paused));
        second.stop();
        QVERIFY(reaches(second, Session::State::ended));
        QVERIFY(reaches(third, Session::State::ended));

        Session late; // it is over: as if one had been there
        late.attach(run);
        QVERIFY(reaches(late, Session::State::ended));
        QCOMPARE(late.lastEnd()->reason, EndReason::stopped);
        QVERIFY(late.history().lastStep() > 0);
    }

    void stopsWithTheWindowIfAskedTo()
    {
        QString run;
        {
            Session session;
            session.start(endless(), writtenProject(path(), endless()));
            QVERIFY(reachesStep(session, 20));
            session.setLeavesTraining(false);
            run = session.runFolder();
        }
        const auto hasStopped = [&] {
            return RunFolder::open(realFileSystem(), run.toStdString()).record().state == "stopped";
        };
        QVERIFY(QTest::qWaitFor(hasStopped, enough));
        QVERIFY(!findCheckpoint(realFileSystem(), run.toStdString()).empty());
    }

    void aRunWhoseWorkerDiedUnseenIsSaidToHaveCrashed()
    {
        QString run;
        {
            Session session;
            session.start(endless(), writtenProject(path(), endless()));
            QVERIFY(QTest::qWaitFor([&] { return session.checkpointStep() > 0; }, enough));
            run = session.runFolder();
        }
        const RunFolder folder = RunFolder::open(realFileSystem(), run.toStdString());
        ::kill(pid_t(folder.record().process), SIGKILL);
        QTest::qWait(200);
        Session session;
        session.attach(run);
        QVERIFY(reaches(session, Session::State::crashed));
        QVERIFY(session.stateText().contains("is safe"));
        session.resumeRun(run);
        QVERIFY(reaches(session, Session::State::training));
        session.stop();
        QVERIFY(reaches(session, Session::State::ended));
    }

    void workersThatAreNone_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("said");
        QTest::newRow("another version") << "stranger"
                                         << "another version";
        QTest::newRow("no protocol") << "babble"
                                     << "line 1";
        QTest::newRow("exits") << "exit"
                               << "exit code 7";
        QTest::newRow("no program") << ""
                                    << "does not start";
    }
    void workersThatAreNone()
    {
        QFETCH(QString, kind);
        QFETCH(QString, said);
        qputenv("FAKE_WORKER", kind.toLatin1());
        Session::setWorkerProgram(kind.isEmpty() ? "/nowhere/weft" : QCoreApplication::applicationFilePath());
        Session session;
        session.start(spirals(), {});
        QVERIFY(reaches(session, Session::State::crashed));
        QVERIFY2(session.stateText().contains(said), qPrintable(session.stateText()));
        QCOMPARE(session.stateText().contains("start it again"), kind != "stranger");
    }

    void aKilledHangIsACrash()
    {
        qputenv("FAKE_WORKER", "silent");
        Session::setWorkerProgram(QCoreApplication::applicationFilePath());
        Session session;
        session.start(spirals(), {});
        QVERIFY(reaches(session, Session::State::training));
        session.kill();
        QVERIFY(reaches(session, Session::State::crashed));
    }

    void aWindowThatSleepsTakesNoMemory()
    {
        qputenv("FAKE_WORKER", "torrent");
        Session::setWorkerProgram(QCoreApplication::applicationFilePath());
        Session session;
        session.start(spirals(), {});
        QVERIFY(reachesStep(session, 2000));
        const uint64_t before = residentBytes();
        const int64_t step = session.last().step;
        const int seconds = std::max(3, qEnvironmentVariableIntValue("WEFT_STALL_SECONDS"));
        QTest::qSleep(1000 * seconds); // the window draws nothing and fetches nothing
        const uint64_t after = residentBytes();
        QVERIFY2(after < before + (uint64_t(8) << 20), qPrintable(QString("%1 KiB more").arg((after - before) >> 10)));
        QElapsedTimer timer;
        timer.start();
        const int64_t newest = step + int64_t(19'000) * seconds;
        QVERIFY(QTest::qWaitFor([&] { return session.last().step >= newest; }, 1000));
        const qint64 milliseconds = timer.elapsed();
        qInfo("%lld KiB more, the newest step shown after %lld ms", (long long)(after - before) >> 10,
              (long long)milliseconds);
        QVERIFY2(milliseconds <= 250, qPrintable(QString("%1 ms").arg(milliseconds)));
        const Curve& loss = *session.history().series("step/loss");
        QVERIFY(std::ranges::is_sorted(*loss.steps, std::less_equal<>()));
        QVERIFY(loss.values[loss.size() - 1] == 1 / float(session.last().step));
    }

private:
    std::string path() const { return m_folder->path().toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char** argv)
{
    if (argc > 1 && std::string(argv[1]) == "worker")
        return fakeWorker();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) // numbers must not become "1,5"
        std::setlocale(LC_ALL, "");
    TestSession test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_session.moc"
