#include "engine/support/out_of_memory.h"
#include "engine/train/trainer.h"
#include "tests/support/forwarding_backend.h"
#include "tests/support/small_projects.h"

#include <QRegularExpression>
#include <QTest>

using namespace weft;

namespace {

// A device of so many bytes, which are counted.
class SmallDevice final : public ForwardingBackend {
public:
    explicit SmallDevice(size_t bytes)
        : ForwardingBackend(CpuOptions())
        , m_free(bytes)
    {
    }
    std::unique_ptr<Memory> allocate(size_t bytes) override
    {
        if (bytes > m_free)
            throw OutOfMemory("The device is full.", "Take a smaller batch.");
        return std::make_unique<Counted>(ForwardingBackend::allocate(bytes), m_free);
    }
    size_t free() const { return m_free; }

private:
    struct Counted final : Memory {
        Counted(std::unique_ptr<Memory> of, size_t& freeBytes)
            : memory(std::move(of))
            , free(freeBytes)
        {
            free -= memory->bytes();
        }
        ~Counted() override { free += memory->bytes(); }
        std::byte* data() override { return memory->data(); }
        size_t bytes() const override { return memory->bytes(); }

        std::unique_ptr<Memory> memory;
        size_t& free;
    };
    size_t m_free;
};

Project inBatchesOf(int64_t batch, int64_t accumulation = 1)
{
    Project project = shapes(200);
    project.graph.nodes[4] = node("wide", "conv2d", {{"filters", int64_t(8)}}, {"x=norm.y"});
    project.graph.nodes[5] = node("pool", "global_avg_pool", {}, {"x=wide.y"});
    project.training.batchSize = batch;
    project.training.accumulation = accumulation;
    project.training.epochs = 1;
    return project;
}

std::unique_ptr<Trainer> train(const Project& project, Backend& device, EventQueue& events)
{
    return std::make_unique<Trainer>(
        project, TrainerOptions {.backend = &device, .loaderThreads = 0, .previewSamples = 0}, events);
}

size_t bytesFor(const Project& project)
{
    const size_t plenty = size_t(1) << 40;
    SmallDevice device(plenty);
    EventQueue events;
    const auto trainer = train(project, device, events);
    return plenty - device.free();
}

} // namespace

class TestOutOfMemory : public QObject {
    Q_OBJECT

private slots:
    void namesTheNodeAndABatchThatFits()
    {
        SmallDevice device(bytesFor(inBatchesOf(160)) / 3);
        EventQueue events;
        QString sentence;
        try {
            train(inBatchesOf(160), device, events);
            QFAIL("it did fit");
        } catch (const TooLittleMemory& error) {
            sentence = error.what();
            QCOMPARE(error.node, std::string("wide"));
        }
        QVERIFY2(sentence.startsWith("The device is full. In a batch of 160 samples \""), qPrintable(sentence));
        const auto advice =
            QRegularExpression("Batches of (\\d+) fit.*training.accumulation to (\\d+)").match(sentence);
        QVERIFY2(advice.hasMatch(), qPrintable(sentence));
        const int64_t batch = advice.captured(1).toLongLong(), parts = advice.captured(2).toLongLong();
        QVERIFY(parts > 1 && (parts & (parts - 1)) == 0);
        QCOMPARE(batch, (160 + parts - 1) / parts);

        const auto trainer = train(inBatchesOf(batch, parts), device, events); // the advice is good
        while (trainer->step() != Trainer::State::ended) { }
        bool roomier = true; // and no smaller than need be
        try {
            train(inBatchesOf(2 * batch, parts / 2), device, events);
        } catch (const TooLittleMemory&) {
            roomier = false;
        }
        QVERIFY(!roomier);
    }

    void saysWhereNothingFits()
    {
        SmallDevice device(bytesFor(inBatchesOf(1)) / 2);
        EventQueue events;
        try {
            train(inBatchesOf(8), device, events);
            QFAIL("it did fit");
        } catch (const TooLittleMemory& error) {
            QVERIFY2(QString(error.what()).contains("Not even one sample"), error.what());
        }
    }

    void leavesNothingBehind()
    {
        const size_t bytes = bytesFor(inBatchesOf(160)) / 3;
        SmallDevice device(bytes);
        EventQueue events;
        for (int i = 0; i < 50; ++i) {
            try {
                train(inBatchesOf(160), device, events);
                QFAIL("it did fit");
            } catch (const TooLittleMemory&) {
            }
            QCOMPARE(device.free(), bytes);
        }
        const auto trainer = train(inBatchesOf(8), device, events);
        QCOMPARE(trainer->step(), Trainer::State::going);
    }
};

QTEST_APPLESS_MAIN(TestOutOfMemory)
#include "tst_out_of_memory.moc"
