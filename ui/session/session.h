#pragma once

#include "engine/train/events.h"
#include "engine/train/live/commands.h"
#include "engine/train/run.h"
#include "ui/session/energy_meter.h"
#include "ui/session/run_history.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>

namespace weft {

class RunLink;

// One training as the window sees it: in a worker process, or on a thread of this one. For the GUI thread; what the
// training tells is fetched 30 times a second, and each signal comes at most once a fetch but for what is rare.
class Session : public QObject {
    Q_OBJECT
public:
    enum class State { idle, starting, training, paused, diskFull, stopping, ended, crashed };
    Q_ENUM(State)

    explicit Session(QObject* parent = nullptr);
    ~Session() override; // leaves a training in a worker to itself if leavesTraining(), else stops it

    // The program to start as `PROGRAM worker`, for all sessions; empty (as at first): trainings run in this process.
    // `life`: Life::withWindow for tests, whose trainings nobody wants once they are gone, killed even.
    enum class Life { ofItsOwn, withWindow };
    static void setWorkerProgram(const QString& program, Life life = Life::ofItsOwn);
    static const QString& workerProgram();
    // Whether a training in a worker goes on when the window goes, however it goes, if a window can come back to it:
    // its run has a folder. Else it stops, with a checkpoint.
    void setLeavesTraining(bool leaves);
    bool leavesTraining() const { return m_leavesTraining; }

    // Each ends in signals; a session that is busy ignores them. Options' empty `runs` becomes the folder beside the
    // project file, if there is one.
    void start(const Project& project, const QString& projectFile, RunOptions options = {});
    void resumeRun(const QString& runFolder, RunOptions options = {}); // from its last checkpoint
    void attach(const QString& runFolder); // to a worker that is training it

    bool isBusy() const; // starting … stopping
    void pause();
    void resume();
    void stop();
    void step(); // one update, then paused
    void setLearningRate(double rate);
    void setEpochs(int64_t epochs);
    void setEarlyStop(const std::optional<EarlyStop>& earlyStop);
    void checkpointNow();
    void probeSample(int64_t sample); // answered by probed()
    // One sample for one Input node, as the data stores it (pictures: 0 … 255); answered by probed().
    void probeValues(const std::string& inputNode, std::vector<float> values);
    void askConfusion(const std::string& node, int64_t truth, int64_t predicted);
    // Looks closely at the nodes of these paths from now on; none: at all of them only in summary. The maps show
    // preview sample number `preview`. `times`: how long each node takes too.
    void observe(std::vector<std::string> nodePaths, int64_t preview = 0, bool times = false);
    void stopObserving(); // not at all: costs nothing
    void kill(); // a training that hangs; crashed() follows, and resumeRun() goes on from the last checkpoint

    State state() const { return m_state; }
    const QString& stateText() const { return m_stateText; } // why, where that is not plain ("disk full")
    const RunPlan& plan() const { return m_plan; }
    QString runFolder() const;
    const StepNumbers& last() const { return m_last; } // the newest step; step 0: none yet
    const std::optional<EpochDone>& lastEpoch() const { return m_lastEpoch; }
    const std::optional<Predictions>& lastPreview() const { return m_lastPreview; }
    const std::optional<Observation>& lastObservation() const { return m_lastObservation; }
    const std::optional<DeviceSample>& lastDeviceSample() const { return m_lastDevice; }
    const std::optional<MonitoringCost>& lastMonitoring() const { return m_lastMonitoring; }
    // What the GPUs have used since this window watches the run, by the power that they tell.
    double joules() const { return m_energy.joules(); }
    const std::optional<RunEnded>& lastEnd() const { return m_lastEnd; } // of the run that has ended
    int64_t checkpointStep() const { return m_checkpointStep; } // of the newest checkpoint; 0: none yet
    double etaSeconds() const; // NaN: not to be told yet
    // As the training tells it, averaged as the steps are: all that show it show the same. 0: not known yet.
    double samplesPerSecond() const
    {
        return m_samplesPerSecond > 0 ? m_samplesPerSecond : double(m_last.samplesPerSecond);
    }
    double stepsPerSecond() const { return m_stepsPerSecond; } // by the clock, with validations; 0: not known yet
    RunHistory& history() { return m_history; }

signals:
    void stateChanged();
    void planned();
    void stepped(); // new points are in history(), last() is new
    void epochDone(const weft::EpochDone& done);
    void previewed(const weft::Predictions& predictions);
    void probed(const weft::Predictions& predictions);
    void confusionAnswered(const weft::ConfusionAnswer& answer);
    void observed(const weft::Observation& observation);
    void monitoringTold(const weft::MonitoringCost& cost);
    void marked(const weft::Mark& mark);
    void deviceSampled(const weft::DeviceSample& sample);
    void warned(const weft::Warning& warning);
    void checkpointed(const weft::Checkpointed& checkpoint);
    void ended(const weft::RunEnded& end);
    void crashed(const QString& sentence); // what happened, what is safe, what to do
    void hanging(const QString& sentence); // no step for long; kill() and resumeRun() help. Said once a hang

private:
    void begin(const Project& project, RunOptions options);
    void begin(std::unique_ptr<RunLink> link);
    void drain();
    void take(const Event& event);
    void takeState(const StateChanged& change);
    void crash(const QString& cause, bool hasDied);
    void measureSpeed();
    void watchProgress();
    void setState(State state, const QString& text = {});
    void send(const Command& command);

    std::unique_ptr<RunLink> m_link;
    QTimer m_timer;
    State m_state = State::idle;
    QString m_stateText;
    bool m_leavesTraining = true;
    Observe m_observe = {.times = true};
    RunPlan m_plan;
    QString m_folder;
    StepNumbers m_last;
    std::optional<EpochDone> m_lastEpoch;
    std::optional<Predictions> m_lastPreview;
    std::optional<Observation> m_lastObservation;
    std::optional<DeviceSample> m_lastDevice;
    std::optional<MonitoringCost> m_lastMonitoring;
    EnergyMeter m_energy;
    std::optional<RunEnded> m_lastEnd;
    int64_t m_checkpointStep = 0;
    RunHistory m_history;
    bool m_historyIsOld = false; // of a run before; it stays to be seen until there is something new

    QElapsedTimer m_clock; // of the measures below
    double m_stepsPerSecond = 0;
    double m_samplesPerSecond = 0;
    int64_t m_speedStep = 0; // when it was measured last
    double m_speedSeconds = 0;
    int64_t m_advances = 0;
    int64_t m_advanceStep = 0;
    double m_advanceSeconds = 0; // when the training got on last
    double m_longestAdvance = 0; // seconds, of those since it began
    bool m_hanging = false;
};

} // namespace weft
