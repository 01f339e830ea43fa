#pragma once

#include "engine/backends/backend.h"
#include "engine/support/out_of_memory.h"
#include "engine/train/event_queue.h"
#include "engine/train/live/commands.h"
#include "engine/train/network/evaluation.h"
#include "engine/train/network/predictor.h"
#include "engine/train/network/resident_data.h"
#include "engine/train/runs/checkpoint.h"
#include "engine/train/runs/run_folder.h"

#include <array>
#include <chrono>
#include <functional>

namespace weft {

struct TrainerOptions {
    std::string projectFolder = "."; // relative paths of the data count from it
    std::string device = {}; // instead of the project's
    Backend* backend = nullptr; // instead of either; lent
    std::string checkpoints = {}; // folder for checkpoints; empty: none are written
    std::string resumeFrom = {}; // one checkpoint's folder; empty: from the beginning
    MetricsFile* metrics = nullptr; // where steps and epochs are written too; lent
    std::function<bool()> cancelled = {}; // asked between the stages of getting ready
    int loaderThreads = 1;
    int64_t previewSamples = 8; // 0: no previews
    double previewSeconds = 2; // between previews, at least
    FileSystem* files = nullptr; // nullptr: the real one
};

// Throws of a batch that the device does not hold: names the node that takes the most, and a batch that fits.
class TooLittleMemory : public NodeError {
public:
    using NodeError::NodeError;
};

struct Cancelled { }; // thrown by the constructor of a Trainer whose options said so

// Trains a project, without a thread of its own: who holds it calls advance() until it says that all is done. What it
// does is a pure function of the project, the data and the progress, so a run that is cut at any point and resumed from
// a checkpoint ends as if it had not been.
class Trainer {
public:
    // Reads the data, compiles every program, and says all that is wrong before anything is trained: throws NodeError
    // or Error with a sentence.
    Trainer(Project project, TrainerOptions options, EventQueue& events);
    ~Trainer();

    enum class State { going, diskFull, dataGone, ended };

    // One update (all its micro-batches), or, where the device makes several in one go, up to `most` of them; or some
    // batches of a validation. Throws NodeError when loss or gradients are not
    // finite; the states are then as before the update, and the last checkpoint stays. diskFull: a checkpoint could not
    // be written; the next call tries again before anything else. dataGone: a sample's file could not be read
    // (waitsFor() names it); nothing has happened, and the next call tries the same update or validation again.
    State advance(int64_t most = 1);
    // One update with all that follows it (validation, checkpoint).
    State step();
    // Waits until the results of all updates are told: a GPU's come some updates late. Throws as advance() does; the
    // run is then where it was before the update that failed.
    void settle();
    State state() const { return m_state; }
    double dataWaitSeconds() const { return m_dataWait; } // that updates have waited for their samples
    EndReason endReason() const { return m_endReason; }
    const std::string& waitsFor() const { return m_waitsFor; } // a sentence, with dataGone

    const Project& project() const { return m_project; }
    const PreparedData& data() const { return m_data; }
    const Progress& progress() const { return m_progress; }
    RunPlan plan() const;
    int64_t updates() const; // of the whole run
    int64_t updatesPerEpoch() const;
    double learningRate() const; // of the next update
    std::string stateHash() const; // see checkpoint.h; after settle()
    // Of a training that leads nowhere, though every number is one: the loss is far above where it began. Else "".
    std::string losesGround() const;

    // Both take effect at the next update.
    void setLearningRate(double rate); // the base, before the schedule; Error unless it is a number ≥ 0
    void setEpochs(int64_t epochs);
    // Counts its patience from the next validation on. Error for a metric that there is not.
    void setEarlyStop(const std::optional<EarlyStop>& earlyStop);
    // Notes a change that a person has made, in the metrics too; it acts from the next update on.
    void mark(const std::string& what, std::string before, std::string after);
    // Throws FileError when the disk is full (then nothing else is changed).
    void saveCheckpoint();
    void saveIfChanged(); // unless the last checkpoint is of this very moment
    Predictions predict(std::span<const int64_t> samples);
    Predictions answer(const ProbeValues& probe); // one sample of a person's own; Error if it does not fit
    ConfusionAnswer answer(const AskConfusion& question); // Error if there is nothing to be told
    States& states() { return *m_states; }
    const std::vector<FedColumn>& columns() const { return m_columns; } // of the feeds()
    const std::vector<StepProgram::FeedInfo>& feeds() const { return m_steps.front().step->step().feeds; }
    DType dtype() const { return m_dtype; }
    const std::vector<int64_t>& previewSamples() const { return m_previewSamples; }

private:
    using Clock = std::chrono::steady_clock;
    struct PreparedStep {
        StepKind kind;
        int64_t batch;
        int64_t fromEpoch; // until the next that is alike but for this
        std::unique_ptr<ReadyStep> step;
    };

    void checkCancelled() const;
    void warn(const Diagnostics& diagnostics);
    void prepareData(const CheckpointInfo* from); // nullptr: the run begins
    void prepareSteps();
    void keepResident();
    int64_t updatesPerEpoch(const Project& project) const;
    StepOptions stepOptions(const Project& project, StepKind kind, int64_t batch) const;
    bool runsAhead(const Project& project) const; // the device does, of the host
    std::vector<PreparedStep> makeSteps(const Project& project, States& states) const;
    std::unique_ptr<Evaluation> makeValidation(const Project& project, const std::vector<FedColumn>& columns,
                                               States& states) const;
    bool fits(const Project& project) const; // beside the states that are there
    [[noreturn]] void failTooLarge(const OutOfMemory& error);
    void sayUnfrozen();
    void checkMetrics() const;
    void checkMetric(const std::string& metric, const std::string& place) const;
    void resume(const CheckpointInfo& from);
    ReadyStep& stepFor(StepKind kind, int64_t batch);

    double rateOf(int64_t update) const; // the one after so many
    void requireRate(double rate, int64_t update) const;
    void startBatches();
    const Batch& nextBatch(int64_t index); // of the epoch; waits for it
    void update();
    void sendUpdates(int64_t most);
    int64_t updatesAtOnce(int64_t most, const ReadyStep& step) const;
    int64_t validationsBy(int64_t update) const;
    void afterUpdate();
    void validate();
    void record(bool validated);
    void judge(const NamedNumbers& values);
    void finish();
    void end(EndReason reason);
    bool trySave();
    void prune();
    void preview();
    struct MicroBatch {
        const Batch* batch; // nullptr: the step has been fed
        StepKind kind;
        int64_t key; // of its random numbers
        double rate;
        double share; // of the update's samples
    };
    void write(ReadyStep& step, const MicroBatch& micro);
    void writeNumbers(ReadyStep& step, int64_t update, int64_t key, double rate, double share, int slot = 0);
    void rememberBefore();
    void undoMicroBatches();
    struct Sent { // updates made in one go, whose results are on their way
        std::vector<StepNumbers> numbers = {};
        ReadyStep* step = nullptr;
        int64_t batch = 0; // of the epoch, the first one's
    };
    void tell(const StepNumbers& numbers);
    void settleOldest();
    [[noreturn]] void failLate(const Sent& sent, int64_t which);
    [[noreturn]] void failNotFinite(ReadyStep& step, const MicroBatch& micro);
    [[noreturn]] void failTooFar(const MicroBatch& micro);
    bool mayOverflow(double rate) const; // where nothing else foretells it
    void refuseOverflow(ReadyStep& step, const MicroBatch& micro);
    void undoBefore(const MicroBatch& micro);
    void restoreBest();

    Project m_project;
    TrainerOptions m_options;
    EventQueue& m_events;
    FileSystem& m_files;
    DType m_dtype = DType::f32;
    Schedule m_schedule;
    PreparedData m_data;
    std::unique_ptr<Backend> m_ownBackend;
    Backend* m_backend = nullptr;
    std::unique_ptr<States> m_states;
    std::vector<FedColumn> m_columns;
    std::vector<PreparedStep> m_steps;
    std::unique_ptr<Loader> m_loader;
    std::unique_ptr<ResidentData> m_resident; // nullptr: the host makes the batches
    std::unique_ptr<ResidentPart> m_residentPart; // the one that is trained on
    std::unique_ptr<Evaluation> m_validation; // nullptr: there is nothing to validate with
    std::unique_ptr<Predictor> m_predictor;
    std::unique_ptr<Totals> m_totals;

    Progress m_progress;
    std::optional<double> m_firstLoss; // of step 1, if this process has made it
    std::string m_projectHash;
    DataFingerprint m_fingerprint;
    State m_state = State::going;
    EndReason m_endReason = EndReason::finished;
    std::string m_waitsFor;
    struct Before { // what the micro-batches of an update move, as it was before the first
        std::map<std::string, std::vector<std::byte>> statistics = {};
        std::vector<double> sums = {};
    };
    Before m_before;
    double m_decay = 0; // the optimizer's weight decay
    double m_rateScale = 1; // the greatest of any node
    static constexpr int64_t mostSent = 4; // launches that the host is ahead
    std::unique_ptr<Mailbox> m_mailbox; // nullptr: results are read at once
    std::array<Sent, mostSent> m_sent;
    double m_dataWait = 0; // seconds
    int64_t m_sentFirst = 0, m_sentCount = 0;
    bool m_loaderStarted = false;
    bool m_validationStarted = false;
    int64_t m_validatedStep = 0; // of the last validation in this process
    bool m_saveDue = false;
    bool m_unsaved = false; // something has happened since the last checkpoint
    Clock::time_point m_lastSave;
    Clock::time_point m_lastPreview;
    std::vector<int64_t> m_previewSamples;
};

} // namespace weft
