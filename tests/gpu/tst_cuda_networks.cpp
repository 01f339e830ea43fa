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

Steps train(Project project, const QByteArray& precision, int64_t batch, Backend& backend, int updates)
{
    project.training.precision = precision.toStdString();
    // An update by ResNet-50's first gradient, of norm 200, magnifies every rounding; and as the batch is smaller than the
    // project's, so is the rate (Goyal et al. 2017, "Accurate, large minibatch SGD", section 2.1).
    project.training.clipNorm = 1;
    project.training.learningRate *= double(batch) / double(std::max(batch, project.training.batchSize));
    States states(backend, 1);
    ReadyStep step(project, {.kind = StepKind::train, .batch = batch}, states);
    std::vector<std::vector<std::byte>> columns;
    for (const StepProgram::FeedInfo& feed : step.step().feeds)
        columns.push_back(randomColumn(feed, batch));
    const std::vector<std::span<const std::byte>> spans(columns.begin(), columns.end());
    Steps done;
    for (int i = 0; i < updates; ++i) {
        step.writeFeeds(spans);
        step.writeKey(project.training.seed, i);
        step.writeNumber("learning_rate", project.training.learningRate);
        step.writeNumber("update", i + 1);
        step.run();
        done.losses.push_back(step.readNumber("objective"));
        done.norms.push_back(step.readNumber("gradient_norm"));
    }
    return done;
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

    void roundingChangesLittle_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("batch");
        for (const auto& [name, batch] : {std::pair("resnet18_cifar", 128),
                                          {"airbench", 256},
                                          {"vae_small", 128},
                                          {"resnet50_224", 16},
                                          {"mobilenet_v3_large_224", 16},
                                          {"efficientnet_b0", 16},
                                          {"unet_256", 2},
                                          {"vit_small_16_224", 16},
                                          {"gpt2_small", 2}})
            QTest::newRow(name) << QString(name) << batch;
    }
    void roundingChangesLittle()
    {
        QFETCH(const QString, name);
        QFETCH(const int, batch);
        const Project project = openDocument(realFileSystem(), (folder() + name + ".weft").toStdString()).project();
        const auto gpu = makeCudaBackend(0);
        const Steps exact = train(project, "f32", batch, *gpu, 3);
        for (const auto& [precision, first, later, norm] : // updates multiply what rounding has changed
             {std::tuple("tf32", 1e-4, 2e-3, 2e-2), {"bf16", 1e-3, 1e-2, 8e-2}}) {
            const Steps found = train(project, precision, batch, *gpu, 3);
            const Steps again = train(project, precision, batch, *gpu, 3);
            for (size_t i = 0; i < exact.losses.size(); ++i) {
                qInfo("%s step %zu: loss %.6f, in f32 %.6f; norm of the gradients %.5f, %.5f", precision, i + 1,
                      found.losses[i], exact.losses[i], found.norms[i], exact.norms[i]);
                const double most = i == 0 ? first : later;
                QVERIFY(std::abs(found.losses[i] - exact.losses[i]) <= most * std::abs(exact.losses[i]));
                QVERIFY(i > 0 || std::abs(found.norms[i] - exact.norms[i]) <= norm * std::abs(exact.norms[i]));
                QCOMPARE(again.losses[i], found.losses[i]); // to the last digit
                QCOMPARE(again.norms[i], found.norms[i]);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCudaNetworks)
#include "tst_cuda_networks.moc"
