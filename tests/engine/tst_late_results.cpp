#include "engine/backends/cpu/cpu_backend.h"
#include "engine/train/trainer.h"
#include "tests/support/forwarding_backend.h"
#include "tests/support/small_projects.h"

#include <QTest>

#include <cstring>

// A GPU's results are read some updates late. The same on the CPU, whose letters arrive at once but are opened late all
// the same: a run must not differ from one that reads each update's results before the next.

using namespace weft;

namespace {

class LateMailbox final : public Mailbox {
public:
    LateMailbox(int letters, size_t bytes)
        : m_letters(size_t(letters), std::vector<std::byte>(bytes))
    {
    }
    void add(int letter, size_t offset, const std::byte* device, size_t bytes) override
    {
        std::memcpy(m_letters[size_t(letter)].data() + offset, device, bytes);
    }
    void send(int) override { }
    std::span<const std::byte> open(int letter) override { return m_letters[size_t(letter)]; }

private:
    std::vector<std::vector<std::byte>> m_letters;
};

class LateBackend final : public ForwardingBackend {
public:
    LateBackend()
        : ForwardingBackend({.threads = 1, .oneDnn = false})
    {
    }
    std::unique_ptr<Mailbox> makeMailbox(int letters, size_t bytes) override
    {
        return std::make_unique<LateMailbox>(letters, bytes);
    }
};

struct Training {
    Training(const Project& project, Backend& backend)
        : trainer(project, {.backend = &backend, .loaderThreads = 0, .previewSamples = 0}, events)
    {
    }
    std::vector<StepNumbers> steps() // less their speed
    {
        std::vector<StepNumbers> all;
        for (const Event& event : events.drain()) {
            if (const auto* done = std::get_if<StepsDone>(&event))
                all.insert(all.end(), done->steps.begin(), done->steps.end());
        }
        for (StepNumbers& step : all)
            step.samplesPerSecond = 0;
        return all;
    }
    EventQueue events;
    Trainer trainer;
};

} // namespace

class TestLateResults : public QObject {
    Q_OBJECT
private slots:
    void aWholeRunIsTheSame()
    {
        Project project = spirals();
        project.training.epochs = 3;
        const auto cpu = makeCpuBackend({.threads = 1, .oneDnn = false});
        LateBackend late;
        Training one(project, *cpu), other(project, late);
        for (Training* training : {&one, &other})
            while (training->trainer.advance() != Trainer::State::ended) { }
        QCOMPARE(other.trainer.stateHash(), one.trainer.stateHash());
        const std::vector<StepNumbers> expected = one.steps();
        QVERIFY(expected.size() > 5);
        QVERIFY(other.steps() == expected);
    }

    void settlingTellsWhatIsUnderWay()
    {
        LateBackend late;
        Training training(spirals(), late);
        training.trainer.advance();
        training.trainer.advance();
        QCOMPARE(training.trainer.progress().update, int64_t(2));
        QVERIFY(training.steps().empty());
        training.trainer.settle();
        QCOMPARE(training.steps().size(), size_t(2));
    }

    // The updates launched behind one that fails must not move anything, though they would be fine by themselves.
    void nothingMovesAfterAFailure()
    {
        const auto cpu = makeCpuBackend({.threads = 1, .oneDnn = false});
        LateBackend late;
        Training one(spirals(), *cpu), other(spirals(), late);
        for (Training* training : {&one, &other}) {
            training->trainer.step();
            training->trainer.setLearningRate(1e38);
        }
        QVERIFY_EXCEPTION_THROWN(one.trainer.advance(), NodeError);
        other.trainer.advance();
        other.trainer.setLearningRate(0.01);
        other.trainer.advance();
        QString text;
        try {
            other.trainer.settle();
        } catch (const NodeError& error) {
            text = error.what();
        }
        QVERIFY2(text.contains("step 2") && text.contains("were not changed"), qPrintable(text));
        QCOMPARE(other.trainer.progress().update, int64_t(1));
        one.trainer.setLearningRate(0.01);
        QCOMPARE(other.trainer.stateHash(), one.trainer.stateHash());
    }
};

QTEST_APPLESS_MAIN(TestLateResults)
#include "tst_late_results.moc"
