#include "engine/import/safetensors/map_weights.h"
#include "engine/storage/publish.h"
#include "tests/support/data_files.h"
#include "tests/support/small_projects.h"

#include <QTest>

using namespace weft;

class TestImportSafetensors : public QObject {
    Q_OBJECT

    DataFolder m_folder;
    const std::vector<float> m_weight = {1, 2, 3, 4, 5, 6}; // PyTorch's Linear: 2 units × 3 features
    const std::vector<float> m_bias = {7, 8};

    // A state_dict of one Linear called "fc".
    SafetensorsReader file(const TextPairs& metadata = {{"format", "pt"}})
    {
        const std::string path = joinPath(m_folder.path(), "theirs.safetensors");
        const NamedTensor tensors[] = {
            {.name = "fc.weight", .shape = {2, 3}, .bytes = std::as_bytes(std::span(m_weight))},
            {.name = "fc.bias", .shape = {2}, .bytes = std::as_bytes(std::span(m_bias))},
            {.name = "step", .shape = {2}, .bytes = std::as_bytes(std::span(m_bias))},
        };
        publishFile(realFileSystem(), path, [&](const ByteSink& sink) { writeSafetensors(sink, tensors, metadata); });
        return SafetensorsReader(realFileSystem(), path);
    }

    static Graph network(const std::string& name)
    {
        Graph graph;
        graph.nodes = {node("x", "features", {{"count", int64_t(3)}}),
                       node(name, "dense", {{"units", int64_t(2)}}, {"x=x.y"})};
        return graph;
    }

private slots:
    void namesAloneSuggestATable()
    {
        const SafetensorsReader theirs = file();
        const std::vector<WeightName> names = guessWeightNames(theirs, network("fc"));
        QCOMPARE(QString::fromStdString(writeWeightNames(names)),
                 QString("fc.bias = fc.bias\nfc.weight = fc.weight transposed\n"));
        const MappedWeights mapped = mapWeights(theirs, network("fc"), names);
        QVERIFY(mapped.missing.empty());
        QCOMPARE(mapped.unused, std::vector<std::string> {"step"});
        QCOMPARE(mapped.weights[0].values, m_bias);
        QCOMPARE(mapped.weights[1].values, (std::vector<float> {1, 4, 2, 5, 3, 6}));
    }

    void aTableBringsOtherNames()
    {
        const SafetensorsReader theirs = file();
        QVERIFY(guessWeightNames(theirs, network("head")).empty());
        const auto names = readWeightNames("# their names = ours\nfc.weight = head.weight transposed # turned\n\n");
        const MappedWeights mapped = mapWeights(theirs, network("head"), names);
        QCOMPARE(mapped.weights.size(), size_t(1));
        QCOMPARE(mapped.missing, std::vector<std::string> {"head.bias"});
    }

    // Weft's own files say how their names are the project's; where that fits nothing, names alone do.
    void theTableInTheFileIsTaken()
    {
        const std::string table = "fc.weight = head.weight transposed\nfc.bias = gone.bias\nstep = head.bias\n";
        const SafetensorsReader ours = file({{"format", "pt"}, {"weft.names", table}});
        QCOMPARE(QString::fromStdString(writeWeightNames(guessWeightNames(ours, network("head")))),
                 QString("fc.weight = head.weight transposed\nstep = head.bias\n"));
        QCOMPARE(QString::fromStdString(writeWeightNames(guessWeightNames(ours, network("fc")))),
                 QString("fc.bias = fc.bias\nfc.weight = fc.weight transposed\n"));
        for (const std::string broken : {"no table", "fc.weight = fc.weight", "step = fc.bias transposed"}) {
            const SafetensorsReader changed = file({{"format", "pt"}, {"weft.names", broken}});
            QCOMPARE(guessWeightNames(changed, network("fc")).size(), size_t(2));
        }
    }

    void whatDoesNotFitIsNamed_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such tensor") << "fd.weight = fc.weight"
                                        << "\"fd.weight\"";
        QTest::newRow("no such state") << "fc.weight = fd.weight"
                                       << "\"fd.weight\"";
        QTest::newRow("shape") << "fc.weight = fc.weight"
                               << "2×3";
        QTest::newRow("not a matrix") << "fc.bias = fc.bias transposed"
                                      << "transposed";
        QTest::newRow("twice") << "fc.bias = fc.bias\nstep = fc.bias"
                               << "twice";
        QTest::newRow("no equals sign") << "fc.bias = fc.bias\n\nfc.bias"
                                        << "Line 3";
    }
    void whatDoesNotFitIsNamed()
    {
        QFETCH(QString, table);
        QFETCH(QString, says);
        const SafetensorsReader theirs = file();
        try {
            mapWeights(theirs, network("fc"), readWeightNames(table.toStdString()));
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(says), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestImportSafetensors)
#include "tst_import_safetensors.moc"
