#include "tests/support/compiled_cpp.h"
#include "tests/support/export_samples.h"

#include <QTest>

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
    void everyLayerGivesTheSameAnswers_data()
    {
        QTest::addColumn<QString>("compiler");
        QTest::addColumn<QString>("option");
        QTest::newRow("g++, this processor") << "g++"
                                             << "-march=native";
        QTest::newRow("g++, plain loops") << "g++"
                                          << "-DWEFT_PLAIN_LOOPS";
        QTest::newRow("clang++, this processor") << "clang++"
                                                 << "-march=native";
        QTest::newRow("clang++, any processor of its kind") << "clang++"
                                                            << "-O1";
    }
    void everyLayerGivesTheSameAnswers()
    {
        QFETCH(QString, compiler);
        QFETCH(QString, option);
        CompiledCpp models({{compiler.toStdString()}, {"-O1", "-Wall", "-Wextra", "-Werror", option.toStdString()}});
        const QStringList refused = addEveryLayer(models.adder());
        QVERIFY2(refused.isEmpty(), qPrintable('\n' + refused.join('\n'))); // none is without a form
        compare(models);
    }

    void everyProjectGivesTheSameAnswers()
    {
        CompiledCpp models;
        addEveryProject(models.adder());
        QVERIFY(models.count() >= 10);
        compare(models);
    }

    void randomNetworksGiveTheSameAnswers()
    {
        CompiledCpp models;
        addRandomNetworks(models.adder());
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
