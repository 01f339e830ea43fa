#include "engine/storage/publish.h"
#include "engine/train/trainer.h"
#include "tests/support/small_projects.h"
#include "tests/support/test_backend.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <set>

// A run that is cut and resumed ends as if it had not been: every bit of every state, and the whole history.

using namespace weft;
Q_DECLARE_METATYPE(weft::Project)

namespace {

// The plain loops, so that a Trainer of each test has a device of its own that is quick to make.
struct CpuBackend {
    std::unique_ptr<Backend> backend = testBackend();
    TrainerOptions options() const { return {.backend = backend.get(), .previewSamples = 0}; }
};

struct Feature {
    const char* name;
    std::function<Project()> project;
};

std::vector<Feature> features()
{
    return {
        {"dropout",
         [] {
             Project project = spirals();
             project.graph.nodes.insert(project.graph.nodes.begin() + 4,
                                        node("drop", "dropout", {{"rate", 0.3}}, {"x=act.y"}));
             project.graph.nodes[5].inputs[0].from = {"drop", "y"};
             return project;
         }},
        {"batch norm, augmentation",
         [] {
             Project project = shapes();
             project.data.transforms.push_back({.kind = "augment_flip"});
             return project;
         }},
        {"filters begun from the data",
         [] {
             Project project = shapes();
             project.graph.nodes[2].params["init"] = "whitening";
             return project;
         }},
        {"averaged weights",
         [] {
             Project project = spirals();
             project.training.ema = 0.9;
             return project;
         }},
        {"warm-up",
         [] {
             Project project = spirals();
             project.training.schedule = {.type = "cosine", .params = {{"warmup_steps", int64_t(6)}}};
             return project;
         }},
        {"unfreezing",
         [] {
             Project project = spirals();
             project.graph.nodes[2].frozen = true;
             project.graph.nodes[2].unfreezeAfter = 1;
             project.training.ema = 0.9;
             return project;
         }},
        {"a scaled loss",
         [] {
             Project project = spirals();
             project.training.precision = "f16";
             return project;
         }},
        {"plateau, clipping, accumulation",
         [] {
             Project project = spirals();
             project.training.schedule = {.type = "plateau", .params = {{"patience", int64_t(0)}, {"threshold", 0.9}}};
             project.training.clipNorm = 0.5;
             project.training.accumulation = 3;
             project.training.batchSize = 8;
             project.training.validationEvery = 0.5;
             return project;
         }},
    };
}

} // namespace

class TestResume : public QObject {
    Q_OBJECT
private slots:
    void endsAsIfItHadNotBeenCut_data()
    {
        QTest::addColumn<Project>("project");
        QTest::addColumn<int>("cut"); // update; negative: in the validation after it
        for (const Feature& feature : features()) {
            for (const char* optimizer : {"sgd", "adam", "adamw"}) {
                Project project = feature.project();
                project.training.optimizer = {.type = optimizer};
                if (project.training.optimizer.type == "sgd")
                    project.training.optimizer.params = {{"momentum", 0.9}};
                EventQueue events;
                CpuBackend cpu;
                const int epoch = int(Trainer(project, cpu.options(), events).updatesPerEpoch());
                for (const auto& [place, cut] :
                     {std::pair {"epoch edge", epoch}, {"mid-epoch", epoch + epoch / 2}, {"validation", -epoch}})
                    QTest::addRow("%s, %s, %s", feature.name, optimizer, place) << project << cut;
            }
        }
    }
    void endsAsIfItHadNotBeenCut()
    {
        QFETCH(Project, project);
        QFETCH(int, cut);
        EventQueue events;
        CpuBackend cpu;
        Trainer whole(project, cpu.options(), events);
        while (whole.step() != Trainer::State::ended) { }

        QTemporaryDir folder;
        TrainerOptions options = cpu.options();
        options.checkpoints = folder.path().toStdString();
        {
            Trainer first(project, options, events);
            while (first.progress().update < std::abs(cut) || (cut > 0 && first.progress().validating))
                first.advance();
            if (cut < 0) {
                QVERIFY(first.progress().validating);
                first.advance();
            }
            first.saveCheckpoint();
        }
        const IntactFolder newest = newestIntact(realFileSystem(), options.checkpoints, "step-");
        QVERIFY(!newest.name.empty());
        options.resumeFrom = options.checkpoints + "/" + newest.name;
        options.loaderThreads = 0;
        Trainer second(project, options, events);
        QCOMPARE(second.progress().update, int64_t(std::abs(cut)));
        while (second.step() != Trainer::State::ended) { }
        QCOMPARE(second.progress().history.size(), whole.progress().history.size());
        QCOMPARE(second.stateHash(), whole.stateHash());
    }

    void oneSeedGivesOneResult()
    {
        for (const int threads : {0, 1, 3}) {
            static std::string first;
            EventQueue events;
            CpuBackend cpu;
            TrainerOptions options = cpu.options();
            options.loaderThreads = threads;
            Trainer trainer(features()[1].project(), options, events);
            while (trainer.step() != Trainer::State::ended) { }
            if (first.empty())
                first = trainer.stateHash();
            QCOMPARE(trainer.stateHash(), first);
        }
    }

    void anotherSeedGivesAnotherResult() // the hash sees what it should
    {
        std::set<std::string> hashes;
        for (const int64_t seed : {0, 1}) {
            Project project = spirals();
            project.training.seed = seed;
            EventQueue events;
            Trainer trainer(project, {}, events);
            hashes.insert(trainer.stateHash());
            trainer.step();
            hashes.insert(trainer.stateHash());
        }
        QCOMPARE(hashes.size(), size_t(4));
    }

    void aChangedProjectIsNotResumed()
    {
        QTemporaryDir folder;
        EventQueue events;
        Project project = spirals();
        TrainerOptions options {.checkpoints = folder.path().toStdString()};
        {
            Trainer trainer(project, options, events);
            trainer.step();
            trainer.saveCheckpoint();
        }
        options.resumeFrom = options.checkpoints + "/step-1";
        project.view.zoom = 3; // how it looks does not matter
        Trainer(project, options, events);
        project.training.batchSize = 16;
        QVERIFY_EXCEPTION_THROWN(Trainer(project, options, events), Error);
    }
};

QTEST_APPLESS_MAIN(TestResume)
#include "tst_resume.moc"
