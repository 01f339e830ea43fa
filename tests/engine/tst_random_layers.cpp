#include "engine/backends/load.h"
#include "engine/compiler/passes.h"
#include "engine/graph/complete_params.h"
#include "engine/layers/layer_context.h"
#include "engine/runtime/executable.h"

#include <QTest>

#include <cmath>

using namespace weft;

namespace {

using Numbers = std::vector<float>;

// A layer of inputs of one shape, filled with `fill`, run for some steps.
class Layer {
public:
    Layer(const std::string& id, const Params& given, const Shape& shape, const Numbers& fill, bool training)
        : m_elements(size_t(shape.elements()))
    {
        const LayerType& type = *findLayerType(id);
        Program program;
        Builder builder(program);
        LoweringResults results;
        Diagnostics diagnostics;
        LayerContext context(builder,
                             {.params = completeParams(type.params, given, "node", diagnostics),
                              .path = "node",
                              .weights = "node",
                              .batch = shape[0],
                              .training = training},
                             results, diagnostics);
        Values in;
        for (const float number : fill)
            in.push_back(broadcastTo(context.number(double(number)), shape));
        builder.output("y", type.build(context, in)[0]);
        optimize(program, *m_backend);
        m_states.emplace(*m_backend, 1);
        m_executable.emplace(std::move(program), *m_states);
    }

    Numbers step(int64_t number)
    {
        const int64_t key[] = {42, number};
        if (const auto input = m_executable->findInput("random_key"))
            m_executable->write(*input, std::as_bytes(std::span(key)));
        m_executable->run();
        Numbers y(m_elements);
        m_executable->read(0, std::as_writable_bytes(std::span(y)));
        return y;
    }

private:
    size_t m_elements;
    const std::unique_ptr<Backend> m_backend = loadBackend("cpu");
    std::optional<States> m_states;
    std::optional<Executable> m_executable;
};

double meanOf(const Numbers& numbers)
{
    double sum = 0;
    for (const float number : numbers)
        sum += double(number);
    return sum / double(numbers.size());
}

double deviationOf(const Numbers& numbers)
{
    const double mean = meanOf(numbers);
    double sum = 0;
    for (const float number : numbers)
        sum += (double(number) - mean) * (double(number) - mean);
    return std::sqrt(sum / double(numbers.size()));
}

} // namespace

class TestRandomLayers : public QObject {
    Q_OBJECT
private slots:
    void droppingKeepsTheMean_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<size_t>("together"); // neighbours that are dropped as one
        QTest::newRow("numbers") << "dropout" << size_t(1);
        QTest::newRow("channels") << "spatial_dropout" << size_t(25);
        QTest::newRow("samples") << "drop_path" << size_t(4 * 25);
    }
    void droppingKeepsTheMean()
    {
        QFETCH(QString, id);
        QFETCH(size_t, together);
        Layer layer(id.toStdString(), {{"rate", 0.2}}, {1000, 4, 5, 5}, {2}, true);
        const Numbers first = layer.step(1);
        QVERIFY(std::fabs(meanOf(first) - 2) < 0.15);
        for (size_t i = 0; i < first.size(); ++i) {
            QVERIFY(first[i] == 0 || std::fabs(first[i] - 2.5f) < 1e-6f);
            QCOMPARE(first[i], first[i / together * together]);
        }
        QVERIFY(std::fabs(deviationOf(first) - 1) < 0.1); // 2.5 · √(0.2 · 0.8)
        QVERIFY(layer.step(2) != first);
        QCOMPARE(layer.step(1), first); // a step's numbers are its own
    }
    void nothingIsRandomInInference_data()
    {
        QTest::addColumn<QString>("id");
        for (const char* id : {"dropout", "spatial_dropout", "drop_path", "gaussian_noise", "gaussian_sample"})
            QTest::newRow(id) << id;
    }
    void nothingIsRandomInInference()
    {
        QFETCH(QString, id);
        const Numbers fill = id == "gaussian_sample" ? Numbers {2, 0} : Numbers {2};
        Layer layer(id.toStdString(), {}, {3, 4, 5}, fill, false);
        QCOMPARE(layer.step(1), Numbers(60, 2));
    }
    void noiseHasItsDeviation()
    {
        const Numbers y = Layer("gaussian_noise", {{"deviation", 0.5}}, {100, 1000}, {3}, true).step(1);
        QVERIFY(std::fabs(meanOf(y) - 3) < 0.01);
        QVERIFY(std::fabs(deviationOf(y) - 0.5) < 0.01);
    }
    void samplesHaveTheirMeanAndVariance()
    {
        const Numbers y = Layer("gaussian_sample", {}, {100, 1000}, {3, float(std::log(4.0))}, true).step(1);
        QVERIFY(std::fabs(meanOf(y) - 3) < 0.03);
        QVERIFY(std::fabs(deviationOf(y) - 2) < 0.03);
    }
};

QTEST_APPLESS_MAIN(TestRandomLayers)
#include "tst_random_layers.moc"
