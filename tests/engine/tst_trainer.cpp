#include "engine/backends/cpu/cpu_backend.h"
#include "engine/storage/publish.h"
#include "engine/train/trainer.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <map>
#include <new>

using namespace weft;
Q_DECLARE_METATYPE(weft::Project)

// Every allocation of this program passes here, so that a test can count those of a step.
static std::atomic<int64_t> allocations = 0;

#ifndef __SANITIZE_ADDRESS__ // which brings an operator new of its own
void* operator new(size_t bytes)
{
    ++allocations;
    if (void* memory = std::malloc(bytes == 0 ? 1 : bytes))
        return memory;
    throw std::bad_alloc();
}
void* operator new(size_t bytes, std::align_val_t alignment)
{
    ++allocations;
    const auto to = size_t(alignment);
    if (void* memory = std::aligned_alloc(to, (bytes + to - 1) / to * to))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, size_t) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, size_t, std::align_val_t) noexcept
{
    std::free(memory);
}
#endif

namespace {

// A trainer on the plain loops, with what it tells.
struct Training {
    explicit Training(const Project& project, TrainerOptions options = {})
    {
        options.backend = cpu.get();
        options.previewSamples = 0;
        options.loaderThreads = 0;
        trainer = std::make_unique<Trainer>(project, options, events);
    }
    void finish()
    {
        while (trainer->step() != Trainer::State::ended) { }
    }
    double last(std::string_view metric) const
    {
        const double* value = find(trainer->progress().history.back().values, metric);
        return value != nullptr ? *value : std::nan("");
    }

    std::unique_ptr<Backend> cpu = makeCpuBackend({.threads = 1, .oneDnn = false});
    EventQueue events;
    std::unique_ptr<Trainer> trainer;
};

std::vector<float> weight(Training& training, const std::string& name)
{
    States& states = training.trainer->states();
    std::vector<float> values(size_t(states.entries().at(name).info.shape.elements()));
    states.read(name, std::as_writable_bytes(std::span(values)));
    return values;
}

// SHA-256 is not needed to see whether a weight has moved.
std::map<std::string, std::vector<std::byte>> snapshot(Training& training)
{
    std::map<std::string, std::vector<std::byte>> all;
    for (const auto& [name, entry] : training.trainer->states().entries()) {
        all[name].resize(entry.info.bytes());
        training.trainer->states().read(name, all[name]);
    }
    return all;
}

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
    return project;
}

} // namespace

class TestTrainer : public QObject {
    Q_OBJECT
private slots:
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
            const std::vector<float> expected = weight(whole, name);
            const std::vector<float> found = weight(parts, name);
            for (size_t i = 0; i < expected.size(); ++i)
                QVERIFY2(std::abs(found[i] - expected[i]) < 2e-5f, name);
        }
        QVERIFY(std::abs(parts.last("train/loss") - whole.last("train/loss")) < 1e-5);
    }

    void aStepThatIsNotFiniteChangesNothing_data()
    {
        QTest::addColumn<Project>("project");
        QTest::addColumn<QString>("names"); // the node
        Project project = spirals();
        project.training.optimizer = {.type = "sgd"};
        project.training.learningRate = 1e30;
        QTest::newRow("a learning rate of 1e30") << project << "-"; // no node's doing
        project = spirals();
        project.graph.nodes.insert(project.graph.nodes.begin() + 2,
                                   node("strange", "expression", {{"formula", "log(x)"}}, {"x=point.y"}));
        project.graph.nodes[3].inputs[0].from = {"strange", "result"};
        QTest::newRow("the logarithm of a negative number") << project << "strange";
        project.training.accumulation = 2;
        project.training.batchSize = 16;
        QTest::newRow("while accumulating") << project << "strange";
        project = spirals();
        project.graph.nodes.insert(project.graph.nodes.begin() + 4,
                                   node("strange", "expression", {{"formula", "sqrt(x)"}}, {"x=act.y"}));
        project.graph.nodes[5].inputs[0].from = {"strange", "result"};
        QTest::newRow("a gradient alone: that of the root of 0") << project << "strange";
    }
    void aStepThatIsNotFiniteChangesNothing()
    {
        QFETCH(Project, project);
        QFETCH(QString, names);
        QTemporaryDir folder;
        Training training(project, {.checkpoints = folder.path().toStdString()});
        std::map<std::string, std::vector<std::byte>> before;
        std::string hash;
        std::string text;
        std::string where;
        while (text.empty()) {
            before = snapshot(training);
            hash = training.trainer->stateHash();
            try {
                QVERIFY(training.trainer->step() == Trainer::State::going);
            } catch (const NodeError& error) {
                text = error.what();
                where = error.node;
            }
            if (text.empty() && training.trainer->progress().update == 1)
                training.trainer->saveCheckpoint();
        }
        QVERIFY(snapshot(training) == before);
        QCOMPARE(training.trainer->stateHash(), hash);
        QVERIFY2(training.trainer->progress().update <= 2, text.c_str());
        QVERIFY2(text.find("smaller learning rate") != std::string::npos, text.c_str());
        if (names == "-") {
            QVERIFY2(text.find("learning rate of step 1") != std::string::npos, text.c_str());
            QCOMPARE(where, std::string());
            return;
        }
        if (!names.isEmpty()) {
            QCOMPARE(QString::fromStdString(where), names);
            QVERIFY2(text.find("\"" + names.toStdString() + "\"") != std::string::npos, text.c_str());
        }
        QVERIFY2(project.graph.find(where) != nullptr, where.c_str());
        for (const std::string& name : publishedFolders(realFileSystem(), folder.path().toStdString()))
            QVERIFY(!verifyFolder(realFileSystem(), (folder.path().toStdString() + "/").append(name)));
    }

    void weightsThatAreNotFiniteAreNeverSaved()
    {
        QTemporaryDir folder;
        Training training(spirals(), {.checkpoints = folder.path().toStdString()});
        training.trainer->step();
        training.trainer->saveCheckpoint();
        std::vector<float> bias = weight(training, "scores.bias");
        bias[0] = std::nanf("");
        training.trainer->states().write("scores.bias", std::as_bytes(std::span(bias)));
        QVERIFY_EXCEPTION_THROWN(training.trainer->saveCheckpoint(), NodeError);
        QCOMPARE(publishedFolders(realFileSystem(), folder.path().toStdString()), std::vector<std::string> {"step-1"});
    }

    // No number of a step foretells that its weight decay overflows; the next step sees it.
    void saysWhichWeightAnUpdateHasMadeInfinite()
    {
        Project project = spirals();
        project.training.optimizer = {.type = "adamw", .params = {{"weight_decay", 0.9}}};
        QTemporaryDir folder;
        Training training(project, {.checkpoints = folder.path().toStdString()});
        training.trainer->step();
        training.trainer->saveCheckpoint();
        std::vector<float> bias = weight(training, "scores.bias");
        bias = {1e20f, -1e20f};
        training.trainer->states().write("scores.bias", std::as_bytes(std::span(bias)));
        training.trainer->setLearningRate(1e20);
        std::string text;
        std::string where;
        try {
            training.trainer->step();
            training.trainer->step();
        } catch (const NodeError& error) {
            text = error.what();
            where = error.node;
        }
        QVERIFY2(text.starts_with("The update before step 3 has made \"scores.bias\" infinite"), text.c_str());
        QCOMPARE(where, std::string("scores"));
        QCOMPARE(publishedFolders(realFileSystem(), folder.path().toStdString()), std::vector<std::string> {"step-1"});
    }

    void aNewLearningRateActsInTheNextUpdate()
    {
        Training training(spirals());
        training.trainer->step();
        training.trainer->setLearningRate(0.125);
        training.trainer->step();
        training.trainer->setLearningRate(0);
        const auto before = snapshot(training)["hidden.weight"];
        training.trainer->step();
        QVERIFY(snapshot(training)["hidden.weight"] == before);
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

    void stepsEndARunWithinAnEpoch()
    {
        Project project = spirals();
        project.training.steps = 7;
        Training training(project);
        training.finish();
        QCOMPARE(training.trainer->progress().update, int64_t(7));
        QCOMPARE(training.trainer->progress().history.back().epoch, 1.4);
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
                weights[training.trainer->progress().update] = snapshot(training);
        }
        const Progress& progress = training.trainer->progress();
        QCOMPARE(training.trainer->endReason(), EndReason::earlyStop);
        QCOMPARE(progress.badValidations, int64_t(3));
        QVERIFY(progress.earlyBest.step < progress.update);
        QVERIFY(snapshot(training) == weights.at(progress.earlyBest.step));
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
        std::vector<float> average = weight(training, "hidden.weight");
        for (int count = 1; count <= 10; ++count) {
            training.trainer->step();
            const std::vector<float> now = weight(training, "hidden.weight");
            const float decay = std::min((float(count) - 1) / (float(count) + 9), 0.5f);
            for (size_t i = 0; i < now.size(); ++i)
                average[i] = decay * average[i] + (1 - decay) * now[i];
        }
        const std::vector<float> kept = weight(training, "hidden.weight/average");
        for (size_t i = 0; i < kept.size(); ++i)
            QVERIFY(std::abs(kept[i] - average[i]) < 1e-6f);

        project.training.ema = 0;
        project.training.learningRate = 0;
        project.training.epochs = 1;
        Training plain(project);
        for (const char* name : {"hidden.weight", "hidden.bias", "scores.weight", "scores.bias"}) {
            const std::vector<float> values = weight(training, std::string(name) + "/average");
            plain.trainer->states().write(name, std::as_bytes(std::span(values)));
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

    void saysWhatDoesNotFitBeforeTraining_data()
    {
        QTest::addColumn<Project>("project");
        QTest::addColumn<QString>("says");
        Project project = spirals();
        project.graph.nodes[0].params["count"] = int64_t(3);
        QTest::newRow("features") << project << "“x” has samples of 2, but this input takes 3";
        project = spirals();
        project.graph.nodes[1].params["classes"] = int64_t(2);
        project.data.sources[0].params["classes"] = int64_t(5);
        QTest::newRow("classes") << project << "set its number of classes to 5";
        project = spirals();
        project.data.feeds["arm"] = "x";
        QTest::newRow("numbers for classes") << project << "this input takes classes";
        project = spirals();
        project.data.feeds.erase("point");
        QTest::newRow("nothing feeds an input") << project << "choose one of: x, label";
        project = spirals();
        project.training.optimizer.type = "adman";
        QTest::newRow("an optimizer that is not") << project << "adman";
        project = spirals();
        project.training.schedule.type = "cosin";
        QTest::newRow("a schedule that is not") << project << "cosin";
        QTest::newRow("no loss") << [] {
            Project without = spirals();
            without.graph.nodes.resize(5);
            return without;
        }() << "no loss";
    }
    void saysWhatDoesNotFitBeforeTraining()
    {
        QFETCH(Project, project);
        QFETCH(QString, says);
        try {
            Training training(project);
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(says), error.what());
        }
    }

    void aStepAllocatesNothing()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("The address sanitizer brings an operator new of its own, so nothing can be counted here.");
#endif
        Project project = shapes(2000);
        project.training.accumulation = 2;
        project.training.clipNorm = 1;
        project.training.ema = 0.99;
        Training training(project);
        for (int i = 0; i < 5; ++i)
            training.trainer->step();
        const int64_t before = allocations;
        QVERIFY(before > 0);
        for (int i = 0; i < 30; ++i)
            training.trainer->step();
        QCOMPARE(int64_t(allocations) - before, int64_t(0));
        QCOMPARE(training.trainer->progress().update, int64_t(35));
    }
};

QTEST_APPLESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
