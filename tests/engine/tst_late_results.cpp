#include "engine/backends/cpu/cpu_backend.h"
#include "tests/support/ahead_backend.h"
#include "tests/support/compared_training.h"
#include "tests/support/resident_batches.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

// A GPU's results are read some updates late, it makes several updates in one go, and gathers batches from data that
// lies there. The same on the CPU: a run must not differ from one that makes and reads each update before the next.

using namespace weft;

namespace {

TrainerOptions in(const std::string& folder)
{
    return {.projectFolder = folder, .loaderThreads = 0};
}

std::unique_ptr<Backend> plain()
{
    return makeCpuBackend({.threads = 1, .oneDnn = false});
}

} // namespace

class TestLateResults : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::string folder() const { return m_folder.path().toStdString(); }

private slots:
    void batchesThatAreGatheredAreTheLoaders()
    {
        AheadBackend one({.keepsTables = true}), several({.stepsAtOnce = 3, .keepsTables = true});
        for (const auto& [name, project] : projectsWithAllData(folder())) {
            QCOMPARE(name + ": " + compareBatches(project, one, folder()), name + ": ");
            QCOMPARE(name + ": " + compareBatches(project, several, folder()), name + ": ");
        }
    }

    void aWholeRunIsTheSame_data()
    {
        QTest::addColumn<Project>("project");
        QTest::addColumn<int>("stepsAtOnce");
        QTest::addColumn<bool>("keepsTables");
        for (const auto& [name, project] : projectsWithAllData(folder())) {
            for (const int steps : {1, 5}) {
                for (const bool tables : {false, true})
                    QTest::addRow("%s, %d steps, %s", name.c_str(), steps, tables ? "resident" : "loaded")
                        << project << steps << tables;
            }
        }
        Project often = spirals(); // what happens between updates
        often.training.validationEvery = 0.4;
        often.training.checkpoints.everySteps = 3;
        often.training.ema = 0.9;
        often.training.schedule = {.type = "one_cycle"};
        QTest::addRow("often interrupted") << often << 5 << true;
    }
    void aWholeRunIsTheSame()
    {
        QFETCH(Project, project);
        QFETCH(int, stepsAtOnce);
        QFETCH(bool, keepsTables);
        project.training.epochs = 3;
        const auto cpu = plain();
        AheadBackend ahead({.stepsAtOnce = stepsAtOnce, .keepsTables = keepsTables});
        ComparedTraining one(project, *cpu, in(folder())), other(project, ahead, in(folder()));
        one.finish();
        other.finish(100);
        QCOMPARE(other.trainer.stateHash(), one.trainer.stateHash());
        QVERIFY(one.steps.size() > 5);
        QVERIFY(other.steps == one.steps);
        QVERIFY(one.epochs.size() >= 3);
        QVERIFY(other.epochs == one.epochs);
        QVERIFY(other.warnings == one.warnings);
    }

    void waitingForSamplesIsCounted()
    {
        for (const int stepsAtOnce : {1, 4}) {
            AheadBackend ahead({.stepsAtOnce = stepsAtOnce});
            ComparedTraining training(spirals(), ahead, in("."));
            QCOMPARE(training.trainer.dataWaitSeconds(), 0.0);
            training.trainer.advance(3);
            QVERIFY(training.trainer.dataWaitSeconds() > 0);
        }
    }

    // Each advance() makes as many updates as it may, and none beyond.
    void severalUpdatesAreMadeInOneGo()
    {
        AheadBackend ahead({.stepsAtOnce = 5});
        Project project = spirals(220); // 176 to train on: five whole batches of 32 and a rest
        ComparedTraining training(project, ahead, in("."));
        training.trainer.advance(2);
        QCOMPARE(training.trainer.progress().update, int64_t(2));
        training.trainer.advance(100);
        QCOMPARE(training.trainer.progress().update, int64_t(5)); // the rest is a step of its own
        training.trainer.advance(100);
        QCOMPARE(training.trainer.progress().update, int64_t(6));
        training.trainer.step();
        QCOMPARE(training.trainer.progress().update, int64_t(7));
        training.trainer.setLearningRate(0.5);
        training.trainer.advance(100);
        training.trainer.settle();
        training.drain();
        QCOMPARE(training.steps.size(), size_t(11));
        QCOMPARE(training.steps[6].learningRate, 0.01f);
        QCOMPARE(training.steps[7].learningRate, 0.5f);
    }

    void checkpointsAreWrittenWhenTheyAreDue()
    {
        Project project = spirals();
        project.training.epochs = 4;
        project.training.checkpoints.everySteps = 3;
        const auto cpu = plain();
        AheadBackend ahead({.stepsAtOnce = 4, .keepsTables = true});
        std::vector<int64_t> saved[2];
        for (const bool isAhead : {false, true}) {
            EventQueue events;
            Trainer trainer(project,
                            {.backend = isAhead ? &ahead : cpu.get(),
                             .checkpoints = folder() + (isAhead ? "/due-ahead" : "/due"),
                             .loaderThreads = 0,
                             .previewSamples = 0},
                            events);
            while (trainer.advance(100) != Trainer::State::ended) { }
            for (const Event& event : events.drain()) {
                if (const auto* checkpoint = std::get_if<Checkpointed>(&event))
                    saved[isAhead].push_back(checkpoint->step);
            }
        }
        QVERIFY(saved[0].size() > 6);
        QCOMPARE(saved[1], saved[0]);
    }

    // Cut anywhere, also within what would have been one go.
    void aRunThatIsCutGoesOnAsIfItHadNotBeen()
    {
        Project project = shapes();
        project.data.transforms.push_back({.kind = "augment_crop"});
        project.training.epochs = 4;
        const auto cpu = plain();
        AheadBackend ahead({.stepsAtOnce = 4, .keepsTables = true});
        ComparedTraining whole(project, *cpu, in("."));
        whole.finish();
        for (const int64_t updates : {1, 3, 6, 11}) {
            const std::string place = folder() + "/" + std::to_string(updates);
            EventQueue events;
            Trainer first(project, {.backend = &ahead, .checkpoints = place, .loaderThreads = 0, .previewSamples = 0},
                          events);
            while (first.progress().update < updates)
                first.advance(updates - first.progress().update);
            first.saveCheckpoint();
            TrainerOptions resumed = in(folder());
            resumed.checkpoints = folder() + "/checkpoints";
            resumed.resumeFrom = place + "/step-" + std::to_string(updates);
            ComparedTraining rest(project, ahead, resumed);
            rest.finish(100);
            QCOMPARE(rest.trainer.stateHash(), whole.trainer.stateHash());
        }
    }

    void saysWhyTheDataIsNotKept()
    {
        AheadBackend ahead({.keepsTables = true, .whyNoTable = "it is too large"});
        ComparedTraining training(spirals(), ahead, in("."));
        training.finish();
        QCOMPARE(training.warnings,
                 (std::vector<std::string> {"The CPU makes the batches, not the GPU: it is too large."}));
    }

    void settlingTellsWhatIsUnderWay()
    {
        AheadBackend late;
        ComparedTraining training(spirals(), late, in("."));
        training.trainer.advance();
        training.trainer.advance();
        QCOMPARE(training.trainer.progress().update, int64_t(2));
        training.drain();
        QVERIFY(training.steps.empty());
        training.trainer.settle();
        training.drain();
        QCOMPARE(training.steps.size(), size_t(2));
    }

    // The updates launched behind one that fails must not move anything, though they would be fine by themselves.
    void nothingMovesAfterAFailure()
    {
        const auto cpu = plain();
        AheadBackend late;
        ComparedTraining one(spirals(), *cpu, in(".")), other(spirals(), late, in("."));
        for (ComparedTraining* training : {&one, &other}) {
            training->trainer.step();
            training->trainer.setLearningRate(1e38);
        }
        QVERIFY_EXCEPTION_THROWN(one.trainer.advance(), NodeError);
        other.trainer.advance();
        other.trainer.setLearningRate(0.01);
        other.trainer.advance();
        QString text;
        try {
            other.trainer.settle();
        } catch (const NodeError& error) {
            text = error.what();
        }
        QVERIFY2(text.contains("step 2") && text.contains("were not changed"), qPrintable(text));
        QCOMPARE(other.trainer.progress().update, int64_t(1));
        one.trainer.setLearningRate(0.01);
        QCOMPARE(other.trainer.stateHash(), one.trainer.stateHash());
    }

    // The same within one go: the second update of four.
    void nothingMovesAfterAFailureInOneGo()
    {
        for (const bool tables : {false, true}) {
            const auto cpu = plain();
            AheadBackend ahead({.stepsAtOnce = 4, .keepsTables = tables});
            Project project = spirals();
            project.training.learningRate = 1e38; // but for the first update
            project.training.schedule = {.type = "one_cycle", .params = {{"divide_first", 1e40}}};
            ComparedTraining one(project, *cpu, in(".")), other(project, ahead, in("."));
            QString text;
            try {
                one.finish();
            } catch (const NodeError& error) {
                text = error.what();
            }
            QVERIFY(!text.isEmpty());
            const int64_t updates = one.trainer.progress().update;
            QCOMPARE(updates, int64_t(1));
            QString said;
            try {
                other.finish(100);
            } catch (const NodeError& error) {
                said = error.what();
            }
            QCOMPARE(said, text);
            QCOMPARE(other.trainer.progress().update, updates);
            QCOMPARE(other.trainer.stateHash(), one.trainer.stateHash());
        }
    }
};

QTEST_APPLESS_MAIN(TestLateResults)
#include "tst_late_results.moc"
