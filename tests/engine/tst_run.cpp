#include "engine/support/random.h"
#include "engine/train/network/trained_network.h"
#include "engine/train/runs.h"
#include "tests/support/run_events.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <numeric>
#include <thread>
#include <unistd.h>

using namespace weft;

namespace {

Project longProject() { return endless(spirals(400)); }

} // namespace

// A training on its thread: what it tells, and how it obeys.
class TestRun : public QObject {
    Q_OBJECT
private slots:
    void tellsOfSettingsThatDoNothing()
    {
        Project project = spirals();
        project.training.epochs = 1;
        project.training.unknown = {{"epoch", Json(int64_t(5))}};
        Run run(project, {});
        const std::vector<Event> events = finished(run);
        QCOMPARE(std::get<RunEnded>(events.back()).reason, EndReason::finished);
        const std::vector<Warning> warnings = all<Warning>(events);
        QCOMPARE(warnings.size(), size_t(1));
        QVERIFY2(warnings[0].text.starts_with("training has no setting \"epoch\""), warnings[0].text.c_str());
    }
    void tellsOfATrainingThatWentAstray() // though every number is finite
    {
        Project project = spirals();
        project.training.learningRate = 1000;
        Run run(project, {});
        const std::vector<Event> events = finished(run);
        QCOMPARE(std::get<RunEnded>(events.back()).reason, EndReason::finished);
        const std::vector<Warning> warnings = all<Warning>(events);
        QCOMPARE(warnings.size(), size_t(1));
        QVERIFY2(warnings[0].text.starts_with("The loss was ")
                     && warnings[0].text.find("smaller learning rate") != std::string::npos,
                 warnings[0].text.c_str());
    }
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
        QVERIFY(all<Warning>(events).empty());
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
        upToPause(run);
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
};

QTEST_APPLESS_MAIN(TestRun)
#include "tst_run.moc"
