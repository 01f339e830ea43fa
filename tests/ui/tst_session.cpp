#include "tests/ui/support/session_test.h"

#include <cmath>

// What a session tells of its training, and what it takes from the window.

using namespace weft;

class TestSession : public SessionTest {
    Q_OBJECT
private slots:
    void init() { begin(); }
    void cleanup() { end(); }

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
        QVERIFY(loaded.wait(patience));
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
        QVERIFY(marks.wait(patience));
        QCOMPARE(session.history().marks().back().after, std::string("0.125"));
        session.resume();
        QVERIFY(reachesStep(session, step + 10));
        QCOMPARE(session.last().learningRate, 0.125f);
        QVERIFY(QTest::qWaitFor([&] { return session.etaSeconds() > 0; }, patience));
        QSignalSpy probes(&session, &Session::probed);
        session.probeValues("point", {0.5f, -0.5f});
        QVERIFY(probes.wait(patience));
        QSignalSpy warnings(&session, &Session::warned);
        session.probeValues("typo", {1});
        QVERIFY(warnings.wait(patience));
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

    void showsWhatGoesOnInside()
    {
        Session session;
        QSignalSpy observed(&session, &Session::observed);
        QSignalSpy costs(&session, &Session::monitoringTold);
        session.start(endless(), writtenProject(path(), endless()));
        QVERIFY(observed.wait(patience)); // of all nodes a summary, unasked
        QVERIFY(session.lastObservation()->details.empty());
        QVERIFY(!session.lastObservation()->nodes.empty());
        session.observe({"hidden"});
        const auto isDetailed = [&] { return !session.lastObservation()->details.empty(); };
        QVERIFY(QTest::qWaitFor(isDetailed, patience));
        QCOMPARE(session.lastObservation()->details.front().node, std::string("hidden"));
        QVERIFY(costs.back().front().value<MonitoringCost>().share < 0.01);
        session.stopObserving();
        QSignalSpy probes(&session, &Session::probed);
        session.probeValues("point", {0.5f, -0.5f});
        QVERIFY(probes.wait(patience)); // it has obeyed the command before too
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
};

int main(int argc, char** argv)
{
    TestSession test;
    return runSessionTest(test, argc, argv);
}
#include "tst_session.moc"
