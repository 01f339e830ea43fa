#include "engine/graph/document.h"
#include "engine/graph/write_project.h"
#include "engine/support/json.h"
#include "tests/support/test_data.h"
#include "tests/support/weft_program.h"

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QTest>

#include <cstring>
#include <set>

using namespace weft;

namespace {

// What makes two steps cheap where the project itself is large.
QStringList smaller(const QString& project)
{
    if (project.startsWith("char_") || project == "unet_segmentation.weft")
        return {"--set", "training.batch_size=4"};
    if (project.startsWith("cifar10_"))
        return {"--set", "training.batch_size=8"};
    return {};
}

} // namespace

// Every file of projects/ is an example, and a test.
class TestProjects : public QObject {
    Q_OBJECT

    static QString folder() { return QStringLiteral(WEFT_SOURCE_DIR "/projects/"); }
    static void eachProject()
    {
        QTest::addColumn<QString>("name");
        for (const QString& name : QDir(folder()).entryList({"*.weft"}))
            QTest::newRow(qPrintable(name)) << name;
    }
    static Project projectOf(const QString& name)
    {
        return openDocument(realFileSystem(), (folder() + name).toStdString()).project();
    }

private slots:
    void thereAreTheOnesThatTheReadmePromises()
    {
        for (const char* name : {"fashion_mnist_cnn", "mlp_npy", "iris", "cifar10_resnet20", "char_gpt", "char_lstm",
                                 "unet_segmentation", "autoencoder", "vae", "spirals", "clothing_transfer", "cifar10_airbench"})
            QVERIFY2(QFile::exists(folder() + name + ".weft"), name);
    }

    void isCanonical_data() { eachProject(); }
    void isCanonical()
    {
        QFETCH(const QString, name);
        QFile file(folder() + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromStdString(writeProject(projectOf(name))), QString::fromUtf8(file.readAll()));
    }

    // A person opens it and sees every node in a place of its own.
    void hasAPlaceForEveryNode_data() { eachProject(); }
    void hasAPlaceForEveryNode()
    {
        QFETCH(const QString, name);
        const Project project = projectOf(name);
        std::set<std::pair<double, double>> places;
        for (const GraphNode& node : project.graph.nodes) {
            const auto found = project.view.nodes.find(node.id);
            QVERIFY2(found != project.view.nodes.end(), node.id.c_str());
            QVERIFY2(places.emplace(found->second.x, found->second.y).second, node.id.c_str());
        }
        QVERIFY(!project.view.notes.empty());
    }

    // Its nodes have the names that importing gives them, or the model's weights would find none.
    void theTransferBeginsWithAllButItsHead()
    {
        const std::filesystem::path data = testData("onnx/resnet20-cifar10/model.onnx");
        if (data.empty() || testData("clothing").empty())
            QSKIP("There is no onnx/resnet20-cifar10 or clothing in $WEFT_DATA or in ../shared/data.");
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("WEFT_DATA",
                           QString::fromStdString(data.parent_path().parent_path().parent_path().string()));
        const Said said = runWeft({"train", folder() + "clothing_transfer.weft", "--no-run-folder", "--device", "cpu",
                                   "--set", "training.steps=1", "--set", "training.validation_every=0", "--set",
                                   "training.checkpoints.best_metric="},
                                  environment);
        QVERIFY2(said.code == 0, qPrintable(said.err));
        QVERIFY2(said.err.contains("has no numbers that fit head.bias, head.weight. They begin at random."),
                 qPrintable(said.err));
        environment.remove("WEFT_DATA");
        const Said without = runWeft({"train", folder() + "clothing_transfer.weft", "--no-run-folder"}, environment);
        QCOMPARE(without.code, 3);
        QVERIFY2(without.err.contains("WEFT_DATA is not set"), qPrintable(without.err));
    }

    void checksWithoutErrors_data() { eachProject(); }
    void checksWithoutErrors()
    {
        QFETCH(const QString, name);
        const Said said = runWeft({"check", folder() + name, "--json"});
        QVERIFY2(said.code == 0, qPrintable(said.out + said.err));
        const Json report = parseJson(said.out.toStdString());
        QCOMPARE(report.find("diagnostics")->dump(), std::string("[]"));
        QVERIFY(report.find("trainable")->asInteger() > 0);
    }

    void trainsTwoSteps_data() { eachProject(); }
    void trainsTwoSteps()
    {
        QFETCH(const QString, name);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const DataSource& source : projectOf(name).data.sources) {
            for (const auto& [param, value] : source.params) {
                const auto* const text = std::get_if<std::string>(&value);
                if (text == nullptr || text->find('/') == std::string::npos)
                    continue;
                QString path = QString::fromStdString(*text);
                if (path.startsWith("${WEFT_DATA}/")) {
                    const std::string wanted = text->substr(strlen("${WEFT_DATA}/"));
                    const std::string found = testData(wanted).string();
                    if (found.empty())
                        QSKIP(qPrintable("There is no " + path + "."));
                    environment.insert("WEFT_DATA",
                                       QString::fromStdString(found.substr(0, found.size() - wanted.size() - 1)));
                } else if (!QFile::exists(QDir(folder()).filePath(path))) {
                    QSKIP(qPrintable("There is no " + path + "."));
                }
            }
        }
        // Two steps, and no validation of thousands of samples behind them.
        const Said said = runWeft(QStringList {"train", folder() + name, "--no-run-folder", "--json", "--set",
                                               "training.steps=2", "--set", "training.validation_every=0", "--set",
                                               "training.checkpoints.best_metric=", "--device", "cpu"}
                                      + smaller(name),
                                  environment);
        QVERIFY2(said.code == 0, qPrintable(said.err));
        QVERIFY2(said.out.contains("\"reason\":\"finished\"") && said.out.contains("\"step\":2"), qPrintable(said.out));
    }
};

QTEST_APPLESS_MAIN(TestProjects)
#include "tst_projects.moc"
