#include "engine/backends/cuda/cuda_backend.h"
#include "tests/support/compared_training.h"
#include "tests/support/forwarding_backend.h"
#include "tests/support/resident_batches.h"
#include "tests/support/small_projects.h"

#include <QTemporaryDir>
#include <QTest>

// Training with the data on the GPU and several updates in one go: not a bit may differ from updates one by one on
// batches that the host makes.

using namespace weft;

namespace {

// The GPU, but as if it could neither.
class OneByOne final : public ForwardingBackend {
public:
    using ForwardingBackend::ForwardingBackend;
    int stepsAtOnce() const override { return 1; }
    bool keepsTables() const override { return false; }
};

TrainerOptions in(const std::string& folder, const std::string& checkpoints = {}, const std::string& resumed = {})
{
    return {.projectFolder = folder, .checkpoints = checkpoints, .resumeFrom = resumed};
}

} // namespace

class TestCudaTraining : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<Backend> m_gpu;
    std::string folder() const { return m_folder.path().toStdString(); }

private slots:
    void initTestCase()
    {
        std::string whyNot;
        if (cudaDevices(&whyNot).empty())
            QSKIP(qPrintable("There is no GPU to run on: " + QString::fromStdString(whyNot)));
        m_gpu = makeCudaBackend(0);
    }

    void batchesThatAreGatheredAreTheLoaders_data()
    {
        QTest::addColumn<Project>("project");
        for (const auto& [name, project] : projectsWithAllData(folder()))
            QTest::newRow(name.c_str()) << project;
    }
    void batchesThatAreGatheredAreTheLoaders()
    {
        QFETCH(Project, project);
        QCOMPARE(compareBatches(project, *m_gpu, folder()), std::string());
    }

    void aWholeRunIsTheSame_data()
    {
        batchesThatAreGatheredAreTheLoaders_data();
        Project rounded = shapes(200);
        rounded.training.precision = "tf32";
        rounded.data.transforms.push_back({.kind = "augment_crop"});
        QTest::newRow("pictures in TF32") << rounded;
        rounded.training.precision = "f16";
        QTest::newRow("pictures in f16") << rounded;
        Project often = spirals();
        often.training.validationEvery = 0.4;
        often.training.ema = 0.9;
        often.training.schedule = {.type = "one_cycle"};
        QTest::newRow("often interrupted") << often;
    }
    void aWholeRunIsTheSame()
    {
        QFETCH(Project, project);
        OneByOne oneByOne(*m_gpu);
        ComparedTraining one(project, oneByOne, in(folder())), other(project, *m_gpu, in(folder()));
        one.finish(1000);
        other.finish(1000);
        QCOMPARE(other.trainer.stateHash(), one.trainer.stateHash());
        QVERIFY(one.steps.size() > 5);
        QVERIFY(other.steps == one.steps);
        QVERIFY(other.epochs == one.epochs);
    }

    void aRunThatIsCutGoesOnAsIfItHadNotBeen()
    {
        Project half = shapes(200);
        half.training.precision = "f16";
        for (Project project : {spirals(), shapes(200), half}) {
            project.data.transforms.push_back({.kind = "normalize"});
            if (project.name == "Shapes")
                project.data.transforms = {{.kind = "normalize", .columns = {"image"}}, {.kind = "augment_crop"}};
            ComparedTraining whole(project, *m_gpu, in(folder()));
            whole.finish(1000);
            for (const int64_t updates : {1, 4, 13}) {
                const std::string place =
                    folder() + "/" + project.name + project.training.precision + std::to_string(updates);
                ComparedTraining first(project, *m_gpu, in(folder(), place));
                while (first.trainer.progress().update < updates)
                    first.trainer.advance(updates - first.trainer.progress().update);
                first.trainer.saveCheckpoint();
                ComparedTraining rest(project, *m_gpu, in(folder(), place, place + "/step-" + std::to_string(updates)));
                rest.finish(1000);
                QCOMPARE(rest.trainer.stateHash(), whole.trainer.stateHash());
            }
        }
    }

    void nothingMovesAfterAFailureInOneGo()
    {
        for (Project project : {spirals(), shapes(200)}) {
            project.training.learningRate = 1e38; // but for the first update
            project.training.schedule = {.type = "one_cycle", .params = {{"divide_first", 1e40}}};
            OneByOne oneByOne(*m_gpu);
            ComparedTraining one(project, oneByOne, in(folder())), other(project, *m_gpu, in(folder()));
            QString said[2];
            for (ComparedTraining* const training : {&one, &other}) {
                try {
                    training->finish(1000);
                } catch (const NodeError& error) {
                    said[training == &other] = error.what();
                }
            }
            QVERIFY(!said[0].isEmpty());
            QCOMPARE(said[1], said[0]);
            QCOMPARE(other.trainer.progress().update, int64_t(1));
            QCOMPARE(other.trainer.stateHash(), one.trainer.stateHash());
        }
    }
};

QTEST_GUILESS_MAIN(TestCudaTraining)
#include "tst_cuda_training.moc"
