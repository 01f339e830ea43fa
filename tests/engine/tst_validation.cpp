#include "engine/storage/publish.h"
#include "tests/support/small_projects.h"
#include "tests/support/training.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace weft;

// What validation decides: when it is made, which weights are best and kept, when to stop.
class TestValidation : public QObject {
    Q_OBJECT

private slots:
    void validatesAsOftenAsAsked_data()
    {
        QTest::addColumn<double>("every"); // epochs of 5 updates
        QTest::addColumn<QVector<int>>("steps");
        QTest::newRow("each epoch") << 1.0 << QVector<int> {5, 10, 15};
        QTest::newRow("twice an epoch") << 0.5 << QVector<int> {3, 5, 8, 10, 13, 15};
        QTest::newRow("every second, and at the end") << 2.0 << QVector<int> {10, 15};
        QTest::newRow("each update at most")
            << 0.01 << QVector<int> {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        QTest::newRow("never") << 0.0 << QVector<int> {};
    }

    void validatesAsOftenAsAsked()
    {
        QFETCH(double, every);
        QFETCH(QVector<int>, steps);
        Project project = spirals();
        project.training.validationEvery = every;
        Training training(project);
        training.finish();
        QVector<int> found;
        for (const HistoryEntry& entry : training.trainer->progress().history) {
            if (find(entry.values, "validation/loss") != nullptr)
                found.push_back(int(entry.step));
        }
        QCOMPARE(found, steps);
        QCOMPARE(training.trainer->progress().epoch, int64_t(3));
    }

    void stopsEarlyWithTheBestWeights()
    {
        QTemporaryDir folder;
        Project project = spirals();
        project.training.epochs = 1000;
        project.training.optimizer = {.type = "sgd"};
        project.training.learningRate = 0.5;
        project.training.schedule = {.type = "exponential", .params = {{"gamma", 1.0}}};
        project.training.earlyStop = EarlyStop {.metric = "validation/loss", .patience = 3, .minimumChange = 0.005};
        project.training.checkpoints.keep = 1;
        Training training(project, {.checkpoints = folder.path().toStdString()});
        std::map<int64_t, std::map<std::string, std::vector<std::byte>>> weights;
        while (training.trainer->step() != Trainer::State::ended) {
            if (!training.trainer->progress().stoppedEarly)
                weights[training.trainer->progress().update] = training.snapshot();
        }
        const Progress& progress = training.trainer->progress();
        QCOMPARE(training.trainer->endReason(), EndReason::earlyStop);
        QCOMPARE(progress.badValidations, int64_t(3));
        QVERIFY(progress.earlyBest.step < progress.update);
        QVERIFY(training.snapshot() == weights.at(progress.earlyBest.step));
        double best = 1e9;
        int64_t bestStep = 0;
        for (const HistoryEntry& entry : progress.history) {
            if (const double loss = *find(entry.values, "validation/loss"); loss < best - 0.005) {
                best = loss;
                bestStep = entry.step;
            }
        }
        QCOMPARE(progress.earlyBest.step, bestStep);
    }

    void validatesWithTheAveragedWeights()
    {
        Project project = spirals();
        project.training.ema = 0.5;
        project.training.epochs = 2;
        Training training(project);
        std::vector<float> average = training.weight("hidden.weight");
        for (int count = 1; count <= 10; ++count) {
            training.trainer->step();
            const std::vector<float> now = training.weight("hidden.weight");
            const float decay = std::min((float(count) - 1) / (float(count) + 9), 0.5f);
            for (size_t i = 0; i < now.size(); ++i)
                average[i] = decay * average[i] + (1 - decay) * now[i];
        }
        const std::vector<float> kept = training.weight("hidden.weight/average");
        for (size_t i = 0; i < kept.size(); ++i)
            QVERIFY(std::abs(kept[i] - average[i]) < 1e-6f);

        project.training.ema = 0;
        project.training.learningRate = 0;
        project.training.epochs = 1;
        Training plain(project);
        for (const char* name : {"hidden.weight", "hidden.bias", "scores.weight", "scores.bias"}) {
            const std::vector<float> values = training.weight(std::string(name) + "/average");
            plain.setWeight(name, values);
        }
        plain.finish();
        QCOMPARE(training.last("validation/loss"), plain.last("validation/loss"));
        QVERIFY(training.last("validation/loss") != training.last("train/loss"));
    }

    void keepsTheLastAndTheBest()
    {
        QTemporaryDir folder;
        Project project = spirals();
        project.training.epochs = 6;
        project.training.checkpoints.keep = 2;
        project.training.checkpoints.everySteps = 3;
        project.training.checkpoints.bestMetric = "validation/accuracy";
        Training training(project, {.checkpoints = folder.path().toStdString()});
        int64_t bestStep = 0;
        while (training.trainer->step() != Trainer::State::ended) {
            const std::vector<std::string> kept = publishedFolders(realFileSystem(), folder.path().toStdString());
            bestStep = training.trainer->progress().best.step;
            const std::string best = "step-" + std::to_string(bestStep);
            QVERIFY(kept.size() <= 3);
            QVERIFY(bestStep == 0
                    || std::ranges::count_if(
                           kept, [&](const std::string& name) { return name == best || name.starts_with(best + "-"); })
                        == 1);
        }
        QVERIFY(bestStep > 0);
        const std::vector<std::string> kept = publishedFolders(realFileSystem(), folder.path().toStdString());
        QVERIFY(kept.front().starts_with("step-30"));
    }

    void aMetricThatIsNotThereIsSaidBeforeTraining()
    {
        Project project = spirals();
        project.training.earlyStop = EarlyStop {.metric = "validation/acuracy"};
        try {
            Training training(project);
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY2(std::string(error.what()).find("validation/accuracy") != std::string::npos, error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestValidation)
#include "tst_validation.moc"
