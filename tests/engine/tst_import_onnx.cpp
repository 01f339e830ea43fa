#include "engine/backends/load.h"
#include "engine/export/onnx/write_onnx.h"
#include "engine/graph/document.h"
#include "engine/import/onnx/constant.h"
#include "engine/import/save_import.h"
#include "engine/train/network/answers.h"
#include "tests/support/data_files.h"
#include "tests/support/onnx_cases.h"

#include <QDir>
#include <QTest>

#include <iostream>

using namespace weft;

namespace {

QString modelsFolder()
{
    const QString given = qEnvironmentVariable("WEFT_DATA", QString(WEFT_SOURCE_DIR "/../shared/data"));
    return given + "/onnx";
}

constexpr const char* nodeTests = "/usr/share/libonnx-testdata/data/node";

} // namespace

class TestImportOnnx : public QObject {
    Q_OBJECT

    const std::unique_ptr<Backend> m_backend = loadBackend("cpu");

    // Large whole numbers need all of their digits.
    static bool needsDoubles(const OnnxDataSet& set)
    {
        const auto whole = [](const OnnxNumbers& x) {
            return x.type == OnnxType::f64 || x.type == OnnxType::i32 || x.type == OnnxType::i64
                || x.type == OnnxType::u32 || x.type == OnnxType::u64;
        };
        return std::ranges::any_of(set.inputs, whole) || std::ranges::any_of(set.outputs, whole);
    }

    // "" or what is wrong. Throws what import does.
    std::string check(const OnnxCase& one, const OnnxDataSet& set, const ImportedModel& model, double relative,
                      double absolute)
    {
        const std::vector<OnnxNumbers> outputs =
            runImported(model, *m_backend, one.inputNames, set.inputs, needsDoubles(set));
        for (size_t i = 0; i < set.outputs.size(); ++i) {
            const std::string difference = differenceBetween(outputs.at(i), set.outputs[i], relative, absolute);
            if (!difference.empty())
                return one.outputNames[i] + " " + difference;
        }
        return "";
    }

    // As a user would: with nothing known but the model; then with its weights, which these tests hand over as inputs.
    static std::optional<ImportedModel> imported(const OnnxCase& one, const OnnxDataSet& set, std::string& why)
    {
        for (int attempt = 0; attempt < 4; ++attempt) {
            OnnxImportOptions options;
            for (size_t i = 0; i < one.inputNames.size(); ++i) {
                const bool known = attempt == 0 ? false
                    : attempt == 1              ? !isFloat(set.inputs[i].type)
                    : attempt == 2              ? i > 0
                                                : true;
                if (known)
                    options.inputs[one.inputNames[i]] = set.tensors[i];
            }
            try {
                return importOnnx(one.bytes, realFileSystem(), options);
            } catch (const Error& error) {
                if (attempt == 0)
                    why = error.what();
            }
        }
        return std::nullopt;
    }

private slots:
    void modelsGiveTheirStoredOutputs_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString& name : QDir(modelsFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::newRow(qPrintable(name)) << name;
        if (QDir(modelsFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty())
            QTest::newRow("none") << "";
    }
    void modelsGiveTheirStoredOutputs()
    {
        QFETCH(QString, name);
        if (name.isEmpty())
            QSKIP("The ONNX models are not here; set WEFT_DATA to the folder that has onnx/.");
        const OnnxCase one = readOnnxCase((modelsFolder() + "/" + name).toStdString());
        QVERIFY(!one.sets.empty());
        for (const OnnxDataSet& set : one.sets) {
            OnnxImportOptions options;
            const OnnxModel model = readOnnxModel(one.bytes);
            for (size_t i = 0; i < one.inputNames.size(); ++i) { // open sizes, and what is a choice more than an input
                const auto value = std::ranges::find(model.graph.inputs, one.inputNames[i], &OnnxValue::name);
                if (value->dims.empty() && value->type == OnnxType::i64)
                    options.inputs[value->name] = set.tensors[i];
                for (size_t axis = 0; axis < value->dims.size(); ++axis) {
                    const OnnxDim& dim = value->dims[axis];
                    if (dim.size < 0 && dim.name != model.graph.inputs[0].dims[0].name)
                        options.sizes[dim.name] = set.inputs[i].dims[axis];
                }
            }
            const ImportedModel project = importOnnx(one.bytes, realFileSystem(), options);
            const std::string problem = check(one, set, project, 1e-4, 1e-5);
            QVERIFY2(problem.empty(), problem.c_str());
        }
    }

    // What exporters take apart comes back as layers, not as a soup of sums and roots.
    void layersAreRecognised()
    {
        const std::string folder = modelsFolder().toStdString() + "/torch-transformer-encoder-random";
        if (!realFileSystem().exists(folder))
            QSKIP("The ONNX models are not here; set WEFT_DATA to the folder that has onnx/.");
        const ImportedModel model = importOnnx(readOnnxCase(folder).bytes, realFileSystem());
        std::map<std::string, int> counts;
        for (const GraphNode& node : model.project.graph.nodes)
            ++counts[node.type];
        QCOMPARE(counts["layer_norm"], 4);
        QCOMPARE(counts["gelu"], 2);
        QCOMPARE(counts["multi_head_attention"], 2);
        for (const char* part : {"reduce", "softmax", "matmul", "permute"})
            QCOMPARE(counts[part], 0);
    }

    void aSavedImportIsReadyToAnswer()
    {
        const std::string file = modelsFolder().toStdString() + "/mnist-8";
        if (!realFileSystem().exists(file))
            QSKIP("The ONNX models are not here; set WEFT_DATA to the folder that has onnx/.");
        const OnnxCase one = readOnnxCase(file);
        const DataFolder folder;
        ImportedModel model = importOnnx(one.bytes, realFileSystem());
        saveImport(realFileSystem(), model, joinPath(folder.path(), "digits.weft"));
        const Project project = openDocument(realFileSystem(), joinPath(folder.path(), "digits.weft")).project();
        QCOMPARE(project.training.weights, std::string("digits.safetensors"));
        TrainedNetwork network(project, "", {.projectFolder = folder.path(), .device = "cpu"});
        std::vector<float> pixels(one.sets[0].inputs[0].numbers.begin(), one.sets[0].inputs[0].numbers.end());
        const std::span<const std::byte> feeds[] = {std::as_bytes(std::span(pixels))};
        const std::vector<double> scores = numbersOf(network.predictor().predict(1, feeds).at(0));
        for (size_t i = 0; i < scores.size(); ++i)
            QVERIFY(std::abs(scores[i] - one.sets[0].outputs[0].numbers[i]) < 1e-2);

        // A second import does not write over it; and a weight that is gone is missed.
        QVERIFY_THROWS_EXCEPTION(Error, saveImport(realFileSystem(), model, joinPath(folder.path(), "digits.weft")));
        Project other = project;
        other.graph.nodes.front().id = "renamed";
        for (GraphNode& node : other.graph.nodes) {
            for (Input& input : node.inputs) {
                if (input.from.node == project.graph.nodes.front().id)
                    input.from.node = "renamed";
            }
            if (node.type == "dense") {
                node.params["units"] = int64_t(7);
                QVERIFY_THROWS_EXCEPTION(Error,
                                         TrainedNetwork(other, "", {.projectFolder = folder.path(), .device = "cpu"}));
            }
        }
        other.training.weights = "../digits.safetensors";
        QVERIFY_THROWS_EXCEPTION(Error, TrainedNetwork(other, "", {.projectFolder = folder.path(), .device = "cpu"}));
    }

    // Out to ONNX and back: the same layers, and the same answers.
    void whatWeftHasExportedComesBack_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"mnist-8", "resnet20-cifar10", "torch-transformer-encoder-random",
                                 "torch-charlstm-random", "torchvision-mobilenet_v2-w0.25-random"})
            QTest::newRow(name) << QString(name);
    }
    void whatWeftHasExportedComesBack()
    {
        QFETCH(QString, name);
        const std::string place = (modelsFolder() + "/" + name).toStdString();
        FileSystem& files = realFileSystem();
        if (!files.exists(place))
            QSKIP("The ONNX models are not here; set WEFT_DATA to the folder that has onnx/.");
        const OnnxCase one = readOnnxCase(place);
        const OnnxDataSet& set = one.sets.at(0);
        OnnxImportOptions options;
        if (name.contains("charlstm"))
            options.sizes["T"] = set.inputs[0].dims[1];
        const DataFolder folder;
        ImportedModel first = importOnnx(one.bytes, files, options);
        saveImport(files, first, joinPath(folder.path(), "first.weft"));
        TrainedNetwork network(first.project, "", {.projectFolder = folder.path(), .device = "cpu"});
        const std::string exported = joinPath(folder.path(), "back.onnx");
        writeOnnx(files, exportModel(network), exported);
        const ImportedModel back = importOnnx(files.readFile(exported, 1 << 30), files);
        const auto layersOf = [](const ImportedModel& model) {
            std::map<std::string, int> counts;
            for (const GraphNode& node : model.project.graph.nodes)
                ++counts[node.type];
            QString text;
            for (const auto& [type, count] : counts)
                text += QString("%1 %2, ").arg(count).arg(QString::fromStdString(type));
            return text;
        };
        QVERIFY(back.samplesAreBatch);
        if (!name.contains("transformer")
            && !name.contains("charlstm")) // where the exporter says layers in other words
            QCOMPARE(layersOf(back), layersOf(first));
        const std::vector<OnnxNumbers> answers =
            runImported(back, *m_backend, {back.inputs.at(0).name}, {set.inputs[0]}, false);
        const std::string problem = differenceBetween(answers.at(0), set.outputs[0], 1e-4, 1e-4);
        QVERIFY2(problem.empty(), problem.c_str());
    }

    void sizesAreCheckedBeforeAnythingIsMade()
    {
        OnnxTensor tensor {.name = "w", .type = OnnxType::f32, .dims = {int64_t(1) << 40, int64_t(1) << 40}};
        QVERIFY_THROWS_EXCEPTION(Error, readConstant(tensor, realFileSystem(), "."));
        tensor.dims = {int64_t(1) << 50};
        tensor.raw = "1234";
        QVERIFY_THROWS_EXCEPTION(Error, readConstant(tensor, realFileSystem(), "."));
        tensor.dims = {-1};
        QVERIFY_THROWS_EXCEPTION(Error, readConstant(tensor, realFileSystem(), "."));
        tensor.dims = {2};
        QVERIFY_THROWS_EXCEPTION(Error, readConstant(tensor, realFileSystem(), "."));
        tensor.dims = {1};
        QCOMPARE(readConstant(tensor, realFileSystem(), ".").size(), size_t(1));

        QVERIFY_THROWS_EXCEPTION(Error, readOnnxModel("no model at all"));
        QVERIFY_THROWS_EXCEPTION(Error, readOnnxModel(""));
        std::string nested; // graphs within graphs, each in an attribute of a node
        for (int i = 0; i < 40; ++i) {
            const auto wrap = [](int field, const std::string& inner) {
                std::string length;
                for (size_t rest = inner.size();; rest >>= 7) {
                    length.push_back(char((rest & 127) | (rest > 127 ? 128 : 0)));
                    if (rest <= 127)
                        break;
                }
                return std::string(1, char(field << 3 | 2)) + length + inner;
            };
            nested = i == 39 ? wrap(7, nested) : wrap(1, wrap(5, wrap(6, nested)));
        }
        QVERIFY_THROWS_EXCEPTION(Error, readOnnxModel(nested));
        OnnxLimits few;
        few.things = 10;
        const std::string file = modelsFolder().toStdString() + "/mnist-8/model.onnx";
        if (realFileSystem().exists(file))
            QVERIFY_THROWS_EXCEPTION(Error, readOnnxModel(realFileSystem().readFile(file, 1 << 20), few));
    }

    // The cases of the ONNX project: what is claimed is right, and no less than this is claimed.
    void operatorsAgreeWithOnnxsOwnTests()
    {
        const QStringList names = QDir(nodeTests).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        if (names.isEmpty())
            QSKIP("ONNX's own tests are not here; install libonnx-testdata.");
        int passed = 0, refused = 0;
        QStringList wrong;
        for (const QString& name : names) {
            try {
                const OnnxCase one = readOnnxCase((QString(nodeTests) + "/" + name).toStdString());
                std::string why;
                const std::optional<ImportedModel> model = imported(one, one.sets.at(0), why);
                if (!model) {
                    ++refused;
                    if (qEnvironmentVariableIsSet("WEFT_VERBOSE"))
                        std::cout << "refused " << name.toStdString() << ": " << why << std::endl;
                    continue;
                }
                const std::string problem = check(one, one.sets[0], *model, 1e-3, 1e-6);
                if (problem.empty()) {
                    ++passed;
                    if (qEnvironmentVariableIsSet("WEFT_VERBOSE"))
                        std::cout << "passed " << name.toStdString() << std::endl;
                } else
                    wrong << name + ": " + QString::fromStdString(problem);
            } catch (const Error& error) {
                ++refused;
                if (qEnvironmentVariableIsSet("WEFT_VERBOSE"))
                    std::cout << "threw " << name.toStdString() << ": " << error.what() << std::endl;
            } catch (const std::exception& error) {
                wrong << name + ": " + error.what();
            }
        }
        qInfo("%d of %d cases pass, %d are refused", passed, int(names.size()), refused);
        QVERIFY2(wrong.isEmpty(), qPrintable('\n' + wrong.join('\n')));
        QVERIFY(passed >= 773); // of the 932 that libonnx-testdata 1.12 has
    }
};

QTEST_APPLESS_MAIN(TestImportOnnx)
#include "tst_import_onnx.moc"
