#include "engine/train/runs.h"
#include "tests/support/run_events.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <set>

using namespace weft;

namespace {

std::vector<int64_t> stepsIn(const std::vector<Event>& events)
{
    std::vector<int64_t> steps;
    for (const StepsDone& done : all<StepsDone>(events)) {
        for (const StepNumbers& step : done.steps)
            steps.push_back(step.step);
    }
    return steps;
}

Project longProject() { return endless(spirals(200)); } // 5 steps an epoch

// Like shapes(), with a confusion matrix.
Project countedShapes()
{
    Project project = endless(shapes());
    project.graph.nodes.push_back(node("answer", "output", {}, {"x=scores.y"}));
    project.graph.nodes.push_back(node("matrix", "confusion_matrix", {}, {"x=scores.y", "target=shape.y"}));
    return project;
}

size_t likeliest(const SampleValues& scores, size_t sample)
{
    const auto classes = size_t(scores.shape.elements());
    std::vector<float> values(classes);
    std::memcpy(values.data(), scores.bytes.data() + sample * classes * 4, classes * 4);
    return size_t(std::ranges::max_element(values) - values.begin());
}

} // namespace

class TestLive : public QObject {
    Q_OBJECT
private slots:
    void aPausedRunMovesStepByStep()
    {
        Run run(longProject(), {});
        run.step(); // before it is ready
        QCOMPARE(stepsIn(upToPause(run)), std::vector<int64_t> {1});
        run.step();
        run.step();
        run.step();
        std::vector<Event> events;
        while (stepsIn(events).size() < 3)
            std::ranges::move(upTo<StepsDone>(run), std::back_inserter(events));
        QTest::qSleep(50);
        std::ranges::move(run.events().drain(), std::back_inserter(events));
        QCOMPARE(stepsIn(events), (std::vector<int64_t> {2, 3, 4}));
        run.step(); // the fifth ends the epoch: its validation belongs to it
        events = upToPause(run);
        QCOMPARE(stepsIn(events), std::vector<int64_t> {5});
        QCOMPARE(all<EpochDone>(events).size(), size_t(1));
        run.resume();
        QVERIFY(stepsIn(upTo<StepsDone>(run)).front() == 6);
    }

    void everyChangeIsMarkedAndSurvivesAResume()
    {
        QTemporaryDir folder;
        const RunOptions options {.runs = folder.path().toStdString()};
        {
            Run run(longProject(), options);
            for (int i = 0; i < 3; ++i) {
                run.step();
                upToPause(run);
            }
            run.setLearningRate(0.5);
            run.setLearningRate(0.5); // changes nothing
            run.setEpochs(2'000'000);
            run.setEarlyStop(EarlyStop {.metric = "train/loss", .patience = 1'000'000});
            run.setEarlyStop(EarlyStop {.metric = "train/typo"});
            const std::string refused = all<Warning>(upTo<Warning>(run)).front().text;
            QVERIFY2(refused.find("train/typo") != std::string::npos, refused.c_str());
            run.stop();
            run.wait();
            run.events().drain();
        }
        const std::vector<Mark> expected = {{4, "learning_rate", "0.01", "0.5"},
                                            {4, "epochs", "1000000", "2000000"},
                                            {4, "early_stop", "", "1000000 × train/loss"}};
        const std::string path = folder.path().toStdString() + "/1";
        QVERIFY(all<Mark>(readMetrics(realFileSystem(), path + "/metrics.jsonl")) == expected);
        Run run(Project(), {.resume = path, .tellHistory = true});
        run.step();
        std::vector<Event> events = upToPause(run);
        QVERIFY(all<Mark>(events) == expected);
        QCOMPARE(stepsIn(events).front(), int64_t(1)); // told by metrics.jsonl
        QCOMPARE(stepsIn(events).back(), int64_t(4));
        QCOMPARE(all<StepsDone>(events).back().steps.back().learningRate, 0.5f);
        QCOMPARE(all<RunPlan>(events).front().updates, int64_t(5 * 2'000'000));
    }

    void aMarkThatACrashUndidIsGone()
    {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/metrics.jsonl";
        {
            MetricsFile metrics(realFileSystem(), path, 0, 0);
            metrics.add(Mark {4, "learning_rate", "1", "2"});
            metrics.add(Mark {4, "learning_rate", "2", "3"});
            metrics.flush();
        }
        MetricsFile metrics(realFileSystem(), path, 3, 0, 1); // a checkpoint between the two
        const std::vector<Mark> left = all<Mark>(readMetrics(realFileSystem(), path));
        QCOMPARE(left.size(), size_t(1));
        QCOMPARE(left[0].after, std::string("2"));
    }

    void anEarlyStopSetOnTheWayEndsTheRun()
    {
        Project project = longProject();
        project.training.learningRate = 0; // nothing ever gets better
        Run run(project, {});
        upTo<EpochDone>(run);
        run.setEarlyStop(EarlyStop {.metric = "validation/loss", .patience = 2, .restoreBest = false});
        run.wait();
        const std::vector<Event> events = run.events().drain();
        QCOMPARE(std::get<RunEnded>(events.back()).reason, EndReason::earlyStop);
    }

    void answersForValuesOfAPerson()
    {
        Run run(countedShapes(), {});
        upTo<StepsDone>(run);
        run.pause();
        upToPause(run);
        run.probe(5);
        const Predictions known = all<ProbeAnswer>(upTo<ProbeAnswer>(run)).front().of;
        const SampleValues& picture = known.inputs.front();
        std::vector<float> values(picture.bytes.size() / byteSize(picture.dtype));
        for (size_t i = 0; i < values.size(); ++i) {
            if (picture.dtype == DType::u8)
                values[i] = float(std::to_integer<int>(picture.bytes[i]));
            else
                std::memcpy(&values[i], picture.bytes.data() + 4 * i, 4);
        }
        run.probe(ProbeValues {"picture", values});
        const Predictions own = all<ProbeAnswer>(upTo<ProbeAnswer>(run)).front().of;
        QVERIFY(own.samples.empty());
        QVERIFY(own.truths.empty());
        QVERIFY(own.inputs == known.inputs);
        QCOMPARE(own.step, known.step);
        QCOMPARE(own.predictions.size(), size_t(1));
        QCOMPARE(own.predictions[0].bytes.size(), size_t(4 * 4));
        QVERIFY(own.predictions[0].classes == known.predictions[0].classes);
        for (size_t i = 0; i < 4; ++i) { // computed in another size of batch
            float a = 0, b = 0;
            std::memcpy(&a, own.predictions[0].bytes.data() + 4 * i, 4);
            std::memcpy(&b, known.predictions[0].bytes.data() + 4 * i, 4);
            QVERIFY2(std::abs(a - b) < 1e-5f, qPrintable(QString("%1 and %2").arg(double(a)).arg(double(b))));
        }

        values.pop_back();
        run.probe(ProbeValues {"picture", values});
        QVERIFY(all<Warning>(upTo<Warning>(run)).front().text.find("144") != std::string::npos);
        run.probe(ProbeValues {"shape", {1}}); // the truth
        QVERIFY(all<Warning>(upTo<Warning>(run)).front().text.find("no input") != std::string::npos);
    }

    void aCellOfTheMatrixOpensItsSamples()
    {
        Run run(countedShapes(), {});
        run.askConfusion({"matrix", 0, 0}); // before any validation
        QVERIFY(!all<Warning>(upTo<Warning>(run)).empty());
        const EpochDone done = all<EpochDone>(upTo<EpochDone>(run)).front();
        for (int i = 0; i < 8; ++i)
            run.step(); // short of another epoch's end
        upToPause(run);
        run.events().drain();
        int64_t told = 0;
        std::set<int64_t> seen;
        for (int64_t truth = 0; truth < 4; ++truth) {
            for (int64_t chosen = 0; chosen < 4; ++chosen) {
                run.askConfusion({"matrix", truth, chosen});
                const ConfusionAnswer answer = all<ConfusionAnswer>(upTo<ConfusionAnswer>(run)).front();
                QCOMPARE(answer.truth, truth);
                QCOMPARE(answer.predicted, chosen);
                QCOMPARE(answer.count, int64_t(answer.of.samples.size()));
                told += answer.count;
                seen.insert(answer.of.samples.begin(), answer.of.samples.end());
                if (answer.count == 0)
                    continue;
                QCOMPARE(answer.of.inputs.front().bytes.size() % answer.of.samples.size(), size_t(0));
                for (size_t i = 0; i < answer.of.samples.size(); ++i) {
                    int32_t is = -1;
                    std::memcpy(&is, answer.of.truths.front().bytes.data() + 4 * i, 4);
                    QCOMPARE(int64_t(is), truth);
                    QVERIFY(likeliest(answer.of.predictions.front(), i) < 4);
                }
            }
        }
        const ConfusionMatrix& matrix = done.confusions.front();
        QCOMPARE(told, std::accumulate(matrix.counts.begin(), matrix.counts.end(), int64_t(0)));
        QCOMPARE(int64_t(seen.size()), told); // each sample in one cell
        run.askConfusion({"typo", 0, 0});
        QVERIFY(!all<Warning>(upTo<Warning>(run)).empty());
    }
};

QTEST_APPLESS_MAIN(TestLive)
#include "tst_live.moc"
