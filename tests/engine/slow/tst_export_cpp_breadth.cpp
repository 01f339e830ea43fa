#include "engine/graph/document.h"
#include "tests/support/compiled_cpp.h"
#include "tests/support/layer_examples.h"
#include "tests/support/random_network.h"
#include "tests/support/untrained_model.h"

#include <QDir>
#include <QTest>

#include <set>

using namespace weft;

namespace {

constexpr const char* noCompiler = "All are written, but no C++ compiler is here.";

void compare(CompiledCpp& models)
{
    const std::optional<QStringList> wrong = models.differences();
    if (!wrong)
        QSKIP(noCompiler);
    QVERIFY2(wrong->isEmpty(), qPrintable('\n' + wrong->join('\n')));
    qInfo("%zu models, at most %.2g of the largest number", models.count(), models.worst());
}

} // namespace

// Minutes of compiling.
class TestExportCppBreadth : public QObject {
    Q_OBJECT
private slots:
    void everyLayerGivesTheSameAnswers()
    {
        CompiledCpp models;
        std::set<std::string> seen;
        QStringList refused;
        for (const LayerExample& example : layerExamples()) {
            seen.insert(example.id);
            const std::string name = std::string(example.id) + "_" + std::to_string(models.count());
            try {
                UntrainedModel untrained(projectAround(example));
                untrained.shake(7);
                models.add(name, untrained.model, untrained.trial(3, 11));
            } catch (const Error& error) {
                refused << QString::fromStdString(name + ": " + error.what());
            }
        }
        for (const LayerType& type : layerTypes())
            QVERIFY2(seen.contains(type.id), type.id.c_str());
        QVERIFY2(refused.isEmpty(), qPrintable('\n' + refused.join('\n'))); // none is without a form
        compare(models);
    }

    void everyProjectGivesTheSameAnswers()
    {
        CompiledCpp models;
        QDir folder(QStringLiteral(WEFT_SOURCE_DIR "/projects"));
        for (const QString& name : folder.entryList({"*.weft"})) {
            UntrainedModel untrained(openDocument(realFileSystem(), folder.filePath(name).toStdString()).project());
            untrained.shake(1);
            models.add(name.chopped(5).toStdString(), untrained.model, untrained.trial(2, 3));
        }
        QVERIFY(models.count() >= 10);
        compare(models);
    }

    void randomNetworksGiveTheSameAnswers()
    {
        CompiledCpp models;
        for (uint64_t seed = 1; seed <= 100; ++seed) {
            UntrainedModel untrained(randomNetwork(seed, 12));
            untrained.shake(seed);
            models.add("seed" + std::to_string(seed), untrained.model, untrained.trial(2, uint32_t(seed)));
        }
        const std::optional<QStringList> wrong = models.differences();
        if (!wrong)
            QSKIP(noCompiler);
        // Norms of numbers that are all but equal magnify the last bit, in which no two programs agree.
        QVERIFY2(wrong->size() <= 3 && models.worst() <= 1e-4, qPrintable('\n' + wrong->join('\n')));
        qInfo("%zu models, at most %.2g of the largest number, %lld beyond 1e-5", models.count(), models.worst(),
              (long long)wrong->size());
    }
};

QTEST_APPLESS_MAIN(TestExportCppBreadth)
#include "tst_export_cpp_breadth.moc"
