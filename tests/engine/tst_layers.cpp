#include "engine/layers/layer_context.h"
#include "tests/support/layer_examples.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace weft;

namespace {

// One layer built by itself on inputs of the given shapes; a name that begins with '#' is class numbers or tokens.
struct Built {
    Program program;
    LoweringResults results;
    Diagnostics diagnostics;
    std::vector<Shape> outputs;
    std::string error; // the sentence of a refusal
    std::string place; // the port or parameter that it names
};

Params withDefaults(const LayerType& type, const Params& given)
{
    Params params = given;
    for (const Param& param : type.params)
        params.try_emplace(param.id, param.value);
    return params;
}

Built build(const std::string& id, const Params& params, const std::vector<Wire>& wires, bool training = true)
{
    Built built;
    const LayerType* type = findLayerType(id);
    Builder builder(built.program);
    LayerContext context(
        builder,
        {.params = withDefaults(*type, params), .path = "node", .weights = "node", .batch = 4, .training = training},
        built.results, built.diagnostics);
    Values in;
    for (const Wire& wire : wires) {
        const std::string name = "in" + std::to_string(in.size());
        in.push_back(wire.isWired ? builder.input(name, wire.shape, wire.isIndices ? DType::i32 : DType::f32)
                                  : Value {});
    }
    try {
        for (const Value& value : type->build(context, in))
            built.outputs.push_back(value.shape());
        built.error = verify(built.program);
    } catch (const LayerError& error) {
        built.error = error.what();
        built.place = error.port;
    } catch (const ShapeError& error) {
        built.error = error.what();
    }
    return built;
}

bool within(const Param& param, double value)
{
    return value >= param.minimum && value <= param.maximum;
}

bool defaultIsAllowed(const Param& param)
{
    switch (param.kind) {
    case Param::Kind::integer:
        return within(param, double(std::get<int64_t>(param.value)));
    case Param::Kind::real:
        return within(param, std::get<double>(param.value));
    case Param::Kind::toggle:
        return std::holds_alternative<bool>(param.value);
    case Param::Kind::choice:
        return std::ranges::count(param.choices, std::get<std::string>(param.value)) == 1;
    case Param::Kind::sizes: {
        const auto& numbers = std::get<std::vector<int64_t>>(param.value);
        return int(numbers.size()) >= param.minimumCount && int(numbers.size()) <= param.maximumCount
            && std::ranges::all_of(numbers, [&](int64_t number) { return within(param, double(number)); });
    }
    case Param::Kind::text:
        return std::holds_alternative<std::string>(param.value);
    }
    return false;
}

} // namespace

class TestLayers : public QObject {
    Q_OBJECT
private slots:
    void everyLayerIsComplete_data()
    {
        QTest::addColumn<QString>("id");
        for (const LayerType& type : layerTypes())
            QTest::newRow(type.id.c_str()) << QString::fromStdString(type.id);
    }
    void everyLayerIsComplete()
    {
        QFETCH(QString, id);
        const LayerType& type = *findLayerType(id.toStdString());
        QVERIFY(!type.title.empty() && !type.category.empty() && type.build);
        QVERIFY2(type.doc.size() >= 20 && type.doc.back() == '.', type.doc.c_str());
        std::set<std::string> names;
        for (const Port& port : type.inputs) {
            QVERIFY2(!port.doc.empty() && names.insert(port.id).second, port.id.c_str());
            QVERIFY2(!port.many || &port == &type.inputs.back(), "only the last port takes many wires");
        }
        names.clear();
        QVERIFY(!type.outputs.empty());
        for (const Port& port : type.outputs)
            QVERIFY2(!port.doc.empty() && !port.optional && !port.many && names.insert(port.id).second,
                     port.id.c_str());
        names.clear();
        for (const Param& param : type.params) {
            QVERIFY2(names.insert(param.id).second, param.id.c_str());
            QVERIFY2(param.doc.size() >= 5 && param.doc.back() == '.', param.id.c_str());
            QVERIFY2(defaultIsAllowed(param), param.id.c_str());
        }
    }
    void titlesAndIdsAreUnique()
    {
        std::set<std::string> titles, ids;
        for (const LayerType& type : layerTypes()) {
            QVERIFY2(titles.insert(type.title).second, type.title.c_str());
            QVERIFY2(ids.insert(type.id).second, type.id.c_str());
        }
        QVERIFY(!findLayerType("no_such_layer"));
    }

    void shapesAreAsDocumented_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<Params>("params");
        QTest::addColumn<std::vector<Wire>>("wires");
        QTest::addColumn<QString>("shape");
        for (const LayerExample& example : layerExamples())
            QTest::addRow("%s gives %s", example.id, example.shape)
                << QString(example.id) << example.params << example.wires << QString(example.shape);
    }
    void shapesAreAsDocumented()
    {
        QFETCH(QString, id);
        QFETCH(Params, params);
        QFETCH(std::vector<Wire>, wires);
        QFETCH(QString, shape);
        for (const bool training : {true, false}) {
            const Built built = build(id.toStdString(), params, wires, training);
            QVERIFY2(built.error.empty(), built.error.c_str());
            QCOMPARE(built.outputs.size(), findLayerType(id.toStdString())->outputs.size());
            QCOMPARE(QString::fromStdString(toString(built.outputs[0])), shape);
        }
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<Params>("params");
        QTest::addColumn<std::vector<Wire>>("wires");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* id, Params params, std::vector<Wire> wires, const char* place,
                            const char* sentence) {
            QTest::addRow("%s: %s", id, sentence)
                << QString(id) << params << wires << QString(place) << QString(sentence);
        };
        row("dense", {}, {{{4}}}, "x", "put a Flatten before it");
        row("dense", {}, {indices({4, 3})}, "x", "put an Embedding between");
        row("embedding", {}, {{{4, 5}}}, "x", "wire a Label or a Tokens layer");
        row("position_embedding", {{"length", whole(4)}}, {{{4, 5, 6}}}, "length", "raise \"length\"");
        row("conv2d", {}, {{{4, 3, 8}}}, "x", "samples × channels × rows × columns, but has 4×3×8");
        row("conv2d", {{"kernel", list({5})}}, {{{4, 3, 3, 8}}}, "kernel", "A 5×5 kernel does not fit an input of");
        row("conv2d", {{"kernel", list({5, 3, 1})}}, {{{4, 3, 9, 9}}}, "kernel", "needs one number, or 2, but has 3");
        row("conv2d", {{"groups", whole(2)}}, {{{4, 3, 8, 8}}}, "groups", "3 channels and 32 filters");
        row("conv2d", {{"kernel", list({1024})}, {"padding", "same"}, {"filters", whole(1000000)}},
            {{{1, 10000000, 1, 1}}}, "kernel", "too large for any memory");
        row("dense", {{"units", whole(1000000000)}}, {{{1, 10000000000}}}, "", "is too large for any memory");
        row("tensor", {{"sizes", list({1000000000, 1000000000, 1000000000})}}, {}, "sizes",
            "is too large for any memory");
        row("conv_transpose2d", {{"padding", "explicit"}, {"pad", list({9})}}, {{{4, 3, 2, 2}}}, "pad", "takes away");
        row("conv_transpose2d", {{"output_padding", list({1})}}, {{{4, 3, 2, 2}}}, "output_padding",
            "smaller than the stride");
        row("max_pool2d", {{"kernel", list({9})}}, {{{4, 3, 8, 8}}}, "kernel", "A window of 9×9 does not fit");
        row("avg_pool2d", {{"padding", "explicit"}, {"pad", list({2})}}, {{{4, 3, 8, 8}}}, "pad",
            "smaller than the window");
        row("global_avg_pool", {}, {{{4, 3}}}, "x", "holds no places");
        row("batch_norm", {}, {{{4}}}, "x", "samples × channels");
        row("layer_norm", {{"axes", whole(2)}}, {{{4, 3}}}, "axes", "not 2 axes behind the samples of 4×3");
        row("group_norm", {}, {{{4, 6, 2, 2}}}, "groups", "6 channels do not divide into 8 groups");
        row("softmax", {{"axis", whole(2)}}, {{{4, 3}}}, "axis", "the axes behind the samples are 1 to 1");
        row("softmax", {{"axis", whole(0)}}, {{{4, 3}}}, "axis", "no axis 0 to act on");
        row("spatial_dropout", {}, {{{4, 3}}}, "x", "use Dropout");
        row("output", {{"kind", "image"}}, {{{4, 3}}}, "x", "An image is");
        row("add", {}, {}, "x", "wire two or more");
        row("add", {}, {{{4, 3}}, {{4, 2}}}, "x", "Inputs of 4×3 and 4×2 do not fit element by element");
        row("multiply", {}, {{{4, 3}}, {{4, 3, 3}}}, "x", "do not fit");
        row("subtract", {}, {{{4, 3}}, {{4, 2}}}, "y", "do not fit");
        row("concat", {}, {{{4, 3, 5}}, {{4, 3, 6}}}, "x", "must agree in all but axis 1");
        row("matmul", {}, {{{4, 3}}, {{4, 3}}}, "b", "a matrix for each sample");
        row("matmul", {}, {{{4, 3, 5}}, {{4, 3, 5}}}, "b", "Rows of 5 and columns of 3");
        row("reshape", {{"sizes", list({4, -1})}}, {{{4, 6, 5}}}, "sizes", "30 numbers (4×6×5) does not fit");
        row("reshape", {{"sizes", list({2, 3})}}, {{{4, 6, 5}}}, "sizes", "does not fit the shape 2×3");
        row("reshape", {{"sizes", list({-1, -1})}}, {{{4, 6}}}, "sizes", "Only one size");
        row("reshape", {{"sizes", list({0, 6})}}, {{{4, 6}}}, "sizes", "cannot be 0");
        row("reshape", {}, {{{}}}, "x", "a single number");
        row("permute", {{"order", list({1, 1})}}, {{{4, 6, 5}}}, "order", "each of the axes 1 to 2");
        row("slice", {{"start", whole(6)}}, {{{4, 6}}}, "start", "there is none at 6");
        row("slice", {{"start", whole(4)}, {"count", whole(3)}}, {{{4, 6}}}, "count", "only 2 elements are left");
        row("pad", {{"before", list({1, 2, 3})}}, {{{4, 3, 5, 6}}}, "before", "needs one number, or 2");
        row("squeeze", {}, {{{4, 3}}}, "axis", "is not 1");
        row("last_step", {}, {{{4}}}, "x", "samples × length");
        row("reduce", {{"axes", list({0})}}, {{{4, 3}}}, "axes", "the samples stay apart");
        row("reduce", {{"axes", list({1, -1})}}, {{{4, 3}}}, "axes", "stands twice");
        row("mse", {}, {{{4, 3}}, {{4, 2}}}, "target", "Predictions of 4×3 need a target of the same shape");
        row("vae_kl", {}, {{{4, 3}}, {{4, 2}}}, "log_variance", "must have one shape");
        row("lstm", {}, {{{4, 5}}}, "x", "samples × length × features, but has 4×5");
        row("gru", {{"units", whole(1)}}, {{{1, 5000, 1}}}, "x", "at most 4096 steps");
        row("resize", {}, {{{4, 5, 6}}}, "x", "samples");
        row("mean_iou", {}, {{{4, 2000}}, indices({4})}, "x", "at most 1024 classes");
        row("multi_head_attention", {}, {{{4, 7, 15}}, none, none}, "heads", "15 does not divide into 8 heads");
        row("multi_head_attention", {{"causal", true}}, {{{4, 7, 16}}, {{4, 5, 16}}, none}, "causal", "one length");
        row("multi_head_attention", {}, {{{4, 7, 16}}, {{4, 5, 16}}, {{4, 6, 16}}}, "value", "need one length");
        row("cross_entropy", {}, {{{4, 10}}, indices({4, 1})}, "target", "need labels 4, but these are 4×1");
        row("accuracy", {}, {{{4, 10}}, {{4}}}, "target", "wire a Label");
        row("expression", {{"formula", "x + y"}}, {{{4, 3}}, none, none, none}, "y", "nothing is wired to it");
        row("expression", {{"formula", "x + sigmod(x)"}}, {{{4, 3}}, none, none, none}, "formula",
            "did you mean \"sigmoid\"?");
    }
    void mistakesAreNamed()
    {
        QFETCH(QString, id);
        QFETCH(Params, params);
        QFETCH(std::vector<Wire>, wires);
        QFETCH(QString, place);
        QFETCH(QString, sentence);
        const Built built = build(id.toStdString(), params, wires);
        QVERIFY2(QString::fromStdString(built.error).contains(sentence), built.error.c_str());
        QCOMPARE(QString::fromStdString(built.place), place);
    }
    // Whatever is wired to it, it is taken or refused with a sentence: a number without axes, such as a loss, too.
    void noShapeOfAnInputIsFatal()
    {
        const std::vector<Shape> shapes = {{}, {4}, {4, 3}, {4, 1, 1}, {4, 3, 8}, {4, 3, 8, 8}, {4, 1, 2, 2, 2}};
        int refused = 0, taken = 0;
        for (const LayerType& type : layerTypes()) {
            const size_t count = std::max<size_t>(1, type.inputs.size());
            for (const Shape& first : shapes) {
                for (const Shape& others : shapes) {
                    for (const bool areIndices : {false, true}) {
                        std::vector<Wire> wires(count, areIndices ? indices(others) : Wire {others});
                        wires[0] = Wire {first};
                        const Built built = build(type.id, {}, type.inputs.empty() ? std::vector<Wire> {} : wires);
                        (built.error.empty() ? taken : refused) += 1;
                    }
                }
            }
        }
        QVERIFY(refused > 1000 && taken > 1000);
    }

    void padWithoutExplicitPaddingWarns()
    {
        const Built built = build("conv2d", {{"pad", list({1})}}, {{{4, 3, 8, 8}}});
        QCOMPARE(built.diagnostics.size(), size_t(1));
        QCOMPARE(built.diagnostics[0].port, std::string("pad"));
    }
    void weightsBeginAsInPyTorch_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<Params>("params");
        QTest::addColumn<std::vector<Wire>>("wires");
        QTest::addColumn<QString>("weight");
        QTest::addColumn<double>("bound"); // of a uniform distribution around 0, or a constant
        const auto row = [](const char* id, Params params, std::vector<Wire> wires, const char* weight, double bound) {
            QTest::addRow("%s.%s", id, weight) << QString(id) << params << wires << QString(weight) << bound;
        };
        row("dense", {}, {{{4, 25}}}, "weight", 0.2); // 1/√25
        row("dense", {}, {{{4, 25}}}, "bias", 0.2);
        row("conv2d", {{"kernel", list({5})}, {"groups", whole(2)}}, {{{4, 8, 9, 9}}}, "weight", 0.1); // 1/√(4·25)
        row("conv2d", {{"kernel", list({5})}, {"groups", whole(2)}}, {{{4, 8, 9, 9}}}, "bias", 0.1);
        row("conv_transpose2d", {{"kernel", list({5})}, {"filters", whole(4)}}, {{{4, 9, 9, 9}}}, "weight", 0.1);
        row("lstm", {{"units", whole(16)}}, {{{4, 7, 5}}}, "recurrent_0", 0.25); // 1/√16
        row("gru", {{"units", whole(16)}}, {{{4, 7, 5}}}, "recurrent_0", 0.25);
        row("multi_head_attention", {}, {{{4, 7, 24}}, none, none}, "input_weight", 0.25); // √(6 / (24 + 72))
        row("multi_head_attention", {}, {{{4, 7, 16}}, none, none}, "output_weight", 0.25);
        row("multi_head_attention", {}, {{{4, 7, 16}}, none, none}, "input_bias", 0);
        row("batch_norm", {}, {{{4, 3}}}, "scale", 1);
        row("batch_norm", {}, {{{4, 3}}}, "variance", 1);
        row("batch_norm", {}, {{{4, 3}}}, "mean", 0);
        row("prelu", {}, {{{4, 3}}}, "slope", 0.25);
    }
    void weightsBeginAsInPyTorch()
    {
        QFETCH(QString, id);
        QFETCH(Params, params);
        QFETCH(std::vector<Wire>, wires);
        QFETCH(QString, weight);
        QFETCH(double, bound);
        const Built built = build(id.toStdString(), params, wires);
        QVERIFY2(built.error.empty(), built.error.c_str());
        const auto state =
            std::ranges::find(built.program.states, "node." + weight.toStdString(), &StateVariable::name);
        QVERIFY(state != built.program.states.end());
        if (state->init.kind == Init::uniform) {
            QCOMPARE(state->init.a, -bound);
            QCOMPARE(state->init.b, bound);
        } else {
            QCOMPARE(state->init.kind, Init::constant);
            QCOMPARE(state->init.a, bound);
        }
    }
    void everyLayerHasAnExample()
    {
        for (const LayerType& type : layerTypes())
            QVERIFY2(std::ranges::count(layerExamples(), type.id, &LayerExample::id) > 0, type.id.c_str());
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
