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
