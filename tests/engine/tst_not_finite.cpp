#include "engine/storage/publish.h"
#include "tests/support/small_projects.h"
#include "tests/support/training.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace weft;
Q_DECLARE_METATYPE(weft::Project)

// Losses, gradients and updates that no number can hold.
class TestNotFinite : public QObject {
    Q_OBJECT

private slots:
    void aStepThatIsNotFiniteChangesNothing_data()
    {
        QTest::addColumn<Project>("project");
        QTest::addColumn<QString>("names"); // the node
        Project project = spirals();
        project.training.optimizer = {.type = "sgd"};
        project.training.learningRate = 1e30;
        QTest::newRow("a learning rate of 1e30") << project << ""; // its greatest gradient's doing
        project = spirals();
        project.graph.nodes.insert(project.graph.nodes.begin() + 2,
                                   node("strange", "expression", {{"formula", "log(x)"}}, {"x=point.y"}));
        project.graph.nodes[3].inputs[0].from = {"strange", "result"};
        QTest::newRow("the logarithm of a negative number") << project << "strange";
        project.training.accumulation = 2;
        project.training.batchSize = 16;
        QTest::newRow("while accumulating") << project << "strange";
        project = spirals();
        project.training.optimizer = {.type = "sgd"};
        project.training.learningRate = 1e30;
        project.graph.nodes[2].learningRateScale = 1e6; // "hidden"
        QTest::newRow("a learning rate that is too large for one node") << project << "hidden";
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
            before = training.snapshot();
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
        QVERIFY(training.snapshot() == before);
        QCOMPARE(training.trainer->stateHash(), hash);
        QVERIFY2(training.trainer->progress().update <= 2, text.c_str());
        QVERIFY2(text.find("smaller learning rate") != std::string::npos, text.c_str());
        if (!names.isEmpty()) {
            QCOMPARE(QString::fromStdString(where), names);
            QVERIFY2(text.find("\"" + names.toStdString()) != std::string::npos, text.c_str());
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
        std::vector<float> bias = training.weight("scores.bias");
        bias[0] = std::nanf("");
        training.setWeight("scores.bias", bias);
        QVERIFY_EXCEPTION_THROWN(training.trainer->saveCheckpoint(), NodeError);
        QCOMPARE(publishedFolders(realFileSystem(), folder.path().toStdString()), std::vector<std::string> {"step-1"});
    }

    // No loss and no gradient foretells it.
    void anUpdateThatWeightDecayThrowsTooFarNamesTheNode_data()
    {
        QTest::addColumn<QString>("optimizer");
        QTest::addColumn<double>("decay");
        QTest::addColumn<double>("rate");
        QTest::addColumn<float>("value"); // of a bias
        QTest::addColumn<int>("accumulation");
        for (const int accumulation : {1, 2}) {
            const auto row = [&](const char* optimizer, double decay, double rate, float value) {
                QTest::addRow("%s, %d micro-batches", optimizer, accumulation)
                    << optimizer << decay << rate << value << accumulation;
            };
            row("adamw", 0.9, 1e20, 1e20f); // by the rate
            row("adam", 1e25, 1e-3, 1.0f); // by the decay: the square of what it adds to the gradient
            row("sgd", 1e30, 1e-3, 1e12f);
            row("rmsprop", 1e30, 1e-3, 1e12f);
        }
    }
    void anUpdateThatWeightDecayThrowsTooFarNamesTheNode()
    {
        QFETCH(QString, optimizer);
        QFETCH(double, decay);
        QFETCH(double, rate);
        QFETCH(float, value);
        QFETCH(int, accumulation);
        Project project = spirals();
        project.training.accumulation = accumulation;
        project.training.learningRate = 0;
        project.training.optimizer = {.type = optimizer.toStdString(), .params = {{"weight_decay", decay}}};
        // The other layer's weights are 0, so that theirs stay what they are.
        Training training(project);
        for (const char* name : {"hidden.weight", "hidden.bias", "scores.weight"})
            training.setWeight(name, std::vector<float>(training.weight(name).size(), 0.0f));
        training.setWeight("scores.bias", std::vector<float> {value, value});
        training.trainer->setLearningRate(rate);
        const auto before = training.snapshot();
        try {
            training.trainer->step();
            QFAIL("nothing was said");
        } catch (const NodeError& error) {
            const std::string text = error.what();
            QVERIFY2(text.starts_with("The update of step 1 would make \"scores.bias\" infinite"), text.c_str());
            QCOMPARE(error.node, std::string("scores"));
        }
        QVERIFY(training.snapshot() == before);
        QCOMPARE(training.trainer->progress().update, int64_t(0));
    }

    void aStrongWeightDecayThatOverflowsNothingTrains()
    {
        Project project = spirals();
        project.training.optimizer = {.type = "sgd", .params = {{"weight_decay", 1.5}}};
        Training tried(project); // on copies, before each update
        tried.finish();
        QCOMPARE(tried.trainer->progress().update, int64_t(15));
        QVERIFY(std::isfinite(tried.last("train/loss")));
    }
};

QTEST_APPLESS_MAIN(TestNotFinite)
#include "tst_not_finite.moc"
