#include "engine/runtime/states.h"
#include "engine/train/network/whitening.h"
#include "tests/support/small_projects.h"
#include "tests/support/training.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace weft;

namespace {

std::vector<double> values(const Init& init, const Shape& shape, const std::string& name = "layer.weight")
{
    const ValueInfo info {.shape = shape, .dtype = DType::f64};
    const std::vector<std::byte> bytes = initialValues({.name = name, .init = init}, info, 7);
    std::vector<double> numbers(bytes.size() / sizeof(double));
    std::memcpy(numbers.data(), bytes.data(), bytes.size());
    return numbers;
}

double dot(const double* a, const double* b, int64_t count, int64_t step)
{
    double sum = 0;
    for (int64_t i = 0; i < count; ++i)
        sum += a[i * step] * b[i * step];
    return sum;
}

// How far the matrix is from having rows (columns, if it is high) of length 1, perpendicular to each other.
double fromOrthogonal(const std::vector<double>& matrix, int64_t height, int64_t width)
{
    const bool high = height > width;
    const int64_t count = high ? width : height, length = high ? height : width;
    double most = 0;
    for (int64_t i = 0; i < count; ++i) {
        for (int64_t j = 0; j < count; ++j) {
            const double* a = matrix.data() + (high ? i : i * width);
            const double* b = matrix.data() + (high ? j : j * width);
            most = std::max(most, std::abs(dot(a, b, length, high ? width : 1) - (i == j ? 1 : 0)));
        }
    }
    return most;
}

// Shapes whose convolution begins in the way of the parameter "init".
Project shapesBegun(const std::string& how, Params more = {})
{
    Project project = shapes(60);
    GraphNode& conv = project.graph.nodes[2];
    conv.params["init"] = how;
    for (const auto& [id, value] : more)
        conv.params[id] = value;
    return project;
}

std::string problemOf(const Project& project)
{
    try {
        Training training(project);
    } catch (const std::exception& error) {
        return error.what();
    }
    return "";
}

} // namespace

// How weights begin: the parameter "init" of dense and convolution layers.
class TestInitializers : public QObject {
    Q_OBJECT
private slots:
    // Variances of the papers, on a layer of 300 inputs and 200 units; 60,000 numbers estimate them to 1.2 %.
    void variancesAreThoseOfTheirPapers_data()
    {
        QTest::addColumn<double>("variance");
        QTest::addColumn<bool>("bounded");
        QTest::newRow("default") << 1.0 / 3 / 300 << true;
        QTest::newRow("he_normal") << 2.0 / 300 << false;
        QTest::newRow("he_uniform") << 2.0 / 300 << true;
        QTest::newRow("glorot_normal") << 2.0 / 500 << false;
        QTest::newRow("glorot_uniform") << 2.0 / 500 << true;
        QTest::newRow("lecun_normal") << 1.0 / 300 << false;
        QTest::newRow("zeros") << 0.0 << true;
    }
    void variancesAreThoseOfTheirPapers()
    {
        QFETCH(const double, variance);
        QFETCH(const bool, bounded);
        Project project = spirals();
        project.graph.nodes[2].params["units"] = int64_t(300);
        project.graph.nodes[4].params["units"] = int64_t(200);
        project.graph.nodes[4].params["init"] = std::string(QTest::currentDataTag());
        project.graph.nodes[1].params["classes"] = int64_t(200);
        const std::vector<float> weights = Training(project).weight("scores.weight");
        QCOMPARE(weights.size(), size_t(300 * 200));
        double sum = 0, squares = 0, most = 0;
        for (const float weight : weights) {
            sum += weight;
            squares += double(weight) * weight;
            most = std::max(most, std::abs(double(weight)));
        }
        QVERIFY2(std::abs(squares / 60000 - variance) <= 0.03 * variance, qPrintable(QString::number(squares / 60000)));
        QVERIFY(std::abs(sum / 60000) <= 0.02 * std::sqrt(variance));
        const double bound = std::sqrt(3 * variance) * (1 + 1e-6);
        QCOMPARE(most <= bound, bounded);
    }

    void orthogonalIsOrthogonal()
    {
        const Init init {.kind = Init::orthogonal};
        QVERIFY(fromOrthogonal(values(init, {20, 50}), 20, 50) < 1e-12);
        QVERIFY(fromOrthogonal(values(init, {50, 20}), 50, 20) < 1e-12);
        QVERIFY(fromOrthogonal(values(init, {64, 64}), 64, 64) < 1e-12);
        QVERIFY(fromOrthogonal(values(init, {16, 8, 3, 3}), 16, 72) < 1e-12);
        QVERIFY(values(init, {4, 4}, "a.weight") != values(init, {4, 4}, "b.weight"));
    }

    void anIdentityPassesOnWhatComes()
    {
        const Init init {.kind = Init::identity, .a = -0.5, .b = 0.5};
        const std::vector<double> square = values(init, {3, 5});
        for (int i = 0; i < 3; ++i) {
            for (int unit = 0; unit < 3; ++unit)
                QCOMPARE(square[size_t(i * 5 + unit)], i == unit ? 1.0 : 0.0);
            QVERIFY(std::abs(square[size_t(i * 5 + 3)]) < 0.5 && square[size_t(i * 5 + 3)] != 0);
        }
        const std::vector<double> filters = values(init, {4, 2, 3, 3});
        for (int filter = 0; filter < 2; ++filter) {
            for (int k = 0; k < 18; ++k)
                QCOMPARE(filters[size_t(filter * 18 + k)], k == filter * 9 + 4 ? 1.0 : 0.0);
        }
        QVERIFY(filters[2 * 18] != 0);
        // Two groups: each has two filters of its own two channels.
        const std::vector<double> grouped = values({.kind = Init::identity, .groups = 2}, {4, 2, 3});
        for (int filter = 0; filter < 4; ++filter) {
            for (int k = 0; k < 6; ++k)
                QCOMPARE(grouped[size_t(filter * 6 + k)], k == filter % 2 * 3 + 1 ? 1.0 : 0.0);
        }
    }

    void eigenvectorsAreThoseOfTheMatrix()
    {
        const size_t size = 30;
        std::vector<double> half = values({.kind = Init::normal, .a = 0, .b = 1}, {int64_t(size), int64_t(size)});
        std::vector<double> matrix(size * size);
        for (size_t i = 0; i < size; ++i) {
            for (size_t j = 0; j < size; ++j)
                matrix[i * size + j] = half[i * size + j] + half[j * size + i];
        }
        const Eigen eigen = eigenOf(matrix, size);
        QVERIFY(std::ranges::is_sorted(eigen.values, std::greater()));
        QVERIFY(fromOrthogonal(eigen.vectors, int64_t(size), int64_t(size)) < 1e-12);
        for (size_t i = 0; i < size; ++i) {
            const double* const vector = eigen.vectors.data() + i * size;
            for (size_t row = 0; row < size; ++row) {
                const double product = dot(matrix.data() + row * size, vector, int64_t(size), 1);
                QVERIFY(std::abs(product - eigen.values[i] * vector[row]) < 1e-11);
            }
        }
    }

    // What the filters answer over the training data's patches is uncorrelated and of variance λ / (λ + ε).
    void whitenedPatchesAreUncorrelated()
    {
        Project project =
            shapesBegun("whitening", {{"kernel", std::vector<int64_t> {2}}, {"filters", int64_t(8)}, {"bias", false}});
        Training training(project);
        const std::vector<float> filters = training.weight("conv.weight");
        QCOMPARE(filters.size(), size_t(8 * 4));
        for (size_t k = 0; k < 16; ++k)
            QCOMPARE(filters[16 + k], -filters[k]);
        Loader loader(training.trainer->data(),
                      {.columns = {training.trainer->columns()[0]}, .batchSize = 100, .threads = 0});
        loader.start(0);
        const Batch* const batch = loader.next();
        QVERIFY(batch != nullptr && batch->size == loader.samples());
        const auto* const pixels = reinterpret_cast<const float*>(batch->columns[0].data());
        double products[4][4] = {};
        int64_t patches = 0;
        for (int64_t sample = 0; sample < batch->size; ++sample) {
            for (int64_t y = 0; y < 11; ++y) {
                for (int64_t x = 0; x < 11; ++x, ++patches) {
                    double answers[4] = {};
                    for (int64_t k = 0; k < 4; ++k) {
                        const double pixel = pixels[sample * 144 + (y + k / 2) * 12 + x + k % 2];
                        for (int64_t filter = 0; filter < 4; ++filter)
                            answers[filter] += pixel * filters[size_t(filter * 4 + k)];
                    }
                    for (int a = 0; a < 4; ++a) {
                        for (int b = 0; b < 4; ++b)
                            products[a][b] += answers[a] * answers[b];
                    }
                }
            }
        }
        for (int a = 0; a < 4; ++a) {
            for (int b = 0; b < 4; ++b) {
                const double product = products[a][b] / double(patches);
                QVERIFY2(a == b ? product > 0.9 && product < 1 : std::abs(product) < 1e-4,
                         qPrintable(QStringLiteral("%1 %2: %3").arg(a).arg(b).arg(product)));
            }
        }
    }

    void whiteningIsEqualEachTime() // tst_resume: and stays what it was in a run that is resumed
    {
        const Project project = shapesBegun("whitening");
        const std::vector<float> filters = Training(project).weight("conv.weight");
        QCOMPARE(Training(project).weight("conv.weight"), filters);
        QVERIFY(Training(shapesBegun("default")).weight("conv.weight") != filters);
    }

    void whiteningLeavesWhatWasGivenAndCanBeCancelled()
    {
        const Project project = shapesBegun("whitening");
        Training training(project);
        const std::vector<float> given(training.weight("conv.weight").size(), 0.25f);
        training.setWeight("conv.weight", given);
        const StepProgram step = buildStep(project, {.batch = 2});
        const auto begin = [&](const WhiteningOptions& options) {
            whiten(step, training.trainer->data(), training.trainer->columns(), options, training.trainer->states());
        };
        begin({.given = {"conv.weight"}});
        QCOMPARE(training.weight("conv.weight"), given);
        struct Enough { };
        QVERIFY_EXCEPTION_THROWN(begin({.checkCancelled = [] { throw Enough(); }}), Enough);
        QCOMPARE(training.weight("conv.weight"), given);
        const std::vector<float> fresh = Training(project).weight("conv.weight");
        for (const int threads : {0, 3}) {
            begin({.seed = uint64_t(project.training.seed), .threads = threads});
            QCOMPARE(training.weight("conv.weight"), fresh);
        }
    }

    void whiteningSaysWhereItCannotBe()
    {
        Project grouped = shapesBegun("whitening");
        grouped.graph.nodes[0].params["channels"] = int64_t(2);
        grouped.graph.nodes[2].params["groups"] = int64_t(2);
        QVERIFY2(problemOf(grouped).find("set groups to 1") != std::string::npos, problemOf(grouped).c_str());
        Project wide = shapesBegun("whitening", {{"kernel", std::vector<int64_t> {12}}});
        wide.graph.nodes[0].params["channels"] = int64_t(2);
        QVERIFY2(problemOf(wide).find("at most 256 numbers") != std::string::npos, problemOf(wide).c_str());
        Project deep = shapesBegun("default");
        deep.graph.nodes.insert(deep.graph.nodes.begin() + 3,
                                node("second", "conv2d", {{"init", "whitening"}}, {"x=conv.y"}));
        QVERIFY2(problemOf(deep).find("straight from an input") != std::string::npos, problemOf(deep).c_str());
    }
};

QTEST_GUILESS_MAIN(TestInitializers)
#include "tst_initializers.moc"
