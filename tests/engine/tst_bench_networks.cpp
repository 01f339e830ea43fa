#include "engine/compiler/check.h"
#include "engine/graph/document.h"
#include "engine/support/json.h"
#include "tests/support/weft_program.h"

#include <QDir>
#include <QTest>

#include <map>

using namespace weft;

namespace {

// What PyTorch counts with requires_grad for the same networks (torch_baseline.py; torchvision's where it has them).
// Its LSTM has a second bias in each layer, 4,096 numbers in all, which adds to the first.
const std::map<QString, int64_t> trainable = {
    {"airbench", 1'971'352},
    {"char_lstm", 3'477'600 - 4'096},
    {"cifar_resnet20", 272'474},
    {"efficientnet_b0", 5'288'548},
    {"gpt2_small", 124'475'904},
    {"gpt_nano", 822'016},
    {"lenet5", 61'706},
    {"mlp_wide", 53'600'266},
    {"mobilenet_v3_large_224", 5'483'032},
    {"resnet18_cifar", 11'173'962},
    {"resnet50_224", 25'557'032},
    {"seed_mlp", 101'770},
    {"tabular_mlp", 5'121},
    {"unet_256", 31'037'633},
    {"unet_64_small", 1'942'577},
    {"vae_small", 1'691'369},
    {"vit_small_16_224", 22'050'664},
};

} // namespace

// Every file of tests/bench/networks is compared with PyTorch, so it must be the same network.
class TestBenchNetworks : public QObject {
    Q_OBJECT

    static QString folder() { return QStringLiteral(WEFT_SOURCE_DIR "/tests/bench/networks/"); }

private slots:
    void hasAsManyWeightsAsInPyTorch_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList files = QDir(folder()).entryList({"*.weft"});
        QCOMPARE(size_t(files.size()), trainable.size());
        for (const QString& file : files)
            QTest::newRow(qPrintable(file)) << file.chopped(5);
    }
    void hasAsManyWeightsAsInPyTorch()
    {
        QFETCH(const QString, name);
        const Project project = openDocument(realFileSystem(), (folder() + name + ".weft").toStdString()).project();
        const GraphReport report = check(project.graph);
        for (const Diagnostic& diagnostic : report.diagnostics)
            QVERIFY2(false, (diagnostic.node + ": " + diagnostic.text).c_str());
        QVERIFY(trainable.contains(name));
        QCOMPARE(report.trainable, trainable.at(name));
    }

    // The largest take too long on a CPU.
    void trainsTwoSteps_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"airbench", "vae_small", "mobilenet_v3_large_224", "efficientnet_b0"})
            QTest::newRow(name) << name;
    }
    void trainsTwoSteps()
    {
        QFETCH(const QString, name);
        const Said said = runWeft({"bench", folder() + name + ".weft", "--synthetic", "--batch", "2", "--steps", "2",
                                   "--device", "cpu", "--json"});
        QVERIFY2(said.code == 0, qPrintable(said.out + said.err));
        QVERIFY(parseJson(said.out.trimmed().split('\n').last().toStdString()).find("median_ms")->asDouble() > 0);
    }
};

QTEST_GUILESS_MAIN(TestBenchNetworks)
#include "tst_bench_networks.moc"
