#include "tests/support/small_projects.h"
#include "tests/support/training.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace weft;

namespace {

// As learnt from the label of each sample and the network's probabilities, one sample at a time.
struct ByHand {
    double loss = 0;
    double accuracy = 0;
    std::vector<int64_t> confusion = std::vector<int64_t>(4);
};

ByHand byHand(Training& training, const std::vector<int64_t>& samples)
{
    ByHand sum;
    for (const int64_t sample : samples) {
        const Predictions answer = training.trainer->predict({{sample}});
        float probability[2];
        int32_t truth = 0;
        std::memcpy(probability, answer.predictions[0].bytes.data(), sizeof probability);
        std::memcpy(&truth, answer.truths[0].bytes.data(), sizeof truth);
        const int chosen = probability[1] > probability[0];
        sum.loss -= std::log(double(probability[truth])) / double(samples.size());
        sum.accuracy += double(chosen == truth) / double(samples.size());
        ++sum.confusion[size_t(2 * truth + chosen)];
    }
    return sum;
}

Project withOutput(Project project)
{
    project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
    project.graph.nodes.push_back(node("mixed_up", "confusion_matrix", {}, {"x=scores.y", "target=arm.y"}));
    project.graph.nodes.push_back(node("overlap", "mean_iou", {}, {"x=scores.y", "target=arm.y"}));
    project.graph.nodes.push_back(node("explained", "r2", {}, {"x=scores.y", "target=point.y"}));
    return project;
}

} // namespace

class TestTrainer : public QObject {
    Q_OBJECT

private slots:
    void aDeviceThatComputesInAnotherPrecisionSaysSo()
    {
        QCOMPARE(precisionNote("f32", "cpu"), std::string());
        QCOMPARE(precisionNote("f64", "cpu"), std::string());
        QVERIFY(precisionNote("tf32", "cpu").starts_with("The CPU computes in f32"));
        QVERIFY(precisionNote("f16", "cpu").starts_with("The CPU computes in f32"));
        QCOMPARE(precisionNote("bf16", "cuda"), std::string());
        QCOMPARE(precisionNote("f16", "cuda"), std::string());
    }

    void learnsTheSpirals()
    {
        Project project = spirals(600);
        project.training.epochs = 60;
        Training training(project);
        training.finish();
        const Progress& progress = training.trainer->progress();
        QCOMPARE(progress.update, int64_t(60) * 15);
        QCOMPARE(progress.history.size(), size_t(60));
        QVERIFY(training.last("train/loss") < 0.5 * *find(progress.history.front().values, "train/loss"));
        QVERIFY2(training.last("validation/accuracy") > 0.9,
                 qPrintable(QString::number(training.last("validation/accuracy"))));
    }

    void everySampleCountsOnceInEveryMetric_data()
    {
        QTest::addColumn<int>("batch");
        for (const int batch : {1, 7, 32, 40, 64, 1000}) // of 40 validation and 160 training samples
            QTest::addRow("batches of %d", batch) << batch;
    }

    void everySampleCountsOnceInEveryMetric()
    {
        QFETCH(int, batch);
        Project project = withOutput(spirals());
        project.training.batchSize = batch;
        project.training.epochs = 2;
        project.training.learningRate = 0; // so that the weights are the same for every batch
        Training training(project);
        training.finish();
        const ByHand validation = byHand(training, training.trainer->data().validation);
        QVERIFY(std::abs(training.last("validation/loss") - validation.loss) < 1e-6);
        QCOMPARE(training.last("validation/accuracy"), validation.accuracy);
        const ByHand train = byHand(training, training.trainer->data().train);
        QVERIFY(std::abs(training.last("train/loss") - train.loss) < 1e-6);
        QCOMPARE(training.last("train/accuracy"), train.accuracy);
        std::vector<ConfusionMatrix> confusions;
        for (const Event& event : training.events.drain()) {
            if (const auto* done = std::get_if<EpochDone>(&event))
                confusions = done->confusions;
        }
        QCOMPARE(confusions.size(), size_t(1));
        QCOMPARE(confusions[0].counts, validation.confusion);
        QCOMPARE(training.last("validation/mixed_up/accuracy"), validation.accuracy);
        QCOMPARE(training.last("validation/mean_iou"), training.last("validation/mixed_up/mean_iou"));
        project.training.batchSize = 1000;
        Training whole(project);
        whole.finish();
        for (const char* name : {"train/r2", "train/mean_iou", "validation/r2"})
            QVERIFY2(std::abs(training.last(name) - whole.last(name)) < 1e-5, name);
    }

    void accumulatedMicroBatchesAreOneBatch_data()
    {
        QTest::addColumn<int>("samples");
        QTest::newRow("even") << 200; // 160 train
        QTest::newRow("a last update of one micro-batch") << 190; // 152 = 9 × 16 + 8
        QTest::newRow("a last update of one and a half") << 195; // 156 = 9 × 16 + 8 + 4
        QTest::newRow("a last update of less than one") << 205; // 164 = 10 × 16 + 4
    }

    void accumulatedMicroBatchesAreOneBatch()
    {
        QFETCH(int, samples);
        Project project = spirals(samples);
        project.training.optimizer = {.type = "sgd", .params = {{"momentum", 0.9}}};
        project.training.clipNorm = 1;
        project.training.batchSize = 16;
        Training whole(project);
        whole.finish();
        project.training.batchSize = 8;
        project.training.accumulation = 2;
        Training parts(project);
        parts.finish();
        QCOMPARE(parts.trainer->progress().update, whole.trainer->progress().update);
        for (const char* name : {"hidden.weight", "hidden.bias", "scores.weight", "scores.bias"}) {
            const std::vector<float> expected = whole.weight(name);
            const std::vector<float> found = parts.weight(name);
            for (size_t i = 0; i < expected.size(); ++i)
                QVERIFY2(std::abs(found[i] - expected[i]) < 2e-5f, name);
        }
        QVERIFY(std::abs(parts.last("train/loss") - whole.last("train/loss")) < 1e-5);
    }

    void aNewLearningRateActsInTheNextUpdate()
    {
        Training training(spirals());
        training.trainer->step();
        training.trainer->setLearningRate(0.125);
        training.trainer->step();
        training.trainer->setLearningRate(0);
        const auto before = training.snapshot()["hidden.weight"];
        training.trainer->step();
        QVERIFY(training.snapshot()["hidden.weight"] == before);
        std::vector<float> rates;
        for (const Event& event : training.events.drain()) {
            if (const auto* done = std::get_if<StepsDone>(&event)) {
                for (const StepNumbers& step : done->steps)
                    rates.push_back(step.learningRate);
            }
        }
        QCOMPARE(rates, (std::vector<float> {0.01f, 0.125f, 0}));
        QVERIFY_EXCEPTION_THROWN(training.trainer->setLearningRate(std::nan("")), Error);
        QVERIFY_EXCEPTION_THROWN(training.trainer->setLearningRate(-1), Error);
    }

    void epochsCanBeAddedAndTakenAway()
    {
        Training training(spirals());
        training.trainer->step();
        training.trainer->setEpochs(2);
        training.finish();
        QCOMPARE(training.trainer->progress().epoch, int64_t(2));
        Training longer(spirals());
        longer.trainer->setEpochs(5);
        longer.finish();
        QCOMPARE(longer.trainer->progress().epoch, int64_t(5));
        Training shorter(spirals());
        for (int i = 0; i < 8; ++i)
            shorter.trainer->step();
        shorter.trainer->setEpochs(1); // which are over
        shorter.finish();
        QCOMPARE(shorter.trainer->progress().update, int64_t(8));
        QCOMPARE(shorter.trainer->progress().history.back().step, int64_t(8)); // validated all the same
        QVERIFY(!std::isnan(shorter.last("validation/loss")));
    }

    void stepsEndARunWithinAnEpoch()
    {
        Project project = spirals();
        project.training.steps = 7;
        Training training(project);
        training.finish();
        QCOMPARE(training.trainer->progress().update, int64_t(7));
        QCOMPARE(training.trainer->progress().history.back().epoch, 1.4);
    }
};

QTEST_APPLESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
