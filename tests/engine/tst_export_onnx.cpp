#include "engine/data/formats/picture.h"
#include "engine/graph/document.h"
#include "engine/graph/write_project.h"
#include "engine/import/onnx/import_onnx.h"
#include "engine/ir/ops/ops.h"
#include "engine/storage/publish.h"
#include "engine/support/json.h"
#include "engine/support/random.h"
#include "tests/support/export_samples.h"
#include "tests/support/exported_onnx.h"
#include "tests/support/layer_examples.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"

#include <QDir>
#include <QTest>

#include <set>

using namespace weft;

namespace {

std::string textOf(const std::string& path)
{
    return realFileSystem().readFile(path, uint64_t(1) << 30);
}

} // namespace

class TestExportOnnx : public QObject {
    Q_OBJECT
private slots:
    void everyOpHasAFormOrServesTrainingAlone()
    {
        // The rest are gradients, what the compiler makes of others, and the metrics' counting.
        const std::set<std::string_view> training = {"conv_filter_gradient",
                                                     "max_pool_gradient",
                                                     "avg_pool_gradient",
                                                     "scatter_add",
                                                     "random",
                                                     "lstm_gradient",
                                                     "chain",
                                                     "chains",
                                                     "softmax_gradient",
                                                     "norm_gradient",
                                                     "softmax_cross_entropy",
                                                     "softmax_cross_entropy_gradient",
                                                     "attention_gradient",
                                                     "self_attention_gradient"};
        for (const Op* op : allOps())
            QVERIFY2(hasOnnxForm(*op) != training.contains(op->name), std::string(op->name).c_str());
    }

    void everyLayerGivesTheSameAnswers()
    {
        ExportedOnnx models;
        const QStringList failed = addEveryLayer(models.adder());
        QVERIFY2(failed.isEmpty(), qPrintable('\n' + failed.join('\n')));
        compare(models);
    }

    void anyNumberOfSamplesStoredAsTheyAre()
    {
        ExportedOnnx models;
        StoredSamples stored;
        QCOMPARE(stored.pictures.model.inputs[0].storedType, DType::u8);
        QCOMPARE(stored.table.model.inputs[0].affine.shift[0], 1000.1); // too far from 0 for f32
        stored.add(models.adder(), {1, 2, 7});
        compare(models);
    }

    // Larger and smaller ones, as the data's reader resizes them; and what need not be is left as it is.
    void picturesOfAnySizeAreResizedInTheModel()
    {
        ExportedOnnx models;
        Project project = pictureClassifier();
        const std::string image = project.graph.nodes.front().id;
        QCOMPARE(project.graph.nodes.front().type, std::string("image"));
        project.graph.nodes.push_back(node("seen", "output", {{"kind", "values"}}, {"x=" + image + ".y"}));
        UntrainedModel untrained(project, true);
        untrained.shake(3);
        const Shape shape = untrained.model.inputs.at(0).storedShape;
        constexpr int64_t count = 6;
        RandomSequence random(4, streamOf("pictures"));
        for (const auto& [height, width] : {std::pair<int, int>(int(shape[1]), int(shape[2])),
                                            {1, 1},
                                            {5, 7},
                                            {int(shape[1]) + 1, 3},
                                            {90, 41},
                                            {300, 517}}) {
            HostTensor large {.info = {.shape = Shape {count, shape[0], height, width}, .dtype = DType::u8}};
            HostTensor small = untrained.trial(count, 1).inputs.at(0);
            for (int64_t i = 0; i < count; ++i) {
                Picture picture {.height = height, .width = width, .channels = int(shape[0])};
                picture.pixels.resize(size_t(height) * size_t(width) * size_t(shape[0]));
                std::ranges::generate(picture.pixels, [&] { return std::byte(random.below(256)); });
                for (size_t c = 0; c < size_t(shape[0]); ++c) { // in files the channels are innermost
                    for (size_t pixel = c; pixel < picture.pixels.size(); pixel += size_t(shape[0]))
                        large.bytes.push_back(picture.pixels[pixel]);
                }
                const size_t each = size_t(shape.elements());
                resizePicture(picture, shape, std::span(small.bytes).subspan(size_t(i) * each, each));
            }
            Trial trial = untrained.trial({std::move(small)});
            trial.inputs[0] = std::move(large);
            models.add("resized " + std::to_string(height) + "x" + std::to_string(width), untrained.model,
                       std::move(trial), {.anySize = true});
        }
        const QTemporaryDir folder;
        const auto sizes = [&](const OnnxOptions& options) {
            const std::string to = folder.filePath("sizes.onnx").toStdString();
            return writeOnnx(realFileSystem(), untrained.model, to, options).inputSizes.at(0);
        };
        const std::string channels = std::to_string(shape[0]);
        const std::string open = models.write("open", untrained.model, {.anySize = true});
        const ImportedModel back = importOnnx(realFileSystem().readFile(open, 1 << 24), realFileSystem());
        QCOMPARE(back.inputs.at(0).dims, (std::vector<int64_t> {-1, shape[0], shape[1], shape[2]}));
        QCOMPARE(sizes({.anySize = true}),
                 (std::vector<std::string> {"batch", channels, image + "_height", image + "_width"}));
        QCOMPARE(sizes({}), (std::vector<std::string> {"batch", channels, std::to_string(shape[1]),
                                                       std::to_string(shape[2])}));
        // A pixel halfway between two numbers may come out as either, which is all that they differ in.
        const std::optional<QStringList> wrong = models.differences(nodeRuntime());
        if (!wrong)
            QSKIP("All are written and checked, but there is no onnxruntime-web; tests/support/install_onnxruntime.");
        QVERIFY2(models.refused().isEmpty(), qPrintable('\n' + models.refused().join('\n')));
        for (const Disagreement& one : models.disagreements()) {
            const AnswerComparison found = compareAnswers(one.theirs, one.ours, one.classAxis);
            if (found.isExact(1e-5))
                continue;
            QCOMPARE(one.model, "resized " + std::to_string(shape[1] + 1) + "x3"); // others have no such pixel
            QCOMPARE(found.agreed, found.places);
            QVERIFY2(found.relative() <= (one.classAxis < 0 ? 0.006 : 1e-4), qPrintable(wrong->join('\n')));
        }
        QVERIFY_THROWS_EXCEPTION(
            Error, models.write("numbers", UntrainedModel(spiralsWithAnswer(5)).model, {.anySize = true}));
    }

    void foldsBatchNormsIntoWhatIsBeforeThem()
    {
        ExportedOnnx models;
        Project project = pictureClassifier();
        project.graph.nodes.push_back(node("wide", "dense", {{"units", int64_t(5)}}, {"x=pool.y"}));
        project.graph.nodes.push_back(node("wide_norm", "batch_norm", {{"affine", false}}, {"x=wide.y"}));
        project.graph.nodes.push_back(
            node("up", "conv_transpose2d", {{"filters", int64_t(6)}, {"groups", int64_t(2)}}, {"x=act.y"}));
        project.graph.nodes.push_back(node("up_norm", "batch_norm", {}, {"x=up.y"}));
        project.graph.nodes.push_back(node("more", "output", {{"kind", "values"}}, {"x=wide_norm.y"}));
        project.graph.nodes.push_back(node("map", "output", {{"kind", "values"}}, {"x=up_norm.y"}));
        UntrainedModel untrained(project, true);
        untrained.shake(8);
        models.add("kept", untrained.model, untrained.trial(4, 6));
        models.add("folded", untrained.model, untrained.trial(4, 6), {.foldBatchNorm = true});
        for (const char* name : {"norm/Batch", "wide_norm/Batch", "up_norm/Batch"})
            QVERIFY2(textOf(models.path("kept")).find(name) != std::string::npos, name);
        QVERIFY(textOf(models.path("folded")).find("BatchNormalization") == std::string::npos);
        QVERIFY(textOf(models.path("folded")).find("conv.weight/folded") != std::string::npos);
        compare(models);
    }

    void putsLargeWeightsBesideTheModel()
    {
        ExportedOnnx models;
        UntrainedModel untrained(spiralsWithAnswer(300));
        const Trial trial = untrained.trial(3, 1);
        models.add("large", untrained.model, trial, {.mostInside = 1000});
        const QStringList first = dataFiles(models);
        QCOMPARE(first.size(), 1);
        QVERIFY(QFileInfo(QFileInfo(QString::fromStdString(models.path("large"))).dir().filePath(first[0])).size()
                >= 300 * 2 * 4);
        QVERIFY(textOf(models.path("large")).find(first[0].toStdString()) != std::string::npos);
        untrained.shake(2); // other weights: another file, and the old one is of no use any more
        models.add("large", untrained.model, untrained.trial(3, 1), {.mostInside = 1000});
        const QStringList second = dataFiles(models);
        QCOMPARE(second.size(), 1);
        QVERIFY(second != first);
        models.drop(0);
        compare(models);
        models.write("large", untrained.model);
        QVERIFY(dataFiles(models).isEmpty());
    }

    void anUnwritablePlaceKeepsWhatWasThere()
    {
        const UntrainedModel untrained(spiralsWithAnswer(300));
        QVERIFY_THROWS_EXCEPTION(Error, writeOnnx(realFileSystem(), untrained.model, "/nowhere/at/all/net.onnx"));
        QVERIFY_THROWS_EXCEPTION(
            Error, writeOnnx(realFileSystem(), untrained.model, "/nowhere/at/all/net.onnx", {.mostInside = 10}));
    }

    void saysWhatItIs()
    {
        ExportedOnnx models;
        const UntrainedModel untrained(pictureClassifier(), true);
        models.write("named", untrained.model, {.version = "1.2.3"});
        const std::string text = textOf(models.path("named"));
        for (const std::string part :
             {"conv/Conv", "norm/BatchNormalization", "act/Relu", "pool/GlobalAveragePool", "scores/MatMul",
              "conv.weight", "Weft", "1.2.3", "batch", "weft.project", "weft.output.answer"})
            QVERIFY2(text.find(part) != std::string::npos, part.c_str());
        QVERIFY(text.find(writeProject(untrained.model.project)) != std::string::npos);
        const Json classes = listOf(untrained.prepared.data.find("label")->classes);
        QCOMPARE(classes.items().size(), size_t(4));
        QVERIFY2(text.find(classes.dump()) != std::string::npos, classes.dump().c_str());
        models.write("anonymous", untrained.model, {.project = false});
        QVERIFY(textOf(models.path("anonymous")).find("weft.project") == std::string::npos);
    }

    // Every weight is in the file, under its own name or where weft.weights says.
    void tellsWhereEachWeightIs()
    {
        ExportedOnnx models;
        const LayerExample twoWays = {"lstm", {{"units", whole(6)}, {"bidirectional", true}}, {{{4, 7, 5}}}, ""};
        const UntrainedModel untrained(projectAround(twoWays));
        models.write("lstm", untrained.model);
        const std::string text = textOf(models.path("lstm"));
        QCOMPARE(untrained.model.weights.size(), size_t(6));
        for (const auto& [name, weight] : untrained.model.weights)
            QVERIFY2(text.find("\"" + name + "\":{\"tensor\":\"") != std::string::npos, name.c_str());
        QVERIFY(text.find("\"tensor\":\"layer.weight_0/B\",\"form\":\"lstm_bias\"") != std::string::npos);
        models.write("dense", UntrainedModel(spiralsWithAnswer(5)).model);
        const std::string plain = textOf(models.path("dense"));
        QVERIFY(plain.find("{\"folded\":false,\"tensors\":{}}") != std::string::npos);
        QVERIFY(plain.find("hidden.weight") != std::string::npos);
    }

    void cellsOfOneStepAreTheLast()
    {
        ExportedOnnx models;
        for (const int64_t length : {1, 3}) {
            const LayerExample example = {
                "lstm_with_state", {{"units", whole(6)}}, {{{4, length, 5}}, {{4, 6}}, {{4, 6}}}, ""};
            UntrainedModel untrained(projectAround(example));
            models.add("length" + std::to_string(length), untrained.model, untrained.trial(3, 4));
        }
        compare(models);
    }

    void everyProjectGivesTheSameAnswers()
    {
        ExportedOnnx models;
        addEveryProject(models.adder());
        QVERIFY(models.count() >= 10);
        compare(models);
        // OpenCV knows fewer operators, and no class numbers as inputs; what it takes it must compute alike.
        const std::optional<QStringList> wrong = models.differences(opencvRuntime());
        if (!wrong)
            QSKIP("ONNX Runtime agrees; there is no python3-opencv to ask as well.");
        for (const QString& one : models.refused())
            qInfo("OpenCV: %s", qPrintable(one));
        QVERIFY2(wrong->isEmpty(), qPrintable('\n' + wrong->join('\n')));
        QVERIFY(models.count() - size_t(models.refused().size()) >= 5);
    }

    void randomNetworksGiveTheSameAnswers()
    {
        ExportedOnnx models;
        const std::set<std::string> types = addRandomNetworks(models.adder());
        QVERIFY2(types.size() >= 60, qPrintable(QString::number(types.size())));
        const std::optional<QStringList> wrong = models.differences(nodeRuntime());
        if (!wrong)
            QSKIP("All are written and checked, but there is no onnxruntime-web; tests/support/install_onnxruntime.");
        QVERIFY2(models.refused().isEmpty(), qPrintable('\n' + models.refused().join('\n')));
        // Norms of numbers that are all but equal magnify the last bit, in which no two programs agree.
        const QString lines = inexcusable(models.disagreements());
        QVERIFY2(lines.isEmpty(), qPrintable(lines));
        QVERIFY2(wrong->size() <= 3 && models.worst() <= 1e-4, qPrintable('\n' + wrong->join('\n')));
        qInfo("%zu models, at most %.2g of the largest number, %lld beyond 1e-5", models.count(), models.worst(),
              (long long)wrong->size());
    }

    void theCommandExportsAndVerifies()
    {
        const ExportedOnnx environment; // says where ONNX Runtime is
        const QTemporaryDir folder;
        const QString project = folder.filePath("net.weft"), to = folder.filePath("net.onnx");
        Project small = spiralsWithAnswer(16);
        small.training.epochs = 1;
        publishFile(realFileSystem(), project.toStdString(), writeProject(small));
        const Said untrained = runWeft({"export", project, "--to", to});
        QCOMPARE(untrained.code, 1);
        QVERIFY2(untrained.err.contains("has not been trained"), qPrintable(untrained.err));
        QCOMPARE(runWeft({"train", project, "--device", "cpu"}).code, 0);
        const Said wrong = runWeft({"export", project, "--to", folder.filePath("net.h5")});
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.err.contains(".onnx"), qPrintable(wrong.err));
        const Said plain = runWeft({"export", project, "--to", to});
        QVERIFY2(plain.code == 0, qPrintable(plain.err));
        QVERIFY2(plain.out.contains("Not run yet"), qPrintable(plain.out));
        QVERIFY(QFile::exists(to));

        const Said said = runWeft({"export", project, "--to", to, "--verify", "20", "--json"});
        const QString line = said.out.split('\n')[0];
        const Json report = parseJson(line.toStdString());
        const Json& verified = *report.find("verified");
        QCOMPARE(report.find("inputs")->items().front().find("shape")->dump(), std::string("[\"batch\",2]"));
        QCOMPARE(verified.find("samples")->asInteger(), int64_t(8)); // all that the validation part has
        int ran = 0;
        for (const Json& one : verified.find("runtimes")->items()) {
            if (!one.find("ran")->asBool()) {
                QVERIFY2(!one.find("reason")->asString().empty(), qPrintable(line));
                continue;
            }
            ++ran;
            QVERIFY2(one.find("relative_difference")->asDouble() <= 1e-5, qPrintable(line));
            QCOMPARE(one.find("same_class")->asInteger(), int64_t(8));
        }
        QCOMPARE(said.code, ran > 0 ? 0 : 3);
        // Nothing to run it with: no program on the path, and no package in the distribution's Python, which is found
        // without one.
        QTemporaryDir hiding;
        for (const char* package : {"cv2.py", "onnxruntime.py"}) {
            QFile module(hiding.filePath(package));
            QVERIFY(module.open(QIODevice::WriteOnly) && module.write("raise ImportError\n") > 0);
        }
        QProcessEnvironment bare;
        bare.insert("PATH", "/nowhere");
        bare.insert("PYTHONPATH", hiding.path());
        const Said alone = runWeft({"export", project, "--to", to, "--verify", "20"}, bare);
        QCOMPARE(alone.code, 3);
        QVERIFY2(alone.err.contains("is not verified") && alone.out.contains("it is not here"), qPrintable(alone.err));
    }

private:
    static Project spiralsWithAnswer(int64_t units)
    {
        Project project = spirals(40);
        project.graph.nodes[2].params["units"] = units;
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        return project;
    }
    static QStringList dataFiles(const ExportedOnnx& models)
    {
        return QFileInfo(QString::fromStdString(models.path("large"))).dir().entryList({"large.onnx.*.data"});
    }
    static Json listOf(const std::vector<std::string>& texts)
    {
        Json list = Json::array();
        for (const std::string& text : texts)
            list.push(text);
        return list;
    }
    static void compare(ExportedOnnx& models)
    {
        const std::optional<QStringList> wrong = models.differences(nodeRuntime());
        if (!wrong)
            QSKIP("All are written and checked, but there is no onnxruntime-web; tests/support/install_onnxruntime.");
        QVERIFY2(models.refused().isEmpty(), qPrintable('\n' + models.refused().join('\n')));
        QVERIFY2(wrong->isEmpty(), qPrintable('\n' + wrong->join('\n')));
        qInfo("%zu models, at most %.2g of the largest number", models.count(), models.worst());
    }
};

QTEST_APPLESS_MAIN(TestExportOnnx)
#include "tst_export_onnx.moc"
