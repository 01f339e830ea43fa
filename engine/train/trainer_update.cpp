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

void Trainer::startBatches()
{
    if (m_loaderStarted)
        return;
    if (m_residentPart != nullptr)
        m_residentPart->start(m_progress.epoch);
    else
        m_loader->start(m_progress.epoch, m_progress.batch);
    m_loaderStarted = true;
}

const Batch& Trainer::nextBatch([[maybe_unused]] int64_t index)
{
    const Clock::time_point asked = Clock::now();
    const Batch* const batch = m_loader->next();
    m_dataWait += std::chrono::duration<double>(Clock::now() - asked).count();
    assert(batch != nullptr && batch->index == index);
    return *batch;
}

void Trainer::requireRate(double rate, int64_t update) const
{
    if (!std::isfinite(float(rate)))
        throw NodeError("The learning rate of step " + std::to_string(update)
                            + " is too large to be a number in f32; take a smaller one.",
                        "");
}

void Trainer::update()
{
    const Clock::time_point start = Clock::now();
    const TrainingSection& training = m_project.training;
    startBatches();
    const double rate = learningRate();
    requireRate(rate, m_progress.update + 1);
    const int64_t count = std::min(training.accumulation, m_loader->batches() - m_progress.batch);
    const int64_t batchSize = m_steps.front().batch;
    const int64_t first = m_progress.batch * batchSize;
    const int64_t samples = std::min(m_loader->samples(), first + count * batchSize) - first;
    const StepKind last = training.accumulation > 1 ? StepKind::apply : StepKind::train;
    if (count > 1)
        rememberBefore();
    double loss = 0;
    double norm = 0;
    for (int64_t i = 0; i < count; ++i) {
        const Batch* batch = nullptr;
        try {
            batch = &nextBatch(m_progress.batch + i);
        } catch (const SampleError&) {
            if (i > 0)
                undoMicroBatches();
            throw;
        }
        const MicroBatch micro {.batch = batch,
                                .kind = i + 1 < count ? StepKind::accumulate : last,
                                .key = m_progress.update * training.accumulation + i,
                                .rate = rate,
                                .share = double(batch->size) / double(samples)};
        ReadyStep& step = stepFor(micro.kind, batch->size);
        write(step, micro);
        if (micro.kind == last)
            refuseOverflow(step, micro);
        step.run();
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
    tell({.step = m_progress.update,
          .epoch = float(epoch),
          .loss = float(loss),
          .learningRate = float(rate),
          .gradientNorm = float(norm),
          .samplesPerSecond = float(double(samples) / std::max(seconds, 1e-9))});
    afterUpdate();
}

void Trainer::tell(const StepNumbers& numbers)
{
    if (numbers.step == 1)
        m_firstLoss = double(numbers.loss);
    m_events.post(numbers);
    if (m_options.metrics != nullptr)
        m_options.metrics->add(numbers);
}

void Trainer::write(ReadyStep& step, const MicroBatch& micro)
{
    if (micro.batch != nullptr)
        step.writeFeeds(micro.batch->columns);
    writeNumbers(step, m_progress.update, micro.key, micro.rate, micro.share);
}

void Trainer::writeNumbers(ReadyStep& step, int64_t update, int64_t key, double rate, double share, int slot)
{
    step.writeKey(m_project.training.seed, key, slot);
    step.writeNumber("learning_rate", rate, slot);
    step.writeNumber("update", double(update + 1), slot);
    step.writeNumber("share", share, slot);
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
        m_loaderStarted = false;
        if (m_progress.update < updates()) // the next epoch's first batches are made ready while the validation runs
            startBatches();
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
