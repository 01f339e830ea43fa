#include "engine/backends/cuda/cuda_backend.h"
#include "engine/graph/document.h"
#include "engine/support/random.h"
#include "engine/train/network/ready_step.h"

#include <QDir>
#include <QTest>

#include <cmath>
#include <cstring>

// The networks of the comparison with PyTorch, in batches so large that everything made for large tensors is used:
// their first losses in TF32 and bf16 against those in f32. They lie in $WEFT_BENCH/networks if
// that is a folder, else in tests/bench/networks of the sources.

using namespace weft;

namespace {

struct Steps {
    std::vector<double> losses = {}, norms = {};
};

std::vector<std::byte> randomColumn(const StepProgram::FeedInfo& feed, int64_t batch)
{
    RandomSequence random(7, streamOf(feed.node));
    const auto elements = size_t(batch * feed.shape.elements());
    std::vector<std::byte> bytes(elements * byteSize(feed.dtype));
    for (size_t i = 0; i < elements; ++i) {
        std::byte* to = bytes.data() + i * byteSize(feed.dtype);
        if (feed.dtype == DType::i32) {
            const auto value = int32_t(random.below(uint32_t(std::max<int64_t>(1, feed.classes))));
            std::memcpy(to, &value, sizeof value);
        } else {
            const auto value = float(random.normal());
            std::memcpy(to, &value, sizeof value);
        }
    }
    return bytes;
}

class Network {
public:
    Network(Project project, const QByteArray& precision, int64_t batch, Backend& backend)
        : m_project(withPrecision(std::move(project), precision, batch))
        , m_states(backend, 1)
        , m_step(m_project, {.kind = StepKind::train, .batch = batch}, m_states)
    {
        for (const StepProgram::FeedInfo& feed : m_step.step().feeds)
            m_columns.push_back(randomColumn(feed, batch));
    }

    void update()
    {
        const std::vector<std::span<const std::byte>> spans(m_columns.begin(), m_columns.end());
        m_step.writeFeeds(spans);
        m_step.writeKey(m_project.training.seed, m_updates);
        m_step.writeNumber("learning_rate", m_project.training.learningRate);
        m_step.writeNumber("update", double(++m_updates));
        m_step.run();
    }
    double loss() { return m_step.readNumber("objective"); }
    double norm() { return m_step.readNumber("gradient_norm"); }

    std::vector<float> weights() // all that are trained
    {
        std::vector<float> all;
        for (const StateVariable& state : m_step.executable().program().states) {
            if (state.kind != StateKind::weight || !state.trainable)
                continue;
            const size_t begin = all.size();
            all.resize(begin + size_t(m_states.entries().at(state.name).info.shape.elements()));
            m_states.read(state.name, std::as_writable_bytes(std::span(all).subspan(begin)));
        }
        return all;
    }

private:
    static Project withPrecision(Project project, const QByteArray& precision, int64_t batch)
    {
        project.training.precision = precision.toStdString();
        // An update by ResNet-50's first gradient, of norm 200, magnifies every rounding; and as the batch is smaller
        // than the project's, so is the rate (Goyal et al. 2017, "Accurate, large minibatch SGD", section 2.1).
        project.training.clipNorm = 1;
        project.training.learningRate *= double(batch) / double(std::max(batch, project.training.batchSize));
        return project;
    }

    Project m_project;
    States m_states;
    ReadyStep m_step;
    std::vector<std::vector<std::byte>> m_columns = {};
    int m_updates = 0;
};

Steps train(const Project& project, const QByteArray& precision, int64_t batch, Backend& backend, int updates)
{
    Network network(project, precision, batch, backend);
    Steps done;
    for (int i = 0; i < updates; ++i) {
        network.update();
        done.losses.push_back(network.loss());
        done.norms.push_back(network.norm());
    }
    return done;
}

// The first gradient, of length 1: what an update by it alone takes away from the weights.
std::vector<double> direction(Project project, const QByteArray& precision, int64_t batch, Backend& backend)
{
    project.training.optimizer = {.type = "sgd"};
    project.training.learningRate = double(std::max(batch, project.training.batchSize)) / double(batch);
    Network network(std::move(project), precision, batch, backend);
    const std::vector<float> before = network.weights();
    std::vector<float> after = before;
    for (int i = 0; i < 10 && after == before; ++i) { // in f16 the first ones may overflow and be left out
        network.update();
        after = network.weights();
    }
    std::vector<double> moved(before.size());
    for (size_t i = 0; i < before.size(); ++i)
        moved[i] = double(before[i]) - double(after[i]);
    return moved;
}

double cosine(const std::vector<double>& a, const std::vector<double>& b)
{
    double product = 0, ofA = 0, ofB = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        product += a[i] * b[i];
        ofA += a[i] * a[i];
        ofB += b[i] * b[i];
    }
    return product / std::sqrt(ofA * ofB);
}

} // namespace

class TestCudaNetworks : public QObject {
    Q_OBJECT
    static QString folder()
    {
        const QByteArray given = qgetenv("WEFT_BENCH");
        const QString others = QString::fromUtf8(given) + "/networks/";
        return !given.isEmpty() && QDir(others).exists() ? others
                                                         : QStringLiteral(WEFT_SOURCE_DIR "/tests/bench/networks/");
    }
private slots:
    void initTestCase()
    {
        std::string whyNot;
        if (cudaDevices(&whyNot).empty())
            QSKIP(qPrintable("There is no GPU: " + QString::fromStdString(whyNot)));
    }

    // Deep networks with batch norms magnify every rounding on the way back: the cosine of the angle between the first
    // gradient and that in f32 was measured for PyTorch 2.11 (cuDNN 9.19, one H100, batches of the same sizes, random
    // numbers) too.
    void roundingChangesLittle_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("batch");
        QTest::addColumn<QList<double>>("torch"); // tf32, f16, bf16
        const auto row = [](const char* name, int batch, const QList<double>& torch) {
            QTest::newRow(name) << QString(name) << batch << torch;
        };
        row("resnet18_cifar", 128, {0.996129, 0.994807, 0.960485});
        row("airbench", 256, {0.999205, 0.998431, 0.986471});
        row("vae_small", 128, {0.99999, 0.99999, 0.99999}); // not measured
        row("resnet50_224", 16, {0.782929, 0.712951, 0.123804});
        row("mobilenet_v3_large_224", 16, {0.999014, 0.997786, 0.978818});
        row("efficientnet_b0", 16, {0.999949, 0.999734, 0.983686});
        row("unet_256", 2, {0.997115, 0.995551, 0.965984});
        row("vit_small_16_224", 16, {1.000000, 0.999999, 0.999950});
        row("gpt2_small", 2, {1.000000, 0.999999, 0.999960});
    }
    void roundingChangesLittle()
    {
        QFETCH(const QString, name);
        QFETCH(const int, batch);
        QFETCH(const QList<double>, torch);
        struct Bar {
            const char* precision;
            double first, later, norm, cosine; // of losses, relative; updates multiply what rounding has changed
        };
        const Bar bars[] = {{"tf32", 1e-4, 2e-3, 2e-2, torch[0]},
                            {"f16", 5e-4, 4e-3, 4e-2, torch[1]},
                            {"bf16", 1e-3, 1e-2, 8e-2, torch[2]}};
        const Project project = openDocument(realFileSystem(), (folder() + name + ".weft").toStdString()).project();
        const auto gpu = makeCudaBackend(0);
        const Steps exact = train(project, "f32", batch, *gpu, 3);
        const std::vector<double> exactDirection = direction(project, "f32", batch, *gpu);
        for (const Bar& bar : bars) {
            const double found = cosine(direction(project, bar.precision, batch, *gpu), exactDirection);
            qInfo("%s: cosine of the first gradient and that in f32 %.6f, PyTorch's %.6f", bar.precision, found,
                  bar.cosine);
            QVERIFY(1 - found <= 4 * (1 - bar.cosine) + 1e-5); // of other weights and data: up to twice the angle
            const Steps steps = train(project, bar.precision, batch, *gpu, 3);
            const Steps again = train(project, bar.precision, batch, *gpu, 3);
            for (size_t i = 0; i < exact.losses.size(); ++i) {
                qInfo("%s step %zu: loss %.6f, in f32 %.6f; norm of the gradients %.5f, %.5f", bar.precision, i + 1,
                      steps.losses[i], exact.losses[i], steps.norms[i], exact.norms[i]);
                if (i == 0) {
                    const bool isLeftOut =
                        steps.norms[0] == 0 && bar.precision == std::string_view("f16"); // it overflowed
                    QVERIFY(isLeftOut || std::abs(steps.norms[0] - exact.norms[0]) <= bar.norm * exact.norms[0]);
                    QVERIFY(std::abs(steps.losses[0] - exact.losses[0]) <= bar.first * std::abs(exact.losses[0]));
                } else if (bar.cosine > 0.9) { // else the updates go elsewhere
                    QVERIFY(std::abs(steps.losses[i] - exact.losses[i]) <= bar.later * std::abs(exact.losses[i]));
                }
                QCOMPARE(again.losses[i], steps.losses[i]); // to the last digit
                QCOMPARE(again.norms[i], steps.norms[i]);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCudaNetworks)
#include "tst_cuda_networks.moc"
