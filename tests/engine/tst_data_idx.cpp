#include "tests/support/data_files.h"
#include "tests/support/test_data.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <map>

using namespace weft;

namespace {

DataSource idx(const std::string& images, const std::string& labels = {}, const std::string& part = "all")
{
    return {.part = part, .format = "idx", .params = {{"images", images}, {"labels", labels}}};
}

std::vector<int64_t> countsOf(const Column& labels, std::span<const int64_t> samples)
{
    std::vector<int64_t> counts(labels.classes.size());
    for (const int64_t sample : samples)
        ++counts[size_t(valuesOf<int32_t>(labels)[sample])];
    return counts;
}

} // namespace

class TestDataIdx : public QObject {
    Q_OBJECT
private slots:
    void readsImagesAndLabelsPackedOrNot()
    {
        const DataFolder folder;
        folder.write("images", idxBytes({3, 2, 2}, QByteArray("\x00\x01\x02\x03\x04\x05\x06\x07\xfc\xfd\xfe\xff", 12)));
        folder.write("labels.gz", gzipped(idxBytes({3}, QByteArray("\x02\x00\x02", 3))));
        const PreparedData data = prepareSource(idx("images", "labels.gz"), folder.path());
        const Column* image = data.data.find("image");
        const Column* label = data.data.find("label");
        QVERIFY(image && label);
        QVERIFY(image->kind == ColumnKind::image);
        QVERIFY((image->shape == Shape {1, 2, 2}));
        QCOMPARE(valuesOf<uint8_t>(*image)[11], uint8_t(255));
        QCOMPARE(label->classes, (std::vector<std::string> {"0", "1", "2"}));
        QCOMPARE(valuesOf<int32_t>(*label)[2], 2);
    }
    void refusesWhatIsNotWhole_data()
    {
        QTest::addColumn<QByteArray>("images");
        QTest::addColumn<QByteArray>("labels");
        QTest::addColumn<QString>("says");
        const QByteArray images = idxBytes({3, 2, 2}, QByteArray(12, 'x'));
        const QByteArray labels = idxBytes({3}, QByteArray(3, '\1'));
        QTest::newRow("empty") << QByteArray() << labels << "not an IDX file";
        QTest::newRow("not IDX") << QByteArray("P5 28 28 255 ….") << labels << "not an IDX file";
        QTest::newRow("cut in the header") << images.left(9) << labels << "within its header";
        QTest::newRow("cut in the values") << images.left(20) << labels << "4 bytes follow";
        QTest::newRow("too long") << images + "x" << labels << "13 bytes follow";
        QTest::newRow("huge") << idxBytes({0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, "x") << labels << "header promises";
        QTest::newRow("overflow") << idxBytes({0x80000000, 0x80000000, 4, 1}, "") << labels << "header promises";
        QTest::newRow("rank 0") << idxBytes({}, "x") << labels << "0 dimensions";
        QTest::newRow("rank 255") << QByteArray("\0\0\x08\xff", 4) + QByteArray(2000, '\1') << labels
                                  << "255 dimensions";
        QTest::newRow("cut gzip") << gzipped(images).left(20) << labels << "ends too early";
        QTest::newRow("broken gzip") << gzipped(images).replace(12, 4, "????") << labels << "broken packed data";
        QTest::newRow("bomb") << gzipped(QByteArray(100 << 20, '\0')) << labels << "unpacks to more";
        QTest::newRow("other labels") << images << idxBytes({4}, "\1\1\1\1") << "do not belong together";
    }
    void refusesWhatIsNotWhole()
    {
        QFETCH(QByteArray, images);
        QFETCH(QByteArray, labels);
        QFETCH(QString, says);
        const DataFolder folder;
        folder.write("images", images);
        folder.write("labels", labels);
        QString said;
        prepareSource(idx("images", "labels"), folder.path(), &said);
        QVERIFY2(said.contains(says), qPrintable(said));
        QVERIFY2(said.contains(folder.path().c_str()), qPrintable(said));
    }
    void saysWhatIsMissing()
    {
        QString said;
        prepareSource(idx(""), ".", &said);
        QVERIFY2(said.contains("Source 1 (idx): “images” is empty"), qPrintable(said));
        prepareSource(idx("nowhere.gz"), "/tmp", &said);
        QVERIFY2(said.contains("/tmp/nowhere.gz"), qPrintable(said));
        const QByteArray before = qgetenv("WEFT_DATA");
        qunsetenv("WEFT_DATA");
        prepareSource(idx("${WEFT_DATA}/mnist/x"), ".", &said);
        if (!before.isEmpty())
            qputenv("WEFT_DATA", before);
        QVERIFY2(said.contains("WEFT_DATA is not set"), qPrintable(said));
    }
    void mnistIsRead()
    {
        WEFT_NEEDS_DATA(path, "mnist");
        const std::string mnist = path.string() + "/";
        DataSection section;
        section.sources = {idx(mnist + "train-images-idx3-ubyte.gz", mnist + "train-labels-idx1-ubyte.gz", "train"),
                           idx(mnist + "t10k-images-idx3-ubyte.gz", mnist + "t10k-labels-idx1-ubyte.gz", "test")};
        section.split = {.kind = "given"};
        const PreparedData data = prepareSection(section, ".");
        QCOMPARE(data.train.size(), size_t(60000));
        QCOMPARE(data.test.size(), size_t(10000));
        const Column& label = *data.data.find("label");
        QCOMPARE(countsOf(label, data.train),
                 (std::vector<int64_t> {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949}));
        QCOMPARE(valuesOf<int32_t>(label)[data.test[0]], 7); // the first test digit, as everyone knows it
    }
    void fashionMnistIsReadAndSplit()
    {
        const std::string folder = "/usr/share/datasets/fashion-mnist/";
        if (!QFileInfo::exists((folder + "train-images-idx3-ubyte.gz").c_str()))
            QSKIP("Fashion-MNIST is absent; install the package dataset-fashion-mnist.");
        DataSection section;
        section.sources = {idx(folder + "train-images-idx3-ubyte.gz", folder + "train-labels-idx1-ubyte.gz", "train"),
                           idx(folder + "t10k-images-idx3-ubyte.gz", folder + "t10k-labels-idx1-ubyte.gz", "test")};
        section.split = {.kind = "stratified", .validation = 0.1, .test = 0.2, .column = "label"};
        section.transforms = {{.kind = "scale"}, {.kind = "normalize"}};
        const PreparedData data = prepareSection(section, ".");
        QCOMPARE(data.train.size(), size_t(54000));
        QCOMPARE(data.validation.size(), size_t(6000));
        QCOMPARE(data.test.size(), size_t(10000)); // it is given, so no share is taken
        QCOMPARE(countsOf(*data.data.find("label"), data.validation), std::vector<int64_t>(10, 600));
        QVERIFY(std::abs(data.affine[0].shift[0] / 255 - 0.286) < 0.001); // the known mean and deviation
        QVERIFY(std::abs(data.affine[0].scale[0] / 255 - 0.353) < 0.001);
    }
};

QTEST_APPLESS_MAIN(TestDataIdx)
#include "tst_data_idx.moc"
