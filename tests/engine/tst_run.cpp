#include "engine/train/network/trained_network.h"
#include "engine/train/run.h"
#include "engine/train/runs.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

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
};

QTEST_APPLESS_MAIN(TestRun)
#include "tst_run.moc"
