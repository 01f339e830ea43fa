#include "engine/backends/cpu/cpu_backend.h"
#include "engine/backends/cuda/cuda_backend.h"
#include "engine/graph/document.h"
#include "engine/train/trainer.h"

#include <QDir>
#include <QTest>

#include <chrono>
#include <cmath>

// Every project's first losses on the GPU and on the CPU. Projects lie in $WEFT_PROJECTS, else in projects/ of the
// sources.

using namespace weft;

namespace {

struct Losses {
    std::vector<double> losses = {}, norms = {};
    double secondsToFirst = 0; // from the beginning of the trainer's construction
    double secondsEach = 0; // of the later ones
    int64_t batch = 0;
};

Losses train(const Project& project, const QString& folder, Backend& backend, int updates = 20)
{
    using Clock = std::chrono::steady_clock;
    const auto secondsSince = [](Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    Losses out;
    EventQueue events;
    TrainerOptions options;
    options.projectFolder = folder.toStdString();
    options.backend = &backend;
    options.previewSamples = 0;
    const auto begin = Clock::now();
    Trainer trainer(project, options, events);
    Clock::time_point later = begin;
    for (int i = 0; i < updates; ++i) {
        trainer.advance();
        if (i == 0)
            trainer.settle();
        if (i == 0)
            out.secondsToFirst = secondsSince(begin);
        if (i == updates / 2 - 1)
            later = Clock::now();
    }
    trainer.settle();
    out.secondsEach = secondsSince(later) / (updates - updates / 2);
    for (const Event& event : events.drain()) {
        if (const auto* steps = std::get_if<StepsDone>(&event)) {
            for (const StepNumbers& step : steps->steps) {
                out.losses.push_back(double(step.loss));
                out.norms.push_back(double(step.gradientNorm));
            }
        }
    }
    return out;
}

} // namespace

class TestCudaLosses : public QObject {
    Q_OBJECT
    static QString folder()
    {
        const QByteArray given = qgetenv("WEFT_PROJECTS");
        return given.isEmpty() ? QStringLiteral(WEFT_SOURCE_DIR "/projects") : QString::fromUtf8(given);
    }
private slots:
    void initTestCase()
    {
        std::string whyNot;
        if (cudaDevices(&whyNot).empty())
            QSKIP(qPrintable("There is no GPU to compare with: " + QString::fromStdString(whyNot)));
    }

    void projectsLearnAlike_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString& name : QDir(folder()).entryList({"*.weft"}))
            QTest::newRow(qPrintable(name)) << name;
    }
    void projectsLearnAlike()
    {
        QFETCH(QString, name);
        Project project = openDocument(realFileSystem(), (folder() + "/" + name).toStdString()).project();
        project.training.steps = 1000;
        project.training.validationEvery = 0;
        project.training.checkpoints.bestMetric.clear();
        project.training.checkpoints.everySteps = 0;
        const auto cpu = makeCpuBackend();
        Losses expected;
        try {
            expected = train(project, folder(), *cpu);
        } catch (const Error& error) { // its data is not on this machine
            QSKIP(error.what());
        }
        const auto gpu = makeCudaBackend(0, {.libraries = qgetenv("WEFT_CUDA_LIBRARIES") != "off"});
        const Losses found = train(project, folder(), *gpu);
        QCOMPARE(found.losses.size(), expected.losses.size());
        double worst = 0;
        for (size_t i = 0; i < found.losses.size(); ++i)
            worst = std::max(worst, std::abs(found.losses[i] - expected.losses[i]) / std::abs(expected.losses[i]));
        qInfo("loss %.6f -> %.6f; largest difference %.2e (first %.2e); GPU %.3f ms a step, first after %.2f s; CPU "
              "%.1f ms",
              found.losses.front(), found.losses.back(), worst,
              std::abs(found.losses[0] - expected.losses[0]) / std::abs(expected.losses[0]), 1e3 * found.secondsEach,
              found.secondsToFirst, 1e3 * expected.secondsEach);
        // The same in the first step; rounding grows with every update, and where the learning rate is high, quickly:
        // there f64 tells (agreesInDouble).
        const double growth = project.training.learningRate > 0.05 ? 5e-3 : 2e-4;
        for (size_t i = 0; i < found.losses.size(); ++i) {
            const double allowed = (i == 0 ? 2e-5 : 2e-5 + growth * double(i)) * std::abs(expected.losses[i]);
            QVERIFY2(std::abs(found.losses[i] - expected.losses[i]) <= allowed,
                     qPrintable(QString("step %1: %2 on the GPU, %3 on the CPU")
                                    .arg(i + 1)
                                    .arg(found.losses[i], 0, 'g', 9)
                                    .arg(expected.losses[i], 0, 'g', 9)));
        }
    }

    // Where rounding is small, nothing but a wrong formula makes a difference.
    void agreesInDouble_data() { projectsLearnAlike_data(); }
    void agreesInDouble()
    {
        QFETCH(QString, name);
        Project project = openDocument(realFileSystem(), (folder() + "/" + name).toStdString()).project();
        project.training.steps = 1000;
        project.training.validationEvery = 0;
        project.training.checkpoints.bestMetric.clear();
        project.training.precision = "f64";
        project.training.batchSize = std::min<int64_t>(project.training.batchSize, 8);
        const auto cpu = makeCpuBackend(), gpu = makeCudaBackend(0);
        Losses expected;
        try {
            expected = train(project, folder(), *cpu, 6);
        } catch (const Error& error) {
            QSKIP(error.what());
        }
        const Losses found = train(project, folder(), *gpu, 6);
        for (size_t i = 0; i < expected.losses.size(); ++i) { // told in f32
            QVERIFY2(std::abs(found.losses[i] - expected.losses[i]) <= 1e-6 * std::abs(expected.losses[i]),
                     qPrintable(QString("step %1: %2 on the GPU, %3 on the CPU")
                                    .arg(i + 1)
                                    .arg(found.losses[i], 0, 'g', 9)
                                    .arg(expected.losses[i], 0, 'g', 9)));
        }
    }

    void twoRunsAreEqual_data() { projectsLearnAlike_data(); }
    void twoRunsAreEqual()
    {
        QFETCH(QString, name);
        Project project = openDocument(realFileSystem(), (folder() + "/" + name).toStdString()).project();
        project.training.steps = 1000;
        project.training.validationEvery = 0;
        project.training.checkpoints.bestMetric.clear();
        const auto gpu = makeCudaBackend(0, {.libraries = qgetenv("WEFT_CUDA_LIBRARIES") != "off"});
        Losses once;
        try {
            once = train(project, folder(), *gpu);
        } catch (const Error& error) {
            QSKIP(error.what());
        }
        const Losses again = train(project, folder(), *gpu);
        QVERIFY(!again.losses.empty());
        QCOMPARE(again.losses, once.losses);
        QCOMPARE(again.norms, once.norms);
    }
};

QTEST_GUILESS_MAIN(TestCudaLosses)
#include "tst_cuda_losses.moc"
