#include "tests/support/data_files.h"
#include "tests/support/patience.h"

#include <QProcess>
#include <QTest>

#include <cmath>

using namespace weft;

namespace {

DataSource npy(const std::string& data, Params more = {})
{
    more["data"] = data;
    return {.format = "npy", .params = more};
}

QByteArray npyBytes(const QByteArray& header, const QByteArray& values, char version = 1)
{
    QByteArray bytes("\x93NUMPY");
    bytes += version;
    bytes += '\0';
    for (int i = 0; i < (version == 1 ? 2 : 4); ++i)
        bytes += char(header.size() >> 8 * i);
    return bytes + header + values;
}

// One call for all tests: starting Python costs more than all of them.
const char* const script = R"(
import numpy as np, zipfile
for dtype in 'u1 i1 i2 u2 i4 i8 f2 f4 f8 >i2 >i4 >f4 >f8 b1'.split():
    a = np.arange(24).reshape(4, 3, 2)
    a = (a % 2 == 0) if dtype == 'b1' else a * (1 if dtype[0] == 'u' else -1)
    a = a.astype(dtype)
    name = dtype.replace('>', 'big_')
    np.save(name + '_c.npy', a)
    np.save(name + '_f.npy', np.asfortranarray(a))
    np.savez(name + '_s.npz', a=a)
    np.savez_compressed(name + '_d.npz', a=np.asfortranarray(a))
np.save('h.npy', np.array([[0, -0.0, 1, -2, 65504, 6e-8, 2.0**-14, np.inf]], 'f2'))
x = np.arange(2*4*5*3, dtype='u1').reshape(2, 4, 5, 3)
np.save('hwc.npy', x)
np.save('chw.npy', x.transpose(0, 3, 1, 2))
np.save('y.npy', np.array([2, 0]))
np.savez('mnist.npz', x_train=np.zeros((3, 28, 28), 'u1'), y_train=np.array([1, 0, 1], 'u1'))
np.save('objects.npy', np.array([{}, 1], dtype=object))
np.save('records.npy', np.zeros(3, dtype=[('a', 'f4'), ('b', 'i4')]))
np.save('complex.npy', np.zeros(3, 'c8'))
np.save('words.npy', np.array(['a', 'b']))
np.savez_compressed('small.npz', x=np.arange(40.).reshape(8, 5), y=np.arange(8))
np.savez_compressed('bomb.npz', x=np.zeros(3_000_000))
with zipfile.ZipFile('many.npz', 'w', zipfile.ZIP_DEFLATED) as z:
    for i in range(60): z.writestr(f'{i}.npy', b'0' * 1000000)
np.savez('lengths.npz', x=np.zeros((3, 2)), y=np.zeros(4))
)";

#define WEFT_NEEDS_NUMPY                                                                                               \
    if (!m_numpy)                                                                                                      \
    QSKIP("There is no /usr/bin/python3 with NumPy (python3-numpy).")

std::vector<float> floatsOf(const Column& column)
{
    const float* values = valuesOf<float>(column);
    return {values, values + column.bytes.size() / sizeof(float)};
}

} // namespace

class TestDataNpy : public QObject {
    Q_OBJECT
    DataFolder m_folder;
    bool m_numpy = false;
private slots:
    void initTestCase()
    {
        QProcess python;
        python.setWorkingDirectory(QString::fromStdString(m_folder.path()));
        python.start("/usr/bin/python3", {"-c", script});
        m_numpy =
            python.waitForFinished(patience) && python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0;
    }
    void readsEveryTypeAndOrderThatNumpyWrites_data()
    {
        QTest::addColumn<QByteArray>("dtype");
        for (const char* dtype :
             {"u1", "i1", "i2", "u2", "i4", "i8", "f2", "f4", "f8", ">i2", ">i4", ">f4", ">f8", "b1"})
            QTest::newRow(dtype) << QByteArray(dtype);
    }
    void readsEveryTypeAndOrderThatNumpyWrites()
    {
        QFETCH(QByteArray, dtype);
        WEFT_NEEDS_NUMPY;
        const std::string name = QByteArray(dtype).replace(">", "big_").toStdString();
        std::vector<float> expected;
        for (int i = 0; i < 24; ++i)
            expected.push_back(dtype == "b1" ? float(i % 2 == 0) : dtype[0] == 'u' ? float(i) : float(-i));
        for (const char* file : {"_c.npy", "_f.npy", "_s.npz", "_d.npz"}) {
            const PreparedData data = prepareSource(npy(name + file, {{"layout", "none"}}), m_folder.path());
            QCOMPARE(data.data.size, int64_t(4));
            const Column& column = data.data.columns[0];
            QVERIFY((column.shape == Shape {3, 2}));
            QCOMPARE(floatsOf(column), expected);
        }
    }
    void halfsAreExactAtTheirEdges()
    {
        WEFT_NEEDS_NUMPY;
        const std::vector<float> got = floatsOf(prepareSource(npy("h.npy"), m_folder.path()).data.columns[0]);
        const std::vector<float> expected = {0, -0.f, 1, -2, 65504, 0x1p-24f, 0x1p-14f, INFINITY};
        QCOMPARE(got.size(), expected.size());
        for (size_t i = 0; i < got.size(); ++i)
            QVERIFY2(got[i] == expected[i] && std::signbit(got[i]) == std::signbit(expected[i]),
                     qPrintable(QString::number(double(got[i]))));
    }
    void picturesAndLabelsAreSeenAsSuch()
    {
        WEFT_NEEDS_NUMPY;
        const PreparedData hwc = prepareSource(npy("hwc.npy", {{"labels", "y.npy"}}), m_folder.path());
        const PreparedData chw = prepareSource(npy("chw.npy"), m_folder.path());
        QVERIFY(hwc.data.columns[0].kind == ColumnKind::image);
        QVERIFY((hwc.data.columns[0].shape == Shape {3, 4, 5}));
        QVERIFY(hwc.data.columns[0].bytes == chw.data.columns[0].bytes);
        QCOMPARE(valuesOf<uint8_t>(hwc.data.columns[0])[20], uint8_t(1)); // the second channel's first pixel
        QVERIFY(hwc.data.columns[1].kind == ColumnKind::classIndex);
        QCOMPARE(hwc.data.columns[1].classes.size(), size_t(3));
        const PreparedData both = prepareSource(npy("mnist.npz"), m_folder.path());
        QVERIFY((both.data.find("x_train")->shape == Shape {1, 28, 28}));
        QVERIFY(both.data.find("y_train")->kind == ColumnKind::classIndex);
        const PreparedData one = prepareSource(npy("mnist.npz", {{"arrays", "x_train"}}), m_folder.path());
        QCOMPARE(one.data.columns.size(), size_t(1));
    }
    void pickledObjectsAreRefusedWithAdvice()
    {
        WEFT_NEEDS_NUMPY;
        QString said;
        prepareSource(npy("objects.npy"), m_folder.path(), &said);
        QVERIFY2(said.contains("Python objects") && said.contains("np.save"), qPrintable(said));
        prepareSource(npy("records.npy"), m_folder.path(), &said);
        QVERIFY2(said.contains("several fields"), qPrintable(said));
        prepareSource(npy("complex.npy"), m_folder.path(), &said);
        QVERIFY2(said.contains("“<c8”"), qPrintable(said));
        prepareSource(npy("words.npy"), m_folder.path(), &said);
        QVERIFY2(said.contains("“<U1”"), qPrintable(said));
    }
    void refusesBrokenArrays_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        const QByteArray good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n";
        const auto with = [&](const char* from, const char* to) { return QByteArray(good).replace(from, to); };
        const QByteArray values(24, '\0');
        QTest::newRow("empty") << QByteArray() << "not a .npy";
        QTest::newRow("another file") << QByteArray("GIF89a, by all means") << "not a .npy";
        QTest::newRow("version 9") << npyBytes(good, values, 9) << "version";
        QTest::newRow("cut in the header") << npyBytes(good, values).left(40) << "within its header";
        QTest::newRow("cut values") << npyBytes(good, values.left(20)) << "20 bytes follow";
        QTest::newRow("long values") << npyBytes(good, values + "x") << "25 bytes follow";
        QTest::newRow("4 GB from 12 bytes")
            << npyBytes(with("(2, 3)", "(1073741824,)"), values) << "promises 1073741824";
        QTest::newRow("overflow") << npyBytes(with("(2, 3)", "(4294967296, 4294967296)"), values) << "too many";
        QTest::newRow("wraps to 6") << npyBytes(with("(2, 3)", "(6148914691236517206, 3, 1)"), values) << "too many";
        QTest::newRow("past 64 bits") << npyBytes(with("(2, 3)", "(99999999999999999999,)"), values)
                                      << "header is broken";
        QTest::newRow("negative") << npyBytes(with("(2, 3)", "(-2, 3)"), values) << "header is broken";
        QTest::newRow("no shape") << npyBytes("{'descr': '<f4', 'fortran_order': False}", values) << "header is broken";
        QTest::newRow("not a dictionary") << npyBytes("__import__('os').system('x')", values) << "header is broken";
        QTest::newRow("unknown key") << npyBytes(with("'shape'", "'shape2'"), values) << "header is broken";
        QTest::newRow("open string") << npyBytes("{'descr: ", values) << "header is broken";
        QTest::newRow("f1") << npyBytes(with("<f4", "<f1"), values) << "“<f1”";
        QTest::newRow("single number") << npyBytes(with("(2, 3)", "()"), values.left(4)) << "single number";
        QTest::newRow("rank 9") << npyBytes(with("(2, 3)", "(6,1,1,1,1,1,1,1,1,1)"), values) << "dimensions";
        QTest::newRow("rank 40") << npyBytes(with("(2, 3)", "(" + QByteArray("1,").repeated(40) + ")"), values.left(4))
                                 << "header is broken";
        QTest::newRow("no samples") << npyBytes(with("(2, 3)", "(0, 3)"), "") << "not one sample";
    }
    void refusesBrokenArrays()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        const DataFolder folder;
        folder.write("x.npy", content);
        QString said;
        prepareSource(npy("x.npy"), folder.path(), &said);
        QVERIFY2(said.contains(says), qPrintable(said));
    }
    void everyCutOfAnArchiveIsRefused()
    {
        WEFT_NEEDS_NUMPY;
        QFile file(QString::fromStdString(m_folder.path() + "/small.npz"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        QString said;
        for (qsizetype bytes = 2; bytes < whole.size(); bytes += 3) {
            m_folder.write("cut.npz", whole.left(bytes));
            prepareSource(npy("cut.npz"), m_folder.path(), &said);
            QVERIFY2(!said.isEmpty(), qPrintable(QString::number(bytes)));
        }
        // A changed byte is either found or of no consequence; it never crashes, and never changes a value.
        const PreparedData good = prepareSource(npy("small.npz"), m_folder.path());
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray changed = whole;
            changed[at] = char(changed[at] ^ (1 << at % 8));
            m_folder.write("changed.npz", changed);
            const PreparedData data = prepareSource(npy("changed.npz"), m_folder.path(), &said);
            for (const Column& column : data.data.columns) {
                const Column* same = good.data.find(column.name);
                QVERIFY2(!said.isEmpty() || !same || same->bytes == column.bytes, qPrintable(QString::number(at)));
            }
        }
    }
    void archivesThatUnpackToFarMoreAreRefused()
    {
        WEFT_NEEDS_NUMPY;
        QString said;
        for (const char* file : {"bomb.npz", "many.npz"}) {
            prepareSource(npy(file), m_folder.path(), &said);
            QVERIFY2(said.contains("far more than real data"), qPrintable(said));
        }
    }
    void arraysOfOtherLengthsAreRefused()
    {
        WEFT_NEEDS_NUMPY;
        QString said;
        prepareSource(npy("lengths.npz"), m_folder.path(), &said);
        QVERIFY2(said.contains("has 4 samples, but the arrays before it have 3"), qPrintable(said));
    }
};

QTEST_APPLESS_MAIN(TestDataNpy)
#include "tst_data_npy.moc"
