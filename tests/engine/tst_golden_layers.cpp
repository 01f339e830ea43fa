#include "engine/backends/load.h"
#include "engine/compiler/gradients.h"
#include "engine/compiler/passes.h"
#include "engine/graph/complete_params.h"
#include "engine/graph/form/param_json.h"
#include "engine/layers/layer_context.h"
#include "engine/runtime/executable.h"
#include "tests/support/tolerances.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace weft;

namespace {

// One file of tests/golden/layers: what PyTorch computed (see tests/golden/make_layers.py).
Json readGolden(const QString& name)
{
    QFile file(QString(WEFT_SOURCE_DIR "/tests/golden/layers/") + name);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("There is no " + file.fileName().toStdString());
    const QByteArray text = file.readAll();
    return parseJson({text.constData(), size_t(text.size())});
}

TestTensor tensorOf(const Json& json, DType dtype)
{
    TestTensor tensor;
    for (const Json& size : json.find("shape")->items())
        tensor.info.shape.push_back(size.asInteger());
    tensor.info.dtype = json.find("type")->asString() == "i32" ? DType::i32 : dtype;
    for (const Json& number : json.find("values")->items())
        tensor.numbers.push_back(number.asDouble());
    return tensor;
}

std::map<std::string, TestTensor> tensorsOf(const Json& document, const char* section, DType dtype)
{
    std::map<std::string, TestTensor> tensors;
    for (const auto& [name, json] : document.find(section)->members()) {
        if (!json.isNull())
            tensors[name] = tensorOf(json, dtype);
    }
    return tensors;
}

Params paramsOf(const LayerType& type, const Json& given)
{
    Diagnostics mistakes;
    const Params complete = completeParams(type.params, paramsFromJson(Place(), given), "node", mistakes);
    if (!mistakes.empty())
        throw std::runtime_error(mistakes[0].text);
    return complete;
}

// The layer of a golden file as one program: outputs "out.y", gradients "gradient.x" and "gradient.weight".
struct GoldenProgram {
    Program program;
    LoweringResults results;
    Diagnostics diagnostics;

    GoldenProgram(const Json& document, DType dtype)
    {
        const LayerType& type = *findLayerType(document.find("layer")->asString());
        Builder builder(program);
        LayerContext context(builder,
                             {.params = paramsOf(type, *document.find("params")),
                              .path = "node",
                              .weights = "node",
                              .training = document.find("training")->asBool(),
                              .dtype = dtype},
                             results, diagnostics);
        const auto inputs = tensorsOf(document, "inputs", dtype);
        Values in;
        std::vector<std::string> names;
        Values leaves;
        for (const Port& port : type.inputs) {
            const auto given = inputs.find(port.id);
            in.push_back(given == inputs.end()
                             ? Value {}
                             : builder.input(port.id, given->second.info.shape, given->second.info.dtype));
            if (in.back().valid() && isFloat(in.back().dtype())) {
                names.push_back(port.id);
                leaves.push_back(in.back());
            }
        }
        const Values out = type.build(context, in);
        const auto upstream = tensorsOf(document, "upstream", dtype);
        Value loss = constant(builder, 0, dtype);
        for (size_t i = 0; i < out.size(); ++i) {
            const std::string& port = type.outputs[i].id;
            builder.output("out." + port, out[i]);
            if (isFloat(out[i].dtype()))
                loss = loss + sum(out[i] * builder.input("upstream." + port, upstream.at(port).info.shape, dtype));
        }
        for (const StateVariable& state : program.states) {
            if (state.kind == StateKind::weight) {
                names.push_back(state.name.substr(5)); // behind "node."
                leaves.push_back(builder.at(state.value));
            }
        }
        const Values back = gradients(builder, loss, leaves);
        for (size_t i = 0; i < back.size(); ++i) {
            if (back[i].valid())
                builder.output("gradient." + names[i], back[i]);
        }
    }
};

// How many terms one number of these layers may be a sum of; the tolerance grows with its root.
constexpr int64_t terms = 400;

} // namespace

class TestGoldenLayers : public QObject {
    Q_OBJECT
private slots:
    void layersComputeWhatPyTorchDoes_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("isDouble");
        const QStringList files = QDir(WEFT_SOURCE_DIR "/tests/golden/layers").entryList({"*.json"});
        QVERIFY(files.size() >= 80);
        for (const QString& file : files) {
            QTest::addRow("%s f64", qPrintable(file)) << file << true;
            QTest::addRow("%s f32", qPrintable(file)) << file << false;
        }
    }
    void layersComputeWhatPyTorchDoes()
    {
        QFETCH(QString, file);
        QFETCH(bool, isDouble);
        const DType dtype = isDouble ? DType::f64 : DType::f32;
        const Json document = readGolden(file);
        Program program = GoldenProgram(document, dtype).program;
        optimize(program, *m_backend);
        States states(*m_backend, 1);
        Executable executable(std::move(program), states);

        for (const char* section : {"weights", "statistics"}) {
            for (const auto& [name, tensor] : tensorsOf(document, section, dtype)) {
                QVERIFY2(states.contains("node." + name), name.c_str());
                QCOMPARE(toString(states.entries().at("node." + name).info.shape), toString(tensor.info.shape));
                states.write("node." + name, toMemory(tensor));
            }
        }
        for (const char* section : {"inputs", "upstream"}) {
            const std::string prefix = section == std::string("inputs") ? "" : "upstream.";
            for (const auto& [name, tensor] : tensorsOf(document, section, dtype)) {
                if (const auto input = executable.findInput(prefix + name))
                    executable.write(*input, toMemory(tensor));
            }
        }
        executable.run();
        for (const auto& [name, expected] : tensorsOf(document, "outputs", dtype))
            compare(executable, "out." + name, expected);
        for (const auto& [name, expected] : tensorsOf(document, "gradients", dtype))
            compare(executable, "gradient." + name, expected);
        for (const auto& [name, expected] : tensorsOf(document, "statistics_after", dtype)) {
            std::vector<std::byte> bytes(expected.info.bytes());
            states.read("node." + name, bytes);
            const std::string problem = difference(fromMemory(expected.info, bytes), expected, terms);
            QVERIFY2(problem.empty(), (name + " afterwards: " + problem).c_str());
        }
    }

private:
    void compare(Executable& executable, const std::string& name, const TestTensor& expected)
    {
        const auto output = executable.findOutput(name);
        QVERIFY2(output.has_value(), (name + " is missing").c_str());
        const ValueInfo& info = executable.outputInfo(*output);
        QCOMPARE(toString(info.shape), toString(expected.info.shape));
        std::vector<std::byte> bytes(info.bytes());
        executable.read(*output, bytes);
        const std::string problem = difference(fromMemory(info, bytes), expected, terms);
        QVERIFY2(problem.empty(), (name + ": " + problem).c_str());
    }

    const std::unique_ptr<Backend> m_backend = loadBackend("cpu");
};

QTEST_APPLESS_MAIN(TestGoldenLayers)
#include "tst_golden_layers.moc"
