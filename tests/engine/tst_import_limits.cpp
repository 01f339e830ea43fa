#include "engine/import/onnx/import_onnx.h"
#include "tests/support/counted_work.h"
#include "tests/support/protobuf_text.h"

#include <QTest>

using namespace weft;

namespace {

std::string node(const std::string& op, const std::vector<std::string>& inputs, const std::string& output)
{
    std::string text;
    for (const std::string& input : inputs)
        text += protobufField(1, input);
    text += protobufField(2, output) + protobufField(4, op);
    if (op == "Cast")
        text += protobufField(5, protobufField(1, "to") + protobufField(3, 10) + protobufField(20, 2)); // f16
    return protobufField(1, text);
}

std::string port(int field, const std::string& name, const std::vector<uint64_t>& sizes)
{
    std::string shape;
    for (const uint64_t size : sizes)
        shape += protobufField(1, protobufField(1, size));
    const std::string tensor = protobufField(1, 1) + protobufField(2, shape);
    return protobufField(field, protobufField(1, name) + protobufField(2, protobufField(1, tensor)));
}

// y = x + … + w: `count` times `op` on the way from a weight of side × side to y, at every node a value of its size; a
// Concat joins it with itself.
std::string model(const std::string& op, int count, uint64_t side = 128)
{
    std::string graph;
    std::string weight = "w", sum = "x";
    for (int i = 0; i < count; ++i) {
        if (op == "Add") {
            graph += node("Add", {sum, "w"}, "sum" + std::to_string(i));
            sum = "sum" + std::to_string(i);
        } else {
            const std::vector<std::string> inputs(op == "Concat" ? 2 : 1, weight);
            graph += node(op, inputs, "w" + std::to_string(i));
            weight = "w" + std::to_string(i);
        }
    }
    graph += node("Add", {sum, weight}, "y") + protobufField(2, "g");
    graph += protobufField(5,
                           protobufField(1, side) + protobufField(1, side) + protobufField(2, 1) + protobufField(8, "w")
                               + protobufField(9, std::string(side * side * 4, '\0')));
    graph += port(11, "x", {2, side, side}) + port(12, "y", {2, side, side});
    return protobufField(1, 8) + protobufField(7, graph) + protobufField(8, protobufField(2, 13));
}

} // namespace

// A small file does not make a large network: what reading it makes is in proportion to it.
class TestImportLimits : public QObject {
    Q_OBJECT
private slots:
    void aWeightIsNotMultiplied_data()
    {
        QTest::addColumn<QString>("op");
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("passed on, not copied") << "Identity" << 1000 << true;
        for (const char* op : {"Transpose", "Cast", "Add"}) {
            QTest::addRow("%s, a few", op) << op << 3 << true;
            QTest::addRow("%s, many", op) << op << 100 << false;
        }
    }
    void aWeightIsNotMultiplied()
    {
        QFETCH(QString, op);
        QFETCH(int, count);
        QFETCH(bool, isTaken);
        OnnxImportOptions options;
        options.limits.made = 128 * 128; // and four times the weight
        std::string problem;
        try {
            const ImportedModel read = importOnnx(model(op.toStdString(), count), realFileSystem(), options);
            size_t numbers = 0;
            for (const StartingState& weight : read.weights)
                numbers += weight.values.size();
            QVERIFY2(numbers <= 5 * 128 * 128, qPrintable(QString::number(numbers)));
        } catch (const Error& error) {
            problem = error.what();
        }
        QCOMPARE(problem.empty(), isTaken);
        if (!isTaken) { // one sentence, with the node
            QVERIFY2(problem.find("made to do harm") != std::string::npos, problem.c_str());
            QVERIFY2(problem.starts_with(op.toStdString() + " (node \""), problem.c_str());
            QVERIFY2(problem.size() < 250, problem.c_str());
        }
    }

    void doublingEndsAtItsNode_data()
    {
        QTest::addColumn<QString>("op");
        QTest::addColumn<int>("count");
        QTest::newRow("joined with itself") << "Concat" << 40;
        QTest::newRow("turned") << "Transpose" << 200;
    }
    void doublingEndsAtItsNode() // with the limits that users have
    {
        QFETCH(QString, op);
        QFETCH(int, count);
        std::string problem;
        try {
            const int64_t side = op == "Concat" ? 128 : 2048;
            importOnnx(model(op.toStdString(), count, side), realFileSystem());
        } catch (const Error& error) {
            problem = error.what();
        }
        QVERIFY2(problem.starts_with(op.toStdString() + " (node \""), problem.c_str());
        QVERIFY2(problem.find("made to do harm") != std::string::npos, problem.c_str());
        QVERIFY2(problem.size() < 250, problem.c_str());
    }

    void manyOutputsOfOneNodeAreNotSearchedOneByOne()
    {
        const auto workFor = [](uint64_t count) {
            std::string split = protobufField(1, "x");
            for (uint64_t i = 0; i < count; ++i)
                split += protobufField(2, "y" + std::to_string(i));
            split += protobufField(4, "Split")
                + protobufField(5, protobufField(1, "axis") + protobufField(3, 1) + protobufField(20, 2));
            const std::string graph = protobufField(1, split) + node("Relu", {"y0"}, "y") + protobufField(2, "g")
                + port(11, "x", {2, count}) + port(12, "y", {2, 1});
            const std::string bytes =
                protobufField(1, 8) + protobufField(7, graph) + protobufField(8, protobufField(2, 13));
            return countedWork([&] {
                if (importOnnx(bytes, realFileSystem()).outputs.size() != 1)
                    qFatal("the network has lost its output");
            });
        };
        const int64_t few = workFor(1'000), many = workFor(8'000);
        QVERIFY2(few > 0 && many < 12 * few, qPrintable(QString("%1 for 1,000, %2 for 8,000").arg(few).arg(many)));
    }
};

QTEST_APPLESS_MAIN(TestImportLimits)
#include "tst_import_limits.moc"
