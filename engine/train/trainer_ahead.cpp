// Updates on a device that the host does not wait for: several in one launch, whose results come late.
#include "engine/train/trainer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace weft {

// Up to the next thing that is to be done between two updates.
int64_t Trainer::updatesAtOnce(int64_t most, const ReadyStep& step) const
{
    const int64_t whole = m_loader->samples() / m_steps.front().batch - m_progress.batch; // batches left
    const int64_t limit = std::max<int64_t>(1, std::min({most, int64_t(step.stepsAtOnce()), whole}));
    const int64_t everySteps = m_project.training.checkpoints.everySteps;
    for (int64_t count = 1; count < limit; ++count) {
        const int64_t done = m_progress.update + count;
        if (done >= updates() || validationsBy(done) > validationsBy(done - 1)
            || (everySteps > 0 && done % everySteps == 0) || !std::isfinite(float(rateOf(done)))
            || mayOverflow(rateOf(done)))
            return count;
    }
    return limit;
}

void Trainer::sendUpdates(int64_t most)
{
    constexpr int64_t mostGroups = 2; // that are under way: one runs, one waits
    const Clock::time_point start = Clock::now();
    startBatches();
    requireRate(learningRate(), m_progress.update + 1);
    const int64_t batchSize = m_steps.front().batch;
    const int64_t size = std::min(batchSize, m_loader->samples() - m_progress.batch * batchSize);
    ReadyStep& step = stepFor(StepKind::train, size);
    const int64_t count = mayOverflow(learningRate()) ? 1 : updatesAtOnce(most, step);
    while (m_sentCount >= (step.stepsAtOnce() > 1 ? mostGroups : mostSent))
        settleOldest();
    const int64_t letter = (m_sentFirst + m_sentCount) % mostSent;
    Sent& sent = m_sent[size_t(letter)];
    sent.step = &step;
    sent.batch = m_progress.batch;
    sent.numbers.clear();
    for (int64_t i = 0; i < count; ++i) {
        const int64_t update = m_progress.update + i;
        const double rate = rateOf(update);
        if (m_residentPart == nullptr) {
            const Batch& batch = nextBatch(m_progress.batch + i);
            assert(batch.size == size);
            step.writeFeeds(batch.columns, int(i));
        }
        writeNumbers(step, update, update, rate, 1, int(i));
        const double done = double(m_progress.batch + i + 1) / double(m_loader->batches());
        sent.numbers.push_back(
            {.step = update + 1, .epoch = float(double(m_progress.epoch) + done), .learningRate = float(rate)});
    }
    if (m_residentPart != nullptr)
        m_residentPart->feed(step, m_progress.batch, int(count));
    refuseOverflow(
        step,
        {.batch = nullptr, .kind = StepKind::train, .key = m_progress.update, .rate = learningRate(), .share = 1});
    step.run(int(count));
    step.sendReport(*m_mailbox, int(letter), int(count));
    ++m_sentCount;
    m_progress.update += count;
    m_progress.batch += count;
    m_unsaved = true;
    if (m_residentPart != nullptr && m_progress.update < updates())
        m_residentPart->getReady(m_progress.epoch + 1);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    for (StepNumbers& numbers : sent.numbers)
        numbers.samplesPerSecond = float(double(count * size) / std::max(seconds, 1e-9));
    afterUpdate();
}

void Trainer::settle()
{
    while (m_sentCount > 0)
        settleOldest();
}

void Trainer::settleOldest()
{
    const int64_t letter = m_sentFirst;
    Sent& sent = m_sent[size_t(letter)];
    for (size_t i = 0; i < sent.numbers.size(); ++i) {
        const ReadyStep::Report report = sent.step->openReport(*m_mailbox, int(letter), int(i));
        if (!report.finite)
            failLate(sent, int64_t(i));
        m_totals->add(report.terms);
        sent.numbers[i].loss = float(report.objective);
        sent.numbers[i].gradientNorm = float(report.gradientNorm);
        tell(sent.numbers[i]);
    }
    m_sentFirst = (m_sentFirst + 1) % mostSent;
    --m_sentCount;
}

// The updates launched after it have changed nothing (StepOptions::guarded). It is made once more, to look into it.
void Trainer::failLate(const Sent& sent, int64_t which)
{
    m_sentCount = 0;
    m_progress.update = sent.numbers[size_t(which)].step - 1;
    m_progress.batch = sent.batch + which;
    std::vector<std::byte> one(m_states->entries().at(guardName).info.bytes());
    if (m_dtype == DType::f64)
        std::ranges::copy(std::as_bytes(std::span<const double, 1>(std::array {1.0})), one.begin());
    else
        std::ranges::copy(std::as_bytes(std::span<const float, 1>(std::array {1.0f})), one.begin());
    m_states->write(guardName, one);
    m_loader->start(m_progress.epoch, m_progress.batch);
    m_loaderStarted = false;
    const MicroBatch micro {.batch = &nextBatch(m_progress.batch),
                            .kind = StepKind::train,
                            .key = m_progress.update,
                            .rate = double(sent.numbers[size_t(which)].learningRate),
                            .share = 1};
    write(*sent.step, micro);
    sent.step->run();
    failNotFinite(*sent.step, micro);
}

} // namespace weft
