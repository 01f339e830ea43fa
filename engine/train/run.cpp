#include "engine/train/run.h"

#include "engine/backends/load.h"
#include "engine/storage/publish.h"
#include "engine/train/observe/device_sample.h"
#include "engine/train/observe/observer.h"
#include "engine/train/runs/process_life.h"

#include <ctime>
#include <limits>
#include <unistd.h>

namespace weft {

namespace {

std::string stepsText(int64_t steps)
{
    return std::to_string(steps) + (steps == 1 ? " step" : " steps");
}

std::string utcNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts = {};
    gmtime_r(&now, &parts);
    char text[32];
    const size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text, length};
}

} // namespace

Run::Run(Project project, RunOptions options)
    : m_project(std::move(project))
    , m_options(std::move(options))
    , m_thread([this] { work(); })
{
}

Run::~Run()
{
    stop();
    m_thread.join();
}

void Run::pause()
{
    const std::lock_guard lock(m_mutex);
    m_paused = true;
    m_stepsAsked = 0;
    m_stepTo = 0;
    m_changed.notify_all();
}

void Run::resume()
{
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    m_stepsAsked = 0;
    m_stepTo = 0;
    m_changed.notify_all();
}

void Run::step()
{
    const std::lock_guard lock(m_mutex);
    m_paused = true;
    ++m_stepsAsked;
    m_changed.notify_all();
}

void Run::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    m_changed.notify_all();
}

void Run::add(Task task)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    m_changed.notify_all();
}

bool Run::hasEnded() const
{
    const std::lock_guard lock(m_mutex);
    return m_ended;
}

void Run::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ended; });
}

void Run::work()
{
    if (m_options.threads > 0)
        useThreads(m_options.threads);
    RunEnded ended {.reason = EndReason::failed};
    try {
        ended = train();
    } catch (const Cancelled&) {
        ended = {.reason = EndReason::stopped, .text = "Stopped before the first step."};
    } catch (const NodeError& error) {
        ended.text = error.what();
        ended.node = error.node;
        ended.fault = dynamic_cast<const TooLittleMemory*>(&error) != nullptr ? Fault::world : Fault::project;
    } catch (const Error& error) {
        ended.text = error.what();
        ended.fault = Fault::world;
    } catch (const std::bad_alloc&) {
        ended.fault = Fault::world;
        ended.text = "The memory is used up; take a smaller batch, or a smaller network.";
    } catch (const std::exception& error) {
        ended.text = std::string("Weft has made a mistake: ") + error.what();
        ended.fault = Fault::weft;
    }
    ended.step = m_record.step;
    saveRecord(std::string(name(ended.reason)), ended.text);
    m_events.post(StateChanged {RunState::ended});
    m_events.post(std::move(ended));
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_changed.notify_all();
}

// The run's own folder: a new one, or that of the run that goes on.
void Run::openFolder(FileSystem& files, TrainerOptions& options)
{
    Progress progress;
    if (!m_options.resume.empty()) {
        RunFolder folder = RunFolder::open(files, m_options.resume);
        if (folder.isBusy())
            throw Error("\"" + m_options.resume + "\" is being trained by another program (process "
                        + std::to_string(folder.record().process) + "); stop that one first.");
        m_project = folder.project();
        m_record = folder.record();
        m_record.process = getpid();
        m_record.processMark = processMark(getpid());
        const IntactFolder intact = newestIntact(files, folder.checkpoints(), "step-");
        if (intact.name.empty() && !intact.faults.empty()) // to begin again would overwrite what can still be saved
            throw Error(intact.faults.front()
                        + " No checkpoint of this run can be used, so it cannot go on; begin a new run.");
        removeLeftovers(files, folder.checkpoints());
        for (const std::string& fault : intact.faults)
            m_events.post(Warning {fault + " The checkpoint " + intact.name + " is used instead."});
        if (intact.name.empty()) {
            m_events.post(Warning {"The run has no checkpoint yet, so it begins again."});
        } else {
            options.resumeFrom = joinPath(folder.checkpoints(), intact.name);
            progress = readCheckpointInfo(files, options.resumeFrom).progress;
        }
        options.projectFolder = folder.projectFolder();
        m_folder = std::move(folder);
    } else {
        m_record = {.project = m_project.name,
                    .projectFile = absolutePath(m_options.projectFile),
                    .started = utcNow(),
                    .process = getpid(),
                    .processMark = processMark(getpid())};
        if (!m_options.runs.empty()) {
            m_newFolders.emplace(files, m_options.runs);
            m_folder = RunFolder::create(files, m_options.runs, m_project, m_record);
        }
        if (!m_options.projectFile.empty())
            options.projectFolder = parentFolder(m_options.projectFile);
    }
    if (!m_folder)
        return;
    options.checkpoints = m_folder->checkpoints();
    m_metrics.emplace(files, joinPath(m_folder->path(), "metrics.jsonl"), progress.update,
                      progress.history.empty() ? 0 : progress.history.back().step, progress.marks);
    options.metrics = &*m_metrics;
    if (m_options.tellHistory && progress.update > 0) {
        for (Event& event : readMetrics(files, joinPath(m_folder->path(), "metrics.jsonl")))
            m_events.post(std::move(event));
    }
}

// Of a run that never began: there is nothing in it to go on with, or to compare.
void Run::leaveNoFolder()
{
    if (!m_newFolders) // it is an older run's, or there is none
        return;
    m_metrics.reset();
    if (m_folder)
        m_folder->remove();
    m_folder.reset();
    m_newFolders->remove();
}

RunEnded Run::train()
{
    FileSystem& files = m_options.files != nullptr ? *m_options.files : realFileSystem();
    TrainerOptions options {.device = m_options.device,
                            .loaderThreads = m_options.loaderThreads,
                            .previewSamples = m_options.previewSamples,
                            .files = &files};
    options.cancelled = [this] {
        const std::lock_guard lock(m_mutex);
        return m_stopping;
    };
    std::optional<Trainer> begun;
    try {
        openFolder(files, options);
        setState(RunState::preparing);
        begun.emplace(m_project, std::move(options), m_events);
    } catch (...) {
        leaveNoFolder();
        throw;
    }
    Trainer& trainer = *begun;
    if (m_options.epochs > 0)
        trainer.setEpochs(m_options.epochs);
    m_record.device = trainer.plan().device;
    tellPlan(trainer);
    note(trainer);
    setState(RunState::training);
    Observer observer(trainer, m_events);
    m_observer = &observer;
    DeviceGauge gauge;
    while (obey(trainer)) {
        if (gauge.isDue())
            m_events.post(gauge.sample(trainer.states().backend(), trainer.dataWaitSeconds()));
        if (observer.isDue())
            look(true);
        const Trainer::State state = trainer.advance(observer.waits() ? 1 : updatesAllowed(trainer));
        ++m_advances;
        observer.compare();
        note(trainer);
        if (state == Trainer::State::ended)
            break;
        if (state == Trainer::State::dataGone) {
            pause();
            setState(RunState::dataGone,
                     trainer.waitsFor() + " Bring it back and resume; nothing is lost while it waits.");
        }
        if (state == Trainer::State::diskFull) {
            pause();
            setState(RunState::diskFull,
                     "The disk is full, so no checkpoint could be written. Free some space and "
                     "resume; nothing is lost while it waits.");
        }
    }
    return endOf(trainer);
}

RunEnded Run::endOf(Trainer& trainer)
{
    trainer.settle();
    if (std::string text = trainer.losesGround(); !text.empty())
        m_events.post(Warning {std::move(text)});
    if (trainer.state() == Trainer::State::ended) {
        std::string text = "Finished after " + stepsText(trainer.progress().update) + ".";
        if (trainer.endReason() == EndReason::earlyStop)
            text = "Stopped early after " + stepsText(trainer.progress().update) + ": "
                + trainer.project().training.earlyStop->metric + " was best at step "
                + std::to_string(trainer.progress().earlyBest.step) + ".";
        return {.reason = trainer.endReason(), .text = std::move(text), .stateHash = trainer.stateHash()};
    }
    RunEnded ended {.reason = EndReason::stopped,
                    .text = "Stopped after " + stepsText(trainer.progress().update) + ".",
                    .stateHash = trainer.stateHash()};
    try {
        trainer.saveIfChanged();
    } catch (const FileError& error) {
        ended.text += std::string(" No checkpoint could be written: ") + error.what();
    }
    return ended;
}

// Does what was asked for since the last step, and waits while paused.
bool Run::obey(Trainer& trainer)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        while (!m_tasks.empty()) {
            std::vector<Task> tasks;
            tasks.swap(m_tasks);
            lock.unlock();
            for (const Task& task : tasks) {
                try {
                    task(trainer);
                } catch (const Error& error) {
                    m_events.post(Warning {error.what()});
                }
            }
            lock.lock();
        }
        if (m_stopping)
            return false;
        const Progress& progress = trainer.progress();
        if (m_stepsAsked > 0)
            m_stepTo = std::max(m_stepTo, progress.update) + std::exchange(m_stepsAsked, 0);
        if (progress.update >= m_stepTo && !progress.validating)
            m_stepTo = 0;
        const bool paused = m_paused && m_stepTo == 0;
        const RunState wanted = !paused ? RunState::training : isWaiting(m_state) ? m_state : RunState::paused;
        if (m_state != wanted) {
            lock.unlock();
            if (paused)
                trainer.settle(); // who pauses sees every step
            setState(wanted);
            lock.lock();
            continue;
        }
        if (!paused)
            return true;
        m_changed.wait(lock, [this] { return m_stopping || !m_paused || m_stepsAsked > 0 || !m_tasks.empty(); });
    }
}

// Until the next look at what is asked for.
int64_t Run::updatesAllowed(const Trainer& trainer)
{
    const std::lock_guard lock(m_mutex);
    return m_stepTo > 0 ? std::max<int64_t>(1, m_stepTo - trainer.progress().update)
                        : std::numeric_limits<int64_t>::max();
}

void Run::setState(RunState state, const std::string& text)
{
    m_state = state;
    if (state != RunState::preparing) // first, so that who is told finds it there
        saveRecord(state == RunState::training ? "running" : std::string(name(state)), text);
    m_events.post(StateChanged {state, text});
}

void Run::note(const Trainer& trainer)
{
    const Progress& progress = trainer.progress();
    m_record.step = progress.update;
    m_record.seconds = progress.seconds;
    m_record.epochs = std::max(progress.epochs, progress.epoch); // a run that is asked for fewer has had more
    m_record.epoch = progress.history.empty() ? 0 : progress.history.back().epoch;
    m_record.best = progress.best.value;
    m_record.bestStep = progress.best.step;
}

// The record is for people and for lists of runs; that it cannot be written ends nothing.
void Run::saveRecord(const std::string& state, const std::string& text)
{
    m_record.state = state;
    m_record.text = text;
    m_record.bestMetric = m_project.training.checkpoints.bestMetric;
    if (!m_folder)
        return;
    try {
        m_folder->setRecord(m_record);
    } catch (const Error& error) {
        m_events.post(Warning {error.what()});
    }
}

} // namespace weft
