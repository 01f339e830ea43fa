#include "engine/train/trainer.h"

#include "engine/backends/load.h"
#include "engine/data/check_data.h"
#include "engine/data/prepare.h"
#include "engine/graph/check_settings.h"
#include "engine/graph/complete_params.h"
#include "engine/storage/publish.h"
#include "engine/support/printable.h"
#include "engine/train/network/feeds.h"
#include "engine/train/network/whitening.h"
#include "engine/train/optimizer_type.h"
#include "engine/train/runs/start_weights.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace weft {

namespace {

Schedule scheduleOf(const Project& project)
{
    Diagnostics diagnostics;
    Schedule schedule(project.training.schedule, diagnostics);
    throwErrors(diagnostics);
    return schedule;
}

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

Trainer::Trainer(Project project, TrainerOptions options, EventQueue& events)
    : m_project(std::move(project))
    , m_options(std::move(options))
    , m_events(events)
    , m_files(m_options.files != nullptr ? *m_options.files : realFileSystem())
    , m_schedule(scheduleOf(m_project))
{
    const Diagnostics settings = checkSettings(m_project);
    throwErrors(settings);
    warn(settings);
    const TrainingSection& training = m_project.training;
    m_progress.learningRate = training.learningRate;
    m_progress.epochs = training.epochs;
    if (training.precision == "f64")
        m_dtype = DType::f64;
    m_projectHash = projectHash(m_project);
    std::optional<CheckpointInfo> from;
    if (!m_options.resumeFrom.empty())
        from = readCheckpointInfo(m_files, m_options.resumeFrom);
    m_backend = m_options.backend;
    std::future<std::unique_ptr<Backend>> loading;
    if (m_backend == nullptr)
        loading = startLoadingBackend(m_options.device.empty() ? training.device : m_options.device);
    prepareData(from ? &*from : nullptr);
    if (m_backend == nullptr) {
        m_ownBackend = loading.get();
        m_backend = m_ownBackend.get();
    }
    if (const std::string note = precisionNote(training.precision, m_backend->name()); !note.empty())
        m_events.post(Warning {note});
    if (from)
        m_backend->pin(from->choices);
    m_states = std::make_unique<States>(*m_backend, uint64_t(training.seed));
    try {
        prepareSteps();
    } catch (const OutOfMemory& error) {
        failTooLarge(error);
    }
    checkMetrics();
    if (from)
        resume(*from);
    if (!m_options.checkpoints.empty()) {
        m_files.makeFolders(m_options.checkpoints);
        removeLeftovers(m_files, m_options.checkpoints);
        const uint64_t needed = uint64_t(training.checkpoints.keep + 1) * checkpointBytes(*m_states);
        const uint64_t free = m_files.freeBytes(m_options.checkpoints);
        if (free < needed)
            throw Error("\"" + m_options.checkpoints + "\" has " + std::to_string(free >> 20)
                        + " MiB left, but the checkpoints need " + std::to_string((needed >> 20) + 1)
                        + " MiB; free some, or choose another folder for the run.");
    }
    m_lastSave = Clock::now();
    m_lastPreview = m_lastSave - std::chrono::hours(1);
}

Trainer::~Trainer() = default;

void Trainer::checkCancelled() const
{
    if (m_options.cancelled && m_options.cancelled())
        throw Cancelled();
}

void Trainer::warn(const Diagnostics& diagnostics)
{
    for (const Diagnostic& one : diagnostics)
        m_events.post(Warning {one.text, one.node});
}

void Trainer::prepareData(const CheckpointInfo* from)
{
    Diagnostics diagnostics;
    // A run goes on with what it has learned of its data.
    const Preparation* const kept =
        from != nullptr && from->projectHash == m_projectHash && from->preparation ? &*from->preparation : nullptr;
    m_data = kept != nullptr ? prepareLike(m_project.data, m_options.projectFolder, *kept, diagnostics)
                             : weft::prepareData(m_project.data, m_options.projectFolder, diagnostics);
    checkCancelled();
    throwErrors(diagnostics);
    warn(diagnostics);
    for (std::string& sentence : saysUnmet(m_data.unmet))
        m_events.post(Warning {std::move(sentence)});
    m_fingerprint = fingerprint(m_data);
    if (!m_data.skipped.empty())
        m_events.post(Warning {std::to_string(m_data.skipped.size())
                               + " files could not be read and are left out; the first is \""
                               + printable(m_data.skipped.front(), 300) + "\"."});
    if (m_data.train.empty())
        throw NodeError("No sample is left for training; lower the shares of validation and test in the data's split.",
                        "");
}

void Trainer::prepareSteps()
{
    const TrainingSection& training = m_project.training;
    m_steps = makeSteps(m_project, *m_states);
    if (runsAhead(m_project)) {
        size_t bytes = 0;
        for (const PreparedStep& prepared : m_steps) {
            bytes = std::max(bytes, prepared.step->reportBytes());
            for (Sent& sent : m_sent)
                sent.numbers.reserve(size_t(prepared.step->stepsAtOnce()));
        }
        m_mailbox = m_backend->makeMailbox(int(mostSent), bytes);
    }

    const StepProgram& program = m_steps.front().step->step();
    warn(program.diagnostics);
    Diagnostics diagnostics;
    const OptimizerType* optimizer = findOptimizerType(training.optimizer.type);
    assert(optimizer != nullptr); // or there would be no step
    const Params params =
        completeParams(optimizer->params, training.optimizer.params, "training.optimizer", diagnostics);
    if (const auto decay = params.find("weight_decay"); decay != params.end())
        m_decay = std::get<double>(decay->second);
    for (const StateVariable& state : m_steps.back().step->executable().program().states)
        m_rateScale = std::max(m_rateScale, state.learningRateScale);
    diagnostics.clear();
    m_columns = matchFeeds(program, m_project.data, m_data, diagnostics);
    throwErrors(diagnostics);
    if (m_options.resumeFrom.empty()) // what has begun may go on
        checkScores(program, m_columns, m_data, diagnostics);
    throwErrors(diagnostics);
    std::vector<std::string> fed;
    for (const FedColumn& column : m_columns)
        fed.push_back(column.column);
    if (!m_data.unmet.empty())
        throwErrors(checkMet(m_data, fed, m_data.everything));
    diagnostics = checkData(m_data, fed, training.batchSize);
    throwErrors(diagnostics);
    warn(diagnostics);
    m_totals = std::make_unique<Totals>(program);
    m_loader = std::make_unique<Loader>(m_data,
                                        LoaderOptions {.part = Part::train,
                                                       .columns = m_columns,
                                                       .batchSize = m_steps.front().batch,
                                                       .shuffle = true,
                                                       .augment = true,
                                                       .seed = uint64_t(training.seed),
                                                       .threads = m_options.loaderThreads});
    m_validation = makeValidation(m_project, m_columns, *m_states);
    m_predictor = std::make_unique<Predictor>(m_project, m_data, m_columns, *m_states, m_dtype);
    keepResident();
    const std::vector<int64_t>& shown = m_data.validation.empty() ? m_data.train : m_data.validation;
    m_previewSamples.assign(shown.begin(),
                            shown.begin() + std::min<int64_t>(m_options.previewSamples, int64_t(shown.size())));

    if (m_project.training.ema > 0)
        m_predictor->prepare(1); // so that every average is there

    if (m_options.resumeFrom.empty()) {
        StartWeights start;
        if (const std::string& file = m_project.training.weights; !file.empty()) {
            start = readStartWeights(m_files, m_options.projectFolder, file, *m_states);
            for (const Whitening& worked : program.whitenings)
                std::erase(start.fresh, worked.weight); // worked out from the data, not random
            if (const std::string fresh = sayFresh(start, file); !fresh.empty())
                m_events.post(Warning {fresh + " They begin at random."});
        }
        whiten(program, m_data, m_columns,
               {.seed = uint64_t(training.seed),
                .threads = m_options.loaderThreads,
                .given = {start.begun.begin(), start.begun.end()},
                .checkCancelled = [this] { checkCancelled(); }},
               *m_states);
    }

    // Averages begin as the weights they are of, so that the network can be used before its first update.
    std::vector<std::byte> bytes;
    for (const auto& [name, entry] : m_states->entries()) {
        if (const std::string average = averageName(name); m_states->contains(average)) {
            bytes.resize(entry.info.bytes());
            m_states->read(name, bytes);
            m_states->write(average, bytes);
        }
    }
}

// Last of all, so that it takes no memory from what cannot be without.
void Trainer::keepResident()
{
    if (m_mailbox == nullptr)
        return;
    std::string whyNot;
    m_resident = ResidentData::make(*m_backend, m_data, m_columns, uint64_t(m_project.training.seed), whyNot);
    if (m_resident == nullptr) {
        if (!whyNot.empty())
            m_events.post(Warning {"The CPU makes the batches, not the GPU: " + whyNot + "."});
        return;
    }
    m_residentPart = std::make_unique<ResidentPart>(*m_resident, m_data,
                                                    ResidentOptions {.part = Part::train,
                                                                     .batchSize = m_steps.front().batch,
                                                                     .shuffle = true,
                                                                     .augment = true,
                                                                     .seed = uint64_t(m_project.training.seed)});
    if (m_validation != nullptr)
        m_validation->useResident(*m_resident, m_data);
}

// A mistyped metric would otherwise be noticed after the first validation, or never.
void Trainer::checkMetrics() const
{
    checkMetric(m_schedule.metric(), "training.schedule");
    if (m_project.training.earlyStop)
        checkMetric(m_project.training.earlyStop->metric, "training.early_stop");
    if (m_validation != nullptr || m_project.training.checkpoints.bestMetric != CheckpointPolicy().bestMetric)
        checkMetric(m_project.training.checkpoints.bestMetric, "training.checkpoints.best_metric");
}

void Trainer::checkMetric(const std::string& metric, const std::string& place) const
{
    std::vector<std::string> names;
    for (const auto& [name, value] : m_totals->values())
        names.push_back("train/" + name);
    if (m_validation != nullptr) {
        for (const auto& [name, value] : m_validation->values())
            names.push_back("validation/" + name);
    }
    if (metric.empty() || std::ranges::find(names, metric) != names.end())
        return;
    std::string known;
    for (const std::string& name : names)
        known += (known.empty() ? "" : ", ") + name;
    throw NodeError(place + ": there is no metric \"" + printable(metric) + "\"; choose one of: " + known + ".", "");
}

void Trainer::resume(const CheckpointInfo& from)
{
    if (from.projectHash != m_projectHash)
        throw NodeError("The project has been changed since \"" + m_options.resumeFrom
                            + "\" was written, so the run cannot go on; train it from the beginning.",
                        "");
    readStates(m_files, m_options.resumeFrom, *m_states);
    m_progress = from.progress;
    if (m_progress.ownEarlyStop)
        m_project.training.earlyStop = m_progress.earlyStop;
    m_totals->restore(m_progress.trainSums);
    if (from.device != m_backend->description())
        m_events.post(Warning {"The run began on another device (" + from.device
                               + "); it goes on here, but not bit for bit as it would have there."});
    if (const std::string change = from.data ? saysDataChanged(*from.data, m_fingerprint) : ""; !change.empty())
        m_events.post(Warning {change});
    if (m_progress.stoppedEarly)
        end(EndReason::earlyStop);
}

RunPlan Trainer::plan() const
{
    RunPlan plan {.device = m_backend->description(),
                  .samples = m_loader->samples(),
                  .updatesPerEpoch = updatesPerEpoch(),
                  .updates = updates(),
                  .firstStep = m_progress.update + 1,
                  .learningRate = m_progress.learningRate};
    for (const StateVariable& state : m_steps.back().step->executable().program().states) { // all is unfrozen
        if (state.kind == StateKind::weight && state.trainable)
            plan.parameters += m_states->entries().at(state.name).info.shape.elements();
    }
    return plan;
}

int64_t Trainer::updatesPerEpoch() const
{
    return updatesPerEpoch(m_project);
}

int64_t Trainer::updates() const
{
    const int64_t steps = m_progress.countsEpochs ? 0 : m_project.training.steps;
    return steps > 0 ? steps : m_progress.epochs * updatesPerEpoch();
}

double Trainer::learningRate() const
{
    return rateOf(m_progress.update);
}

double Trainer::rateOf(int64_t update) const
{
    const ScheduleMoment moment {.update = update, .updates = updates(), .epoch = m_progress.epoch};
    return m_progress.learningRate * m_schedule.factor(moment, m_progress.plateau);
}

void Trainer::setLearningRate(double rate)
{
    if (!std::isfinite(rate) || rate < 0)
        throw Error("A learning rate is a number from 0 up.");
    m_progress.learningRate = rate;
}

void Trainer::setEpochs(int64_t epochs)
{
    if (epochs < 1)
        throw Error("A run has at least one epoch.");
    m_progress.epochs = epochs;
    m_progress.countsEpochs = m_project.training.steps > 0;
}

Trainer::State Trainer::step()
{
    const int64_t before = m_progress.update;
    while (m_state == State::going && m_progress.update == before)
        advance();
    while (m_state == State::going && m_progress.validating)
        advance();
    settle();
    return m_state;
}

Trainer::State Trainer::advance(int64_t most)
{
    if (m_state == State::ended)
        return m_state;
    const Clock::time_point start = Clock::now();
    if (m_saveDue && !trySave())
        return m_state;
    m_state = State::going;
    try {
        if (m_progress.validating)
            validate();
        else if (m_progress.stoppedEarly)
            end(EndReason::earlyStop);
        else if (m_progress.update >= updates())
            finish();
        else if (m_mailbox != nullptr)
            sendUpdates(most);
        else
            update();
    } catch (const SampleError& error) {
        m_state = State::dataGone;
        m_waitsFor = error.what();
        m_loaderStarted = false;
        m_validationStarted = false;
    }
    m_progress.seconds += secondsSince(start);
    if (m_saveDue)
        trySave();
    return m_state;
}

// Fewer epochs may have been asked for since the last update; its validation is then still to be made.
void Trainer::finish()
{
    settle();
    const bool recorded = !m_progress.history.empty() && m_progress.history.back().step == m_progress.update;
    if (m_validation != nullptr && !recorded)
        m_progress.validating = true;
    else
        end(EndReason::finished);
}

void Trainer::end(EndReason reason)
{
    m_endReason = reason;
    m_state = State::ended;
    m_saveDue = m_saveDue || m_unsaved;
}

bool Trainer::trySave()
{
    try {
        saveCheckpoint();
        m_saveDue = false;
        if (m_state == State::diskFull)
            m_state = State::going;
        return true;
    } catch (const FileError& error) {
        if (!error.isDiskFull())
            throw;
        m_saveDue = true;
        m_state = State::diskFull;
        return false;
    }
}

} // namespace weft
