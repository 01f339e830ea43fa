#include "engine/train/runs/run_folder.h"
#include "tests/ui/killed_window.h"
#include "tests/ui/support/session_test.h"
#include "ui/session/live_runs.h"

#include <filesystem>

// Trainings that lose their window, and windows that lose their trainings.

using namespace weft;

class TestSessionLeft : public SessionTest {
    Q_OBJECT
private slots:
    void init() { begin(); }
    void cleanup() { end(); }

    void aKilledWorkerCostsNothingButTime()
    {
        Project project = spirals(400);
        project.training.epochs = 60;
        project.training.checkpoints.everySteps = 5;
        const QString fault = killAndResume(project, path(), 3, 7);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
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
        QVERIFY(QTest::qWaitFor([&] { return found; }, patience));
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

    // The window that began it is killed: it trains on where another one can come back to it.
    void aTrainingOutlivesItsWindowIfItCanBeFound_data()
    {
        QTest::addColumn<QString>("life");
        QTest::addColumn<bool>("kept");
        QTest::addColumn<bool>("removed");
        QTest::addColumn<bool>("goesOn");
        QTest::newRow("a project in a file") << "ofItsOwn" << true << false << true;
        QTest::newRow("a project in no file") << "ofItsOwn" << false << false << false;
        QTest::newRow("its folder is gone") << "ofItsOwn" << true << true << false;
        QTest::newRow("a test's") << "withWindow" << true << false << false;
    }
    void aTrainingOutlivesItsWindowIfItCanBeFound()
    {
        QFETCH(QString, life);
        QFETCH(bool, kept);
        QFETCH(bool, removed);
        QFETCH(bool, goesOn);
        QProcess window;
        window.start(QCoreApplication::applicationFilePath(),
                     {"window", weftProgram(), life, writtenProject(path(), endless()), kept ? "kept" : "unkept"});
        QVERIFY(window.waitForReadyRead(patience));
        const QString run = QString::fromUtf8(window.readLine()).trimmed().mid(4);
        QCOMPARE(!run.isEmpty(), kept);
        const int64_t worker = childOf(window.processId());
        QVERIFY(isRunning(worker));
        if (removed)
            QVERIFY(QDir().rename(run, run + " elsewhere")); // at once, while it writes there
        window.kill();
        QVERIFY(window.waitForFinished(patience));
        if (!goesOn) {
            QVERIFY(QTest::qWaitFor([&] { return !isRunning(worker); }, patience));
            return;
        }
        QTest::qWait(500);
        QVERIFY(isRunning(worker));
        Session second;
        second.attach(run);
        QVERIFY(reachesStep(second, 30));
        second.stop();
        QVERIFY(reaches(second, Session::State::ended));
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
        QVERIFY(QTest::qWaitFor(hasStopped, patience));
        QVERIFY(!findCheckpoint(realFileSystem(), run.toStdString()).empty());
    }

    void aRunWhoseWorkerDiedUnseenIsSaidToHaveCrashed()
    {
        QString run;
        {
            Session session;
            session.start(endless(), writtenProject(path(), endless()));
            QVERIFY(QTest::qWaitFor([&] { return session.checkpointStep() > 0; }, patience));
            run = session.runFolder();
        }
        const RunFolder folder = RunFolder::open(realFileSystem(), run.toStdString());
        ::kill(pid_t(folder.record().process), SIGKILL);
        QTRY_VERIFY(!isRunning(folder.record().process));
        Session session;
        session.attach(run);
        QVERIFY(reaches(session, Session::State::crashed));
        QVERIFY2(session.stateText().contains("is safe"), qPrintable(session.stateText()));
        session.resumeRun(run);
        QVERIFY(reaches(session, Session::State::training));
        session.stop();
        QVERIFY(reaches(session, Session::State::ended));
    }
};

int main(int argc, char** argv)
{
    if (argc > 1 && std::string(argv[1]) == "window")
        return doomedWindow(argc, argv);
    TestSessionLeft test;
    return runSessionTest(test, argc, argv);
}
#include "tst_session_left.moc"
