#include "engine/graph/document.h"
#include "engine/import/onnx/import_onnx.h"
#include "tests/support/exported_onnx.h"
#include "tests/support/small_projects.h"
#include "tests/support/untrained_model.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace weft;

namespace {

ImportedModel backFrom(const std::string& path)
{
    return importOnnx(realFileSystem().readFile(path, uint64_t(1) << 31), realFileSystem(),
                      {.folder = parentFolder(path)});
}

} // namespace

// Weft → ONNX → Weft.
class TestOnnxRoundTrip : public QObject {
    Q_OBJECT
private slots:
    void aProjectComesBackAsItWas_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString& name : QDir(QStringLiteral(WEFT_SOURCE_DIR "/projects")).entryList({"*.weft"}))
            QTest::newRow(qPrintable(name)) << name;
    }
    void aProjectComesBackAsItWas()
    {
        QFETCH(const QString, name);
        const Project project =
            openDocument(realFileSystem(), (QStringLiteral(WEFT_SOURCE_DIR "/projects/") + name).toStdString())
                .project();
        UntrainedModel untrained(project);
        untrained.shake(4);
        ExportedOnnx models;
        const ImportedModel back = backFrom(models.write("net", untrained.model));
        QVERIFY(back.project == project);
        QCOMPARE(back.weights.size(), untrained.model.weights.size());
        for (const StartingState& state : back.weights) {
            const HostTensor& weight = untrained.model.weights.at(state.name);
            QVERIFY2(state.shape == weight.info.shape, state.name.c_str());
            QVERIFY2(std::ranges::equal(std::as_bytes(std::span(state.values)), weight.bytes), state.name.c_str());
        }
    }

    void foldedWeightsAreReadLikeAnothersModel()
    {
        const Project project = pictureClassifier();
        UntrainedModel untrained(project);
        ExportedOnnx models;
        const ImportedModel back = backFrom(models.write("folded", untrained.model, {.foldBatchNorm = true}));
        QVERIFY(back.project != project);
        QVERIFY(std::ranges::none_of(back.project.graph.nodes,
                                     [](const GraphNode& one) { return one.type == "batch_norm"; }));
        QVERIFY(!back.weights.empty());
        QVERIFY(backFrom(models.write("whole", untrained.model)).project == project);
        QVERIFY(backFrom(models.write("without", untrained.model, {.project = false})).project != project);
    }

    void layersKeepTheirNamesWithoutTheProject()
    {
        const Project project = pictureClassifier();
        UntrainedModel untrained(project);
        ExportedOnnx models;
        const ImportedModel back = backFrom(models.write("net", untrained.model, {.project = false}));
        std::set<std::pair<std::string, std::string>> before, after;
        for (const GraphNode& one : project.graph.nodes)
            before.insert({one.id, one.type});
        for (const GraphNode& one : back.project.graph.nodes)
            after.insert({one.id, one.type});
        for (const auto& [id, type] : {std::pair("conv", "conv2d"), {"norm", "batch_norm"}, {"scores", "dense"}}) {
            QVERIFY2(before.contains({id, type}), id);
            QVERIFY2(after.contains({id, type}), id);
        }
        QVERIFY(after.contains({"answer", "output"}));
        QVERIFY(std::ranges::any_of(back.weights, [](const auto& one) { return one.name == "conv.weight"; }));
    }

    void aProjectThatDoesNotFitItsWeightsIsNotTaken()
    {
        Project project = spirals(40);
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        UntrainedModel untrained(project);
        ExportedModel tampered = untrained.model;
        tampered.project.graph.nodes[2].params["units"] = int64_t(17);
        ExportedOnnx models;
        QVERIFY(backFrom(models.write("tampered", tampered)).project != tampered.project);
        tampered.project.graph.nodes[2].inputs.clear();
        QVERIFY(backFrom(models.write("broken", tampered)).project != tampered.project);
    }
};

QTEST_APPLESS_MAIN(TestOnnxRoundTrip)
#include "tst_onnx_round_trip.moc"
