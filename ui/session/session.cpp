#include "ui/session/session.h"

#include "engine/train/runs.h"
#include "ui/session/run_link.h"
#include "ui/session/thread_link.h"
#include "ui/session/worker_link.h"
#include "ui/style/language/problem_sentences.h"

#include <cmath>
#include <limits>
#include <utility>

namespace weft {

namespace {

constexpr int millisecondsBetweenFetches = 33;
constexpr double speedSeconds = 0.5; // between two measures of the speed
constexpr double speedMemory = 0.7; // of the running mean, a measure
constexpr double leastHangSeconds = 30;
constexpr double firstHangSeconds = 600; // before the second step: kernels may be compiled and chosen in the first
constexpr double hangFactor = 10; // of the longest step so far

bool isNews(const Event& event)
{
    return std::holds_alternative<RunPlan>(event) || std::holds_alternative<StepsDone>(event)
        || std::holds_alternative<EpochDone>(event);
}

struct Workers {
    QString program;
    Session::Life life = Session::Life::ofItsOwn;
};

Workers& workers()
{
    static Workers all;
    return all;
}

} // namespace

Session::Session(QObject* parent)
    : QObject(parent)
    , m_history(this)
{
    m_timer.setInterval(millisecondsBetweenFetches);
    connect(&m_timer, &QTimer::timeout, this, &Session::drain);
}

Session::~Session() = default;

void Session::setWorkerProgram(const QString& program, Life life)
{
    workers() = {program, life};
}

const QString& Session::workerProgram()
{
    return workers().program;
}

void Session::setLeavesTraining(bool leaves)
{
    m_leavesTraining = leaves;
    if (m_link != nullptr)
        m_link->setGoesOnAlone(leaves);
}

void Session::start(const Project& project, const QString& projectFile, RunOptions options)
{
    if (isBusy())
        return;
    options.projectFile = projectFile.toStdString();
    if (options.runs.empty() && !projectFile.isEmpty())
        options.runs = runsFolder(options.projectFile);
    m_folder.clear();
    begin(project, std::move(options));
}

void Session::resumeRun(const QString& runFolder, RunOptions options)
{
    if (isBusy())
        return;
    options.resume = runFolder.toStdString();
    m_folder = runFolder;
    begin(Project(), std::move(options));
}

void Session::attach(const QString& runFolder)
{
    if (isBusy())
        return;
    m_folder = runFolder;
    begin(std::make_unique<WorkerLink>(runFolder.toStdString()));
}

void Session::begin(const Project& project, RunOptions options)
{
    options.tellHistory = true;
    if (workerProgram().isEmpty())
        begin(std::make_unique<ThreadLink>(project, std::move(options)));
    else
        begin(std::make_unique<WorkerLink>(
            workerProgram(), workers().life == Life::withWindow,
            Start {.project = project, .options = std::move(options), .goesOnAlone = m_leavesTraining}));
}

void Session::begin(std::unique_ptr<RunLink> link)
{
    m_link = std::move(link);
    m_plan = {};
    m_last = {};
    m_lastEpoch.reset();
    m_lastPreview.reset();
    m_lastObservation.reset();
    m_lastDevice.reset();
    m_lastMonitoring.reset();
    m_energy = {};
    m_lastEnd.reset();
    m_checkpointStep = 0;
    m_clock.start();
    m_stepsPerSecond = 0;
    m_samplesPerSecond = 0;
    m_speedStep = 0;
    m_speedSeconds = 0;
    m_advances = 0;
    m_advanceStep = 0;
    m_advanceSeconds = 0;
    m_longestAdvance = 0;
    m_hanging = false;
    m_historyIsOld = true;
    m_timer.start();
    send(m_observe);
    setState(State::starting);
}

bool Session::isBusy() const
{
    return m_link != nullptr && m_state != State::idle && m_state != State::ended && m_state != State::crashed;
}

void Session::send(const Command& command)
{
    if (m_link != nullptr)
        m_link->send(command);
}

void Session::pause()
{
    send(Pause());
}

void Session::resume()
{
    send(Resume());
}

void Session::stop()
{
    if (!isBusy())
        return;
    send(Stop());
    setState(State::stopping);
}

void Session::step()
{
    send(StepOnce());
}

void Session::setLearningRate(double rate)
{
    send(SetLearningRate {rate});
}

void Session::setEpochs(int64_t epochs)
{
    send(SetEpochs {epochs});
}

void Session::setEarlyStop(const std::optional<EarlyStop>& earlyStop)
{
    send(SetEarlyStop {earlyStop});
}

void Session::checkpointNow()
{
    send(SaveCheckpoint());
}

void Session::probeSample(int64_t sample)
{
    send(ProbeSample {sample});
}

void Session::probeValues(const std::string& inputNode, std::vector<float> values)
{
    send(ProbeValues {inputNode, std::move(values)});
}

void Session::askConfusion(const std::string& node, int64_t truth, int64_t predicted)
{
    send(AskConfusion {node, truth, predicted});
}

void Session::observe(std::vector<std::string> nodePaths, int64_t preview, bool times)
{
    m_observe = {.nodes = std::move(nodePaths), .preview = preview, .times = times};
    send(m_observe);
}

void Session::stopObserving()
{
    m_observe = {.on = false};
    send(m_observe);
}

void Session::kill()
{
    if (m_link != nullptr)
        m_link->kill();
}

QString Session::runFolder() const
{
    return m_folder;
}

double Session::etaSeconds() const
{
    if (!isBusy() || m_stepsPerSecond <= 0 || m_plan.updates <= 0)
        return std::numeric_limits<double>::quiet_NaN();
    return double(std::max<int64_t>(0, m_plan.updates - m_last.step)) / m_stepsPerSecond;
}

void Session::drain()
{
    if (m_link == nullptr)
        return;
    const RunLink* const link = m_link.get();
    const std::optional<RunLink::Fault> fault = m_link->fault(); // first: all that was told before it is here then
    const std::vector<Event> events = m_link->drain();
    const bool stepsCame =
        std::ranges::any_of(events, [](const Event& event) { return std::holds_alternative<StepsDone>(event); });
    if (m_historyIsOld && std::ranges::any_of(events, isNews)) {
        m_history.clear();
        m_historyIsOld = false;
    }
    m_history.add(events);
    for (const Event& event : events)
        take(event);
    if (stepsCame)
        emit stepped();
    if (!isBusy())
        return;
    if (fault && link == m_link.get()) {
        crash(fault->cause, fault->hasDied);
        return;
    }
    measureSpeed();
    watchProgress();
}

void Session::take(const Event& event)
{
    if (const auto* const steps = std::get_if<StepsDone>(&event)) {
        if (!steps->steps.empty())
            m_last = steps->steps.back();
    } else if (const auto* const epoch = std::get_if<EpochDone>(&event)) {
        m_lastEpoch = *epoch;
        emit epochDone(*epoch);
    } else if (const auto* const preview = std::get_if<Preview>(&event)) {
        m_lastPreview = preview->of;
        emit previewed(preview->of);
    } else if (const auto* const probe = std::get_if<ProbeAnswer>(&event)) {
        emit probed(probe->of);
    } else if (const auto* const confusion = std::get_if<ConfusionAnswer>(&event)) {
        emit confusionAnswered(*confusion);
    } else if (const auto* const observation = std::get_if<Observation>(&event)) {
        m_lastObservation = *observation;
        emit observed(*observation);
    } else if (const auto* const cost = std::get_if<MonitoringCost>(&event)) {
        m_lastMonitoring = *cost;
        emit monitoringTold(*cost);
    } else if (const auto* const mark = std::get_if<Mark>(&event)) {
        emit marked(*mark);
    } else if (const auto* const sample = std::get_if<DeviceSample>(&event)) {
        m_lastDevice = *sample;
        m_energy.add(*sample);
        emit deviceSampled(*sample);
    } else if (const auto* const warning = std::get_if<Warning>(&event)) {
        emit warned(*warning);
    } else if (const auto* const checkpoint = std::get_if<Checkpointed>(&event)) {
        m_checkpointStep = checkpoint->step;
        emit checkpointed(*checkpoint);
    } else if (const auto* const plan = std::get_if<RunPlan>(&event)) {
        m_plan = *plan;
        if (!plan->folder.empty())
            m_folder = QString::fromStdString(plan->folder);
        m_checkpointStep = std::max(m_checkpointStep, plan->firstStep - 1);
        emit planned();
    } else if (const auto* const change = std::get_if<StateChanged>(&event)) {
        takeState(*change);
    } else if (const auto* const end = std::get_if<RunEnded>(&event)) {
        m_timer.stop();
        m_lastEnd = *end;
        setState(State::ended, problemSentence(QString::fromStdString(end->text)));
        emit ended(*end);
    }
}

void Session::takeState(const StateChanged& change)
{
    if (m_state == State::stopping) // what comes before the end is of no interest any more
        return;
    const QString text = QString::fromStdString(change.text);
    switch (change.state) {
    case RunState::preparing:
        return setState(State::starting, text);
    case RunState::training:
        return setState(State::training, text);
    case RunState::paused:
        return setState(State::paused, text);
    case RunState::diskFull:
    case RunState::dataGone: // waits in the same way, and the text says for what
        return setState(State::diskFull, text);
    case RunState::ended: // RunEnded follows, and says how
        return;
    }
}

void Session::crash(const QString& cause, bool hasDied)
{
    m_timer.stop();
    const QString safe = m_checkpointStep > 0
        ? tr("Everything up to step %1 is safe in its last checkpoint; resume to go on from there.")
              .arg(m_checkpointStep)
        : tr("There was no checkpoint yet; start it again.");
    const QString sentence = hasDied ? cause + QLatin1Char(' ') + safe : cause;
    setState(State::crashed, sentence);
    emit crashed(sentence);
}

void Session::measureSpeed()
{
    const double now = double(m_clock.elapsed()) / 1000;
    if (m_state != State::training) { // pauses do not count
        m_speedSeconds = now;
        m_speedStep = m_last.step;
        return;
    }
    if (m_speedStep == 0 || now - m_speedSeconds < speedSeconds || m_last.step == m_speedStep) {
        if (m_speedStep == 0) {
            m_speedStep = m_last.step;
            m_speedSeconds = now;
        }
        return;
    }
    const double speed = double(m_last.step - m_speedStep) / (now - m_speedSeconds);
    const auto average = [](double before, double measured) {
        return before > 0 ? speedMemory * before + (1 - speedMemory) * measured : std::max(0.0, measured);
    };
    m_stepsPerSecond = average(m_stepsPerSecond, speed);
    m_samplesPerSecond = average(m_samplesPerSecond, double(m_last.samplesPerSecond));
    m_speedStep = m_last.step;
    m_speedSeconds = now;
}

void Session::watchProgress()
{
    const double now = double(m_clock.elapsed()) / 1000;
    const int64_t advances = m_link->advances();
    // A worker that tells of steps all the time may find no moment to tell how far it got; its steps say that too.
    const int64_t steps = m_last.step - m_advanceStep;
    if (m_state != State::training || advances != m_advances || steps != 0) {
        if (m_state == State::training && m_advances > 1)
            m_longestAdvance = std::max(m_longestAdvance,
                                        (now - m_advanceSeconds)
                                            / double(std::max({int64_t(1), advances - m_advances, steps})));
        m_advances = advances;
        m_advanceStep = m_last.step;
        m_advanceSeconds = now;
        if (std::exchange(m_hanging, false))
            emit stateChanged(); // it is no longer so
        return;
    }
    const double longest = advances < 2 ? firstHangSeconds : std::max(leastHangSeconds, hangFactor * m_longestAdvance);
    if (m_hanging || now - m_advanceSeconds < longest)
        return;
    m_hanging = true;
    emit hanging(tr("No step has been finished for %1 seconds. Wait on, or end the training: it can be resumed from "
                    "its last checkpoint.")
                     .arg(int64_t(longest)));
}

void Session::setState(State state, const QString& text)
{
    if (m_state == state && m_stateText == text)
        return;
    m_state = state;
    m_stateText = text;
    emit stateChanged();
}

} // namespace weft
