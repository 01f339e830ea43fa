#include "tests/support/data_files.h"
#include "tests/support/test_data.h"

#include <QTest>

using namespace weft;

namespace {

QByteArray record(char label)
{
    return QByteArray(1, label) + QByteArray(1024, 'r') + QByteArray(1024, 'g') + QByteArray(1024, 'b');
}

DataSource cifar(const std::string& folder, const std::string& batches = "all")
{
    return {.format = "cifar10", .params = {{"folder", folder}, {"batches", batches}}};
}

} // namespace

class TestDataCifar10 : public QObject {
    Q_OBJECT
private slots:
    void batchesNameTheirParts()
    {
        const DataFolder folder;
        folder.write("data_batch_1.bin", record(3) + record(9));
        folder.write("data_batch_2.bin", record(1));
        folder.write("test_batch.bin", record(0));
        const PreparedData data = prepareSource(cifar("."), folder.path());
        QCOMPARE(data.train, (std::vector<int64_t> {0, 1, 2}));
        QCOMPARE(data.test, (std::vector<int64_t> {3}));
        QCOMPARE(valuesOf<int32_t>(data.data.columns[1])[1], 9);
        QCOMPARE(valuesOf<uint8_t>(data.data.columns[0])[1024], uint8_t('g'));
        QCOMPARE(prepareSource(cifar(".", "test"), folder.path()).data.size, int64_t(1));
    }
    void refusesWhatIsNotWhole()
    {
        const DataFolder folder;
        QString said;
        prepareSource(cifar("."), folder.path(), &said);
        QVERIFY2(said.contains("holds no data_batch"), qPrintable(said));
        const std::string path = folder.write("data_batch_1.bin", record(3).left(3000));
        prepareSource(cifar("."), folder.path(), &said);
        QVERIFY2(said.contains(path.c_str()) && said.contains("3000 bytes"), qPrintable(said));
        folder.write("data_batch_1.bin", record(3) + record(10));
        prepareSource(cifar("."), folder.path(), &said);
        QVERIFY2(said.contains("record 1 has the label 10"), qPrintable(said));
        prepareSource(cifar("/nowhere at all"), folder.path(), &said);
        QVERIFY2(said.contains("/nowhere at all"), qPrintable(said));
    }
    void cifar10IsRead()
    {
        WEFT_NEEDS_DATA(path, "cifar10/cifar-10-batches-bin");
        const PreparedData data = prepareSource(cifar(path.string()), ".");
        QCOMPARE(data.train.size(), size_t(10000));
        QCOMPARE(data.test.size(), size_t(10000));
        const Column& label = data.data.columns[1];
        QCOMPARE(label.classes[3], std::string("cat"));
        std::vector<int64_t> counts(10);
        for (const int64_t sample : data.train)
            ++counts[size_t(valuesOf<int32_t>(label)[sample])];
        QCOMPARE(counts, (std::vector<int64_t> {1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981}));
    }
};

QTEST_APPLESS_MAIN(TestDataCifar10)
#include "tst_data_cifar10.moc"
