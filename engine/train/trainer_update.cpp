#include "engine/train/trainer.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>

namespace weft {

ReadyStep& Trainer::stepFor(StepKind kind, int64_t batch)
{
    ReadyStep* step = nullptr;
    for (PreparedStep& prepared : m_steps) { // by fromEpoch
        if (prepared.kind == kind && prepared.batch == batch && prepared.fromEpoch <= m_progress.epoch)
            step = prepared.step.get();
    }
    assert(step != nullptr && "every batch of an epoch has its step");
    return *step;
}

void Trainer::update()
{
    const Clock::time_point start = Clock::now();
    const TrainingSection& training = m_project.training;
    if (!m_loaderStarted) {
        m_loader->start(m_progress.epoch, m_progress.batch);
        m_loaderStarted = true;
    }
    const double rate = learningRate();
    if (!std::isfinite(float(rate)))
        throw NodeError("The learning rate of step " + std::to_string(m_progress.update + 1)
                            + " is too large to be a number in f32; take a smaller one.",
                        "");
    const int64_t count = std::min(training.accumulation, m_loader->batches() - m_progress.batch);
    const int64_t batchSize = m_steps.front().batch;
    const int64_t first = m_progress.batch * batchSize;
    const int64_t samples = std::min(m_loader->samples(), first + count * batchSize) - first;
    const StepKind last = training.accumulation > 1 ? StepKind::apply : StepKind::train;
    if (count > 1)
        rememberBefore();
    if (m_sentCount == mostSent)
        settleOldest();
    double loss = 0;
    double norm = 0;
    for (int64_t i = 0; i < count; ++i) {
        const Batch* batch = nullptr;
        try {
            batch = m_loader->next();
        } catch (const SampleError&) {
            if (i > 0)
                undoMicroBatches();
            throw;
        }
        assert(batch != nullptr && batch->index == m_progress.batch + i);
        const MicroBatch micro {.batch = *batch,
                                .kind = i + 1 < count ? StepKind::accumulate : last,
                                .key = m_progress.update * training.accumulation + i,
                                .rate = rate,
                                .share = double(batch->size) / double(samples)};
        ReadyStep& step = stepFor(micro.kind, batch->size);
        write(step, micro);
        if (micro.kind == last)
            refuseOverflow(step, micro);
        step.run();
        if (m_mailbox != nullptr) { // nothing below uses the results but to report, and to stop
            const int64_t letter = (m_sentFirst + m_sentCount) % mostSent;
            step.sendReport(*m_mailbox, int(letter));
            m_sent[size_t(letter)] = {.step = &step, .batch = m_progress.batch};
            continue;
        }
        if (step.readNumber("finite") == 0)
            failNotFinite(step, micro);
        m_totals->add(step.readTerms());
        loss += micro.share * step.readNumber("objective");
        norm = step.readNumber("gradient_norm");
    }
    ++m_progress.update;
    m_unsaved = true;
    m_progress.batch += count;
    const double epoch = double(m_progress.epoch) + double(m_progress.batch) / double(m_loader->batches());
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const StepNumbers numbers {.step = m_progress.update,
                               .epoch = float(epoch),
                               .loss = float(loss),
                               .learningRate = float(rate),
                               .gradientNorm = float(norm),
                               .samplesPerSecond = float(double(samples) / std::max(seconds, 1e-9))};
    if (m_mailbox != nullptr)
        m_sent[size_t((m_sentFirst + m_sentCount++) % mostSent)].numbers = numbers;
    else
        tell(numbers);
    afterUpdate();
}

void Trainer::tell(const StepNumbers& numbers)
{
    m_events.post(numbers);
    if (m_options.metrics != nullptr)
        m_options.metrics->add(numbers);
}

void Trainer::settle()
{
    while (m_sentCount > 0)
        settleOldest();
}

void Trainer::settleOldest()
{
    const int64_t letter = m_sentFirst;
    Sent sent = m_sent[size_t(letter)];
    const ReadyStep::Report report = sent.step->openReport(*m_mailbox, int(letter));
    if (!report.finite)
        failLate(sent);
    m_totals->add(report.terms);
    sent.numbers.loss = float(report.objective);
    sent.numbers.gradientNorm = float(report.gradientNorm);
    m_sentFirst = (m_sentFirst + 1) % mostSent;
    --m_sentCount;
    tell(sent.numbers);
}

// The updates launched after it have changed nothing (StepOptions::guarded). It is made once more, to look into it.
void Trainer::failLate(const Sent& sent)
{
    m_sentCount = 0;
    m_progress.update = sent.numbers.step - 1;
    m_progress.batch = sent.batch;
    std::vector<std::byte> one(m_states->entries().at(guardName).info.bytes());
    if (m_dtype == DType::f64)
        std::ranges::copy(std::as_bytes(std::span<const double, 1>(std::array {1.0})), one.begin());
    else
        std::ranges::copy(std::as_bytes(std::span<const float, 1>(std::array {1.0f})), one.begin());
    m_states->write(guardName, one);
    m_loader->start(m_progress.epoch, m_progress.batch);
    m_loaderStarted = false;
    const Batch* const batch = m_loader->next();
    assert(batch != nullptr && batch->index == m_progress.batch);
    const MicroBatch micro {.batch = *batch,
                            .kind = StepKind::train,
                            .key = m_progress.update,
                            .rate = double(sent.numbers.learningRate),
                            .share = 1};
    write(*sent.step, micro);
    sent.step->run();
    failNotFinite(*sent.step, micro);
}

void Trainer::write(ReadyStep& step, const MicroBatch& micro)
{
    step.writeFeeds(micro.batch.columns);
    step.writeKey(m_project.training.seed, micro.key);
    step.writeNumber("learning_rate", micro.rate);
    step.writeNumber("update", double(m_progress.update + 1));
    step.writeNumber("share", micro.share);
}

// Each micro-batch moves running statistics and adds to gradients and sums.
void Trainer::rememberBefore()
{
    m_before.sums = m_totals->sums();
    for (const auto& [name, entry] : m_states->entries()) {
        if (entry.kind == StateKind::statistic) {
            std::vector<std::byte>& bytes = m_before.statistics[name];
            bytes.resize(entry.info.bytes());
            m_states->read(name, bytes);
        }
    }
}

void Trainer::undoMicroBatches()
{
    m_totals->restore(m_before.sums);
    for (const auto& [name, bytes] : m_before.statistics)
        m_states->write(name, bytes);
    std::vector<std::byte> zeros;
    for (const auto& [name, entry] : m_states->entries()) {
        if (entry.kind == StateKind::accumulator) {
            zeros.assign(entry.info.bytes(), std::byte(0));
            m_states->write(name, zeros);
        }
    }
}

// How many validations are due when so many updates are done.
int64_t Trainer::validationsBy(int64_t update) const
{
    const double interval = std::max(1.0, m_project.training.validationEvery * double(updatesPerEpoch()));
    return int64_t(std::floor(double(update) / interval + 1e-9));
}

void Trainer::afterUpdate()
{
    const bool epochEnds = m_progress.batch >= m_loader->batches();
    const bool lastUpdate = m_progress.update >= updates();
    const bool validationDue = lastUpdate || validationsBy(m_progress.update) > validationsBy(m_progress.update - 1);
    if (epochEnds || validationDue)
        settle();
    if (epochEnds) {
        ++m_progress.epoch;
        m_progress.batch = 0;
        sayUnfrozen();
        m_loaderStarted = m_progress.update < updates();
        if (m_loaderStarted) // the next epoch's first batches are made ready while the validation runs
            m_loader->start(m_progress.epoch);
    }
    if (m_validation != nullptr && validationDue)
        m_progress.validating = true;
    else if (epochEnds || lastUpdate)
        record(false);
    const CheckpointPolicy& policy = m_project.training.checkpoints;
    if (policy.everySteps > 0 && m_progress.update % policy.everySteps == 0)
        m_saveDue = true;
    if (policy.everySeconds > 0 && Clock::now() - m_lastSave >= std::chrono::duration<double>(policy.everySeconds))
        m_saveDue = true;
    preview();
}

// The next epoch's steps move more weights than those before.
void Trainer::sayUnfrozen()
{
    const auto stage = std::ranges::find(m_steps, m_progress.epoch, &PreparedStep::fromEpoch);
    if (stage == m_steps.end() || m_progress.update >= updates())
        return;
    std::set<std::string> nodes;
    for (const LoweredNode& node : stage->step->step().nodes) {
        if (node.frozenFor == m_progress.epoch)
            nodes.insert(node.path);
    }
    mark("unfrozen", "", std::to_string(nodes.size()) + (nodes.size() == 1 ? " layer" : " layers"));
}

void Trainer::validate()
{
    if (!m_validationStarted) {
        m_validation->start();
        m_validationStarted = true;
    }
    if (m_validation->next())
        return;
    m_validationStarted = false;
    m_progress.validating = false;
    record(true);
}

// An epoch's end, a validation's end, or both.
void Trainer::record(bool validated)
{
    m_unsaved = true;
    const bool epochEnds = m_progress.batch == 0;
    const double epoch = double(m_progress.epoch) + double(m_progress.batch) / double(m_loader->batches());
    EpochDone done {.step = m_progress.update, .epoch = epoch, .seconds = m_progress.seconds};
    for (const auto& [name, value] : m_totals->values())
        done.values.emplace_back("train/" + name, value);
    if (validated) {
        m_validatedStep = m_progress.update;
        for (const auto& [name, value] : m_validation->values())
            done.values.emplace_back("validation/" + name, value);
        done.confusions = m_validation->confusions();
    }
    m_progress.history.push_back({.step = done.step, .epoch = done.epoch, .values = done.values});
    judge(done.values);
    if (m_options.metrics != nullptr)
        m_options.metrics->add(done);
    m_events.post(std::move(done));
    if (epochEnds) {
        m_totals->clear();
        m_saveDue = true;
    }
    if (m_progress.update >= updates())
        m_saveDue = true;
}

// What the schedule, the best checkpoint and the early stop make of new values.
void Trainer::judge(const NamedNumbers& values)
{
    if (const double* value = find(values, m_schedule.metric()))
        m_schedule.observe(*value, m_progress.plateau);
    const std::string& bestMetric = m_project.training.checkpoints.bestMetric;
    if (const double* value = find(values, bestMetric);
        value != nullptr && isBetter(bestMetric, *value, m_progress.best.value)) {
        m_progress.best = {.value = *value, .step = m_progress.update};
        m_saveDue = true;
    }
    const std::optional<EarlyStop>& early = m_project.training.earlyStop;
    const double* const value = early ? find(values, early->metric) : nullptr;
    if (value == nullptr)
        return;
    if (isBetter(early->metric, *value, m_progress.earlyBest.value, early->minimumChange)) {
        m_progress.earlyBest = {.value = *value, .step = m_progress.update};
        m_progress.badValidations = 0;
        m_saveDue = true;
    } else if (++m_progress.badValidations >= early->patience) {
        m_progress.stoppedEarly = true;
        m_saveDue = true;
        restoreBest();
    }
}

void Trainer::preview()
{
    const Clock::time_point now = Clock::now();
    if (m_previewSamples.empty()
        || (now - m_lastPreview < std::chrono::duration<double>(m_options.previewSeconds)
            && m_progress.update < updates()))
        return;
    m_lastPreview = now;
    try {
        m_events.post(Preview {predict(m_previewSamples)});
    } catch (const SampleError& error) { // training stops for its own samples only
        m_events.post(Warning {std::string("There is no preview: ") + error.what()});
    }
}

} // namespace weft
