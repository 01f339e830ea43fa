#include "engine/backends/cuda/cuda_backend.h"
#include "engine/support/out_of_memory.h"
#include "engine/train/trainer.h"
#include "tests/support/small_projects.h"

#include <QRegularExpression>
#include <QTest>

using namespace weft;

namespace {

using Blocks = std::vector<std::unique_ptr<Memory>>;

// All that is free, in blocks.
Blocks takeAll(Backend& gpu, size_t bytes)
{
    Blocks blocks;
    try {
        while (true)
            blocks.push_back(gpu.allocate(bytes));
    } catch (const OutOfMemory&) {
    }
    return blocks;
}

Project pictures(int64_t batch, int64_t accumulation = 1) // 3 GiB after the convolution, for all of them
{
    Project project = shapes(4000);
    project.graph.nodes[0].params = {{"channels", int64_t(1)}, {"height", int64_t(32)}, {"width", int64_t(32)}};
    project.graph.nodes[2].params = {{"filters", int64_t(256)}};
    project.data.sources[0].params["size"] = int64_t(32);
    project.training.batchSize = batch;
    project.training.accumulation = accumulation;
    return project;
}

} // namespace

// A GPU of which two GiB are left.
class TestCudaMemory : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        std::string whyNot;
        if (cudaDevices(&whyNot).empty())
            QSKIP(whyNot.c_str());
        m_gpu = makeCudaBackend(0);
        m_ballast = takeAll(*m_gpu, size_t(1) << 30);
        QVERIFY(m_ballast.size() > 2);
        m_ballast.resize(m_ballast.size() - 2);
    }

    // Without ever waiting, so that a batch that came too early or too late would be seen.
    void batchesArriveInTheirOrder()
    {
        const auto backend = makeCudaBackend(0);
        const size_t bytes[] = {size_t(24) << 20, (size_t(3) << 20) + 4};
        constexpr int batches = 40;
        for (int round = 0; round < 2; ++round) {
            const auto wide = backend->allocate(bytes[0]), narrow = backend->allocate(bytes[1]);
            const auto kept = backend->allocate(batches * (bytes[0] + bytes[1]));
            std::vector<uint32_t> source(bytes[0] / 4);
            std::byte* to = kept->data();
            for (int i = 0; i < 2 * batches; ++i) {
                Memory& place = i % 2 == 0 ? *wide : *narrow;
                for (size_t at = 0; at < source.size(); ++at)
                    source[at] = uint32_t(at) * 2654435761u + uint32_t(i);
                backend->upload(place.data(), std::as_bytes(std::span(source)).first(place.bytes()));
                for (int again = 0; again < 3; ++again) // so that the device falls behind
                    backend->copy(to, place.data(), place.bytes());
                to += place.bytes();
            }
            std::vector<uint32_t> back(bytes[0] / 4);
            to = kept->data();
            for (int i = 0; i < 2 * batches; ++i) {
                const size_t size = bytes[i % 2];
                backend->download(std::as_writable_bytes(std::span(back)).first(size), to);
                size_t wrong = 0;
                for (size_t at = 0; at < size / 4; ++at)
                    wrong += back[at] != uint32_t(at) * 2654435761u + uint32_t(i);
                QVERIFY2(wrong == 0, qPrintable(QString("batch %1: %2 numbers").arg(i).arg(wrong)));
                to += size;
            }
        }
    }

    void fiftyRunsThatDoNotFitLeaveNothingBehind()
    {
        const QString sentence = refusal(); // what is loaded once is loaded now
        const size_t before = takeAll(*m_gpu, size_t(16) << 20).size();
        for (int i = 0; i < 50; ++i)
            QVERIFY(refusal().contains("Batches of"));
        QCOMPARE(takeAll(*m_gpu, size_t(16) << 20).size(), before);
        qInfo("%s", qPrintable(sentence));

        const auto advice =
            QRegularExpression("Batches of ([\\d,]+) fit.*training.accumulation to (\\d+)").match(sentence);
        QVERIFY2(advice.hasMatch(), qPrintable(sentence));
        const int64_t batch = advice.captured(1).remove(',').toLongLong();
        EventQueue events;
        Trainer trainer(pictures(batch, advice.captured(2).toLongLong()), {.backend = m_gpu.get()}, events);
        QCOMPARE(trainer.step(), Trainer::State::going);
        trainer.settle();
    }

private:
    QString refusal()
    {
        EventQueue events;
        try {
            Trainer trainer(pictures(4000), {.backend = m_gpu.get(), .loaderThreads = 0}, events);
        } catch (const TooLittleMemory& error) {
            return error.what();
        }
        return "it did fit";
    }

    std::unique_ptr<Backend> m_gpu;
    Blocks m_ballast;
};

QTEST_APPLESS_MAIN(TestCudaMemory)
#include "tst_cuda_memory.moc"
