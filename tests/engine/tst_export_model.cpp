#include "engine/ir/ops/ops.h"
#include "tests/support/small_projects.h"
#include "tests/support/untrained_model.h"

#include <QTest>

#include <algorithm>

using namespace weft;

namespace {

// Like spirals(), with an answer, and a dropout that has no place in it.
Project answering()
{
    Project project = spirals(40);
    project.graph.nodes.push_back(node("drop", "dropout", {}, {"x=scores.y"}));
    project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=drop.y"}));
    project.data.transforms = {{.kind = "normalize", .columns = {"x"}}};
    return project;
}

std::string refusal(const Project& project)
{
    try {
        UntrainedModel untrained(project);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestExportModel : public QObject {
    Q_OBJECT
private slots:
    void keepsWhatPredictsAndNothingElse()
    {
        const UntrainedModel untrained(answering(), true);
        const ExportedModel& model = untrained.model;
        QCOMPARE(verify(model.code.program), std::string());
        QCOMPARE(verify(model.code.twin), std::string());
        std::vector<std::string> weights;
        for (const auto& [name, weight] : model.weights) {
            weights.push_back(name);
            QCOMPARE(weight.bytes.size(), weight.info.bytes());
        }
        QCOMPARE(weights, std::vector<std::string>({"hidden.bias", "hidden.weight", "scores.bias", "scores.weight"}));
        for (const Node& one : model.code.program.nodes) {
            QVERIFY(!one.op->isRandom);
            QVERIFY(one.op != &softmaxCrossEntropyOp);
        }
        QCOMPARE(model.code.program.inputs.size(), size_t(1));
    }

    void tellsWhatIsStoredAndWhatItBecomes()
    {
        const UntrainedModel untrained(answering(), true);
        QCOMPARE(untrained.model.inputs.size(), size_t(1));
        const ModelInput& input = untrained.model.inputs[0];
        QCOMPARE(input.node, std::string("point"));
        QCOMPARE(input.column, std::string("x"));
        QCOMPARE(input.affine.shift.size(), size_t(2));
        QVERIFY(!input.affine.isIdentity());
        QCOMPARE(toString(input.storedShape), std::string("2"));
    }

    void namesTheClasses()
    {
        Project project = answering();
        const UntrainedModel untrained(project, true);
        QCOMPARE(untrained.model.outputs.size(), size_t(1));
        const ModelOutput& output = untrained.model.outputs[0];
        QCOMPARE(output.node, std::string("answer"));
        QCOMPARE(output.kind, PredictionKind::classes);
        QCOMPARE(output.classAxis, 1);
        QCOMPARE(output.classes, untrained.prepared.data.find("label")->classes);
        QCOMPARE(output.classes.size(), size_t(2));
    }

    void knowsWhichSizesFollowTheBatch()
    {
        Project project = answering();
        project.graph.nodes.push_back(node("rows", "reshape", {{"sizes", std::vector<int64_t> {2, 1}}}, {"x=drop.y"}));
        project.graph.nodes.push_back(node("raw", "output", {{"kind", "values"}}, {"x=rows.y"}));
        const UntrainedModel untrained(project);
        const BatchProgram& code = untrained.model.code;
        QCOMPARE(untrained.model.outputs.size(), size_t(2));
        QVERIFY(code.extents(untrained.model.outputs[0].value) == Extents({{1, true}, {2, false}}));
        QVERIFY(code.extents(untrained.model.outputs[1].value) == Extents({{1, true}, {2, false}, {1, false}}));
        QVERIFY(code.extents(code.program.states[0].value) == Extents({{2, false}, {16, false}}));
        bool seen = false;
        for (size_t i = 0; i < code.program.nodes.size(); ++i) {
            if (code.program.nodes[i].op != &reshapeOp
                || code.program.values[size_t(code.program.nodes[i].out[0])].shape.rank() != 3)
                continue;
            const Extents to = code.extents(
                int(i), [](const Attrs& attrs) -> const Shape& { return std::get<ShapeAttrs>(attrs).shape; });
            QVERIFY(to == Extents({{1, true}, {2, false}, {1, false}}));
            seen = true;
        }
        QVERIFY(seen);
    }

    void refusesWhatDiffersInMoreThanTheBatch()
    {
        const auto make = [](int64_t batch) {
            Program program;
            Builder builder(program);
            builder.setOrigin("odd");
            const Value x = builder.input("x", {batch, 3}, DType::f32);
            builder.output("y", batch > 1500 ? exp(x) : tanh(x));
            return program;
        };
        QVERIFY_THROWS_EXCEPTION(Error, makeBatchProgram(make));
        const auto sizes = [](int64_t batch) {
            Program program;
            Builder builder(program);
            builder.output("y", tanh(builder.input("x", {batch + 1, 3}, DType::f32)));
            return program;
        };
        QVERIFY_THROWS_EXCEPTION(Error, makeBatchProgram(sizes));
    }

    void takesTheAverageUnderTheNameOfItsWeight()
    {
        Project project = answering();
        project.training.ema = 0.9;
        UntrainedModel untrained(project);
        std::vector<float> values(32, 0.25F);
        untrained.states->write(averageName("hidden.weight"), std::as_bytes(std::span(values)));
        const ExportedModel model = exportModel(project, untrained.prepared, untrained.columns, *untrained.states);
        const HostTensor& weight = model.weights.at("hidden.weight");
        QVERIFY(std::ranges::equal(weight.bytes, std::as_bytes(std::span(values))));
        QVERIFY(std::ranges::find(model.code.program.states, "hidden.weight", &StateVariable::name)
                != model.code.program.states.end());
    }

    void givesWeightsOfDoublesAsFloats()
    {
        Project project = answering();
        project.training.precision = "f64";
        const UntrainedModel untrained(project);
        const HostTensor& weight = untrained.model.weights.at("hidden.weight");
        QCOMPARE(weight.info.dtype, DType::f32);
        QCOMPARE(weight.bytes.size(), size_t(2 * 16 * 4));
        double stored[32];
        untrained.states->read("hidden.weight", std::as_writable_bytes(std::span(stored)));
        for (size_t i = 0; i < 32; ++i)
            QCOMPARE(reinterpret_cast<const float*>(weight.bytes.data())[i], float(stored[i]));
    }

    void saysWhatIsMissing()
    {
        QVERIFY(refusal(spirals(40)).find("Output") != std::string::npos);
        Project broken = answering();
        broken.graph.nodes[2].inputs.clear();
        QVERIFY(refusal(broken).find("hidden") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestExportModel)
#include "tst_export_model.moc"
