#include "engine/import/save_import.h"
#include "engine/train/network/trained_network.h"
#include "tests/support/data_files.h"
#include "tests/support/small_projects.h"

#include <QDir>
#include <QTest>

using namespace weft;

// An imported network in use: what its authors measured is measured again.
class TestImportAccuracy : public QObject {
    Q_OBJECT
private slots:
    void aResnetFromElsewhereKeepsItsAccuracy()
    {
        const QString data = qEnvironmentVariable("WEFT_DATA", QString(WEFT_SOURCE_DIR "/../shared/data"));
        const QString batches = data + "/cifar10/cifar-10-batches-bin";
        const QString file = data + "/onnx/resnet20-cifar10/model.onnx";
        if (!QFile::exists(file) || !QFile::exists(batches))
            QSKIP("resnet20-cifar10 or CIFAR-10 is not here; set WEFT_DATA to the folder that has them.");
        FileSystem& files = realFileSystem();
        ImportedModel model = importOnnx(files.readFile(file.toStdString(), 1 << 30), files);
        const DataFolder folder;
        saveImport(files, model, joinPath(folder.path(), "resnet.weft"));

        Project& project = model.project;
        const std::string scores = project.graph.find(model.outputs[0].node)->inputs[0].from.node;
        project.graph.nodes.push_back(node("truth", "label", {{"classes", int64_t(10)}}, {}));
        project.graph.nodes.push_back(node("loss", "cross_entropy", {}, {"x=" + scores + ".y", "target=truth.y"}));
        project.graph.nodes.push_back(node("right", "accuracy", {}, {"x=" + scores + ".y", "target=truth.y"}));
        project.data.sources = {
            {.part = "test", .format = "cifar10", .params = {{"folder", batches.toStdString()}, {"batches", "test"}}}};
        project.data.transforms = {{.kind = "scale", .columns = {"image"}},
                                   {.kind = "normalize",
                                    .params = {{"mean", "0.485, 0.456, 0.406"}, {"deviation", "0.229, 0.224, 0.225"}},
                                    .columns = {"image"}}};
        project.data.feeds = {{model.inputs[0].node, "image"}, {"truth", "label"}};
        project.training.batchSize = 250;

        TrainedNetwork network(project, "", {.projectFolder = folder.path(), .device = "cpu"});
        const TrainedNetwork::Result result = network.evaluate(Part::test);
        QCOMPARE(result.samples, int64_t(10000));
        const auto accuracy =
            std::ranges::find_if(result.values, [](const auto& one) { return one.first.ends_with("accuracy"); });
        QVERIFY(accuracy != result.values.end());
        qInfo("%.2f %% of the test images are right", 100 * accuracy->second);
        QCOMPARE(qRound(10000 * accuracy->second), 9173); // as its authors' framework finds them
    }
};

QTEST_APPLESS_MAIN(TestImportAccuracy)
#include "tst_import_accuracy.moc"
