#include "engine/import/onnx/import_onnx.h"
#include "tests/support/data_files.h"
#include "tests/support/protobuf_text.h"
#include "tests/support/weft_program.h"

#include <QFile>
#include <QTest>

using namespace weft;

namespace {

// y = MaxPool(x + w), or what a row of the tests makes of it.
struct Written {
    std::optional<uint64_t> opset = 17;
    std::string autoPad = "VALID";
    std::string between = "sum"; // the name of x + w
    std::string weight = "w";
    bool hasOutput = true, hasListToo = false, isNamedTwice = false, isListedTwice = false;
    std::string batch = "N", height = ""; // open sizes; none: 8

    std::string bytes() const
    {
        const auto attribute = [](const std::string& name, const std::string& value) {
            return protobufField(5, protobufField(1, name) + value);
        };
        const std::string add =
            protobufField(1, "x") + protobufField(1, weight) + protobufField(2, between) + protobufField(4, "Add");
        const std::string pool = protobufField(1, between) + protobufField(2, "y") + protobufField(4, "MaxPool")
            + attribute("kernel_shape", protobufField(8, 2) + protobufField(8, 2) + protobufField(20, 7))
            + attribute("auto_pad", protobufField(4, autoPad) + protobufField(20, 3));
        std::string graph = protobufField(1, add) + protobufField(1, pool) + protobufField(2, "g");
        const std::string tensor = protobufField(1, 1) + protobufField(2, 1) + protobufField(8, weight)
            + (hasListToo ? protobufField(4, std::string(4, '\1')) : "") + protobufField(9, std::string(4, '\0'));
        graph += protobufField(5, tensor) + (isNamedTwice ? protobufField(5, tensor) : "");
        const auto dimension = [](const std::string& name, uint64_t size) {
            return protobufField(1, name.empty() ? protobufField(1, size) : protobufField(2, name));
        };
        const auto port = [&](int field, const std::string& name) {
            const std::string shape = dimension(batch, 2) + dimension("", 1) + dimension(height, 8) + dimension("", 8);
            return protobufField(
                field,
                protobufField(1, name)
                    + protobufField(2, protobufField(1, protobufField(1, 1) + protobufField(2, shape))));
        };
        graph += port(11, "x") + (hasOutput ? port(12, "y") : "") + (isListedTwice ? port(12, "y") : "");
        return protobufField(1, 8) + protobufField(7, graph)
            + (opset ? protobufField(8, protobufField(2, *opset)) : "");
    }
};

// A sentence, and which kind of Error said it.
QString refusal(const Written& model, const std::map<std::string, int64_t>& sizes = {})
{
    try {
        importOnnx(model.bytes(), realFileSystem(), {.sizes = sizes});
    } catch (const OnnxSizeError& error) {
        return QString("size: ") + error.what();
    } catch (const ModelNotTaken& error) {
        return QString("not taken: ") + error.what();
    } catch (const Error& error) {
        return QString("broken: ") + error.what();
    }
    return "taken";
}

} // namespace

Q_DECLARE_METATYPE(Written)

// What a lenient reader would take, and make something else of than its writer meant.
class TestImportRefusals : public QObject {
    Q_OBJECT
private slots:
    void saysWhatIsWrongWithAModel_data()
    {
        QTest::addColumn<Written>("model");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const Written& model, const char* says) {
            QTest::newRow(name) << model << says;
        };
        row("nothing", {}, "taken");
        row("no version of the operators", {.opset = {}}, "not taken: The model's operators are of version 0 of ONNX");
        row("version 25", {.opset = 25}, "Weft reads 1 to 24");
        row("version 1", {.opset = 1}, "taken");
        row("version 99", {.opset = 99}, "not taken: The model's operators are of version 99 of ONNX");
        row("version -1", {.opset = ~uint64_t(0)}, "not taken: The model's operators are of version -1 of ONNX");
        row("padding of no kind", {.autoPad = "SAME_UPPERS"},
            "its auto_pad is \"SAME_UPPERS\", which ONNX does not know");
        row("no padding given", {.autoPad = "NOTSET"}, "taken");
        row("padding of no name", {.autoPad = ""}, "taken"); // as others read it
        row("an output listed twice", {.isListedTwice = true}, "taken"); // it has one maker
        row("two makers of a value", {.between = "y"}, "broken: The name \"y\" is given to two values");
        row("an input that is made", {.between = "x"}, "broken: The name \"x\" is given to two values");
        row("a weight that is made", {.between = "w"}, "broken: The name \"w\" is given to two values");
        row("a weight given twice", {.isNamedTwice = true}, "broken: The name \"w\" is given to two values");
        row("no outputs", {.hasOutput = false}, "broken: The model has no output");
        row("numbers given twice", {.hasListToo = true}, "broken: The tensor \"w\" has its numbers twice");
    }
    void saysWhatIsWrongWithAModel()
    {
        QFETCH(Written, model);
        QFETCH(QString, says);
        const QString said = refusal(model);
        QVERIFY2(says == "taken" ? said == says : said.contains(says), qPrintable(said));
    }

    void takesOnlySizesThatAreOpen_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<QString>("says");
        QTest::newRow("open") << QByteArray("H") << qint64(8) << "taken";
        QTest::newRow("negative") << QByteArray("H") << qint64(-5)
                                  << "size: \"H\" is a size, so it takes a whole number from 1 to 2147483647, not -5.";
        QTest::newRow("zero") << QByteArray("H") << qint64(0) << "not 0.";
        QTest::newRow("beyond any tensor") << QByteArray("H") << qint64(1) * 4'000'000'000 << "not 4000000000.";
        QTest::newRow("unknown") << QByteArray("Q") << qint64(3)
                                 << "size: The model leaves no size \"Q\" open, only H, N.";
    }
    void takesOnlySizesThatAreOpen()
    {
        QFETCH(QByteArray, name);
        QFETCH(qint64, size);
        QFETCH(QString, says);
        const QString said = refusal({.height = "H"}, {{name.toStdString(), size}});
        QVERIFY2(says == "taken" ? said == says : said.contains(says), qPrintable(said));
    }

    void theExitCodeSaysWhoseMistakeItIs_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("code");
        const auto bytesOfModel = [](const Written& model) { return QByteArray::fromStdString(model.bytes()); };
        QTest::newRow("sound") << bytesOfModel({}) << QStringList {} << 0;
        QTest::newRow("torn") << bytesOfModel({}).chopped(9) << QStringList {} << 3;
        QTest::newRow("no ONNX") << QByteArray("root:x:0:0") << QStringList {} << 3;
        QTest::newRow("empty") << QByteArray() << QStringList {} << 3;
        QTest::newRow("named twice") << bytesOfModel({.between = "x"}) << QStringList {} << 3;
        QTest::newRow("too new") << bytesOfModel({.opset = 99}) << QStringList {} << 1;
        QTest::newRow("a size that is none") << bytesOfModel({.height = "H"}) << QStringList {"--set", "H=-5"} << 2;
        QTest::newRow("a size of nothing") << bytesOfModel({.height = "H"}) << QStringList {"--set", "Q=3"} << 2;
    }
    void theExitCodeSaysWhoseMistakeItIs()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, more);
        QFETCH(int, code);
        const DataFolder folder;
        const QString file = QString::fromStdString(folder.write("model.onnx", bytes));
        const Said said = runWeft(QStringList {"import", file} + more);
        QVERIFY2(said.code == code, qPrintable(QString::number(said.code) + ": " + said.err));
        QCOMPARE(said.err.count('\n'), code == 0 ? 0 : 1);
        QCOMPARE(QFile::exists(QString(file).replace(".onnx", ".weft")), code == 0);
    }
};

QTEST_GUILESS_MAIN(TestImportRefusals)
#include "tst_import_refusals.moc"
