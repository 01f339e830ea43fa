#pragma once

#include "engine/storage/new_folders.h"
#include "engine/train/event_queue.h"
#include "engine/train/live/commands.h"
#include "engine/train/trainer.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <thread>

namespace weft {

class Observer;

struct RunOptions {
    std::string projectFile = {}; // its folder is where the data's paths count from; empty: the current folder
    std::string runs = {}; // folder of the project's runs (runsFolder()); empty: nothing is written
    std::string resume = {}; // folder of a run that goes on, with its own project; `project` is then not used
    std::string device = {}; // instead of the project's
    int64_t epochs = 0; // of the whole run, instead of the project's; a finished run goes on with more
    int loaderThreads = 1;
    int threads = 0; // of the CPU; 0: as many as the environment says
    int64_t previewSamples = 8;
    bool tellHistory = false; // a run that goes on tells first what its metrics.jsonl holds
    FileSystem* files = nullptr; // nullptr: the real one
};

// A training on a thread of its own. Tells all it does through events(); never throws, once it is made: what goes wrong
// ends it with RunEnded{failed}. Every function may be called from any thread, at any time, and returns at once.
class Run {
public:
    Run(Project project, RunOptions options);
    ~Run(); // stops it, with a checkpoint, and waits

    EventQueue& events() { return m_events; }

    // What the functions below do, and the rest.
    void send(const Command& command);
    // Counts updates and batches of validations: what stands still is a hang, or a pause.
    int64_t advances() const { return m_advances; }

    // Each obeyed after the step that is running, also while validating; stop also while the data is prepared, between
    // its stages. A stopped run leaves a checkpoint and can be resumed later.
    void pause();
    void resume(); // also after "disk full" and "data gone"
    void stop();
    void step(); // one update with the validation and the checkpoint that follow it, then pauses; adds up
    void setLearningRate(double rate);
    void setEpochs(int64_t epochs);
    void setEarlyStop(std::optional<EarlyStop> earlyStop); // nothing: none
    void checkpointNow();
    void probe(int64_t sample); // index in the data; the answer is a ProbeAnswer
    void probe(ProbeValues values); // likewise
    void askConfusion(AskConfusion question); // the answer is a ConfusionAnswer
    void observe(Observe what); // the answers are Observations, from now on

    bool hasEnded() const;
    void wait(); // until it has ended

private:
    using Task = std::function<void(Trainer&)>;

    // All of these belong to the thread.
    void work();
    RunEnded train();
    RunEnded endOf(Trainer& trainer);
    void openFolder(FileSystem& files, TrainerOptions& options);
    void leaveNoFolder();
    bool obey(Trainer& trainer); // false: stop
    int64_t updatesAllowed(const Trainer& trainer);
    void look(bool trained);
    void setState(RunState state, const std::string& text = {});
    void note(const Trainer& trainer);
    void saveRecord(const std::string& state, const std::string& text);
    void tellPlan(const Trainer& trainer);
    void add(Task task); // but for this one

    Project m_project;
    RunOptions m_options;
    EventQueue m_events;
    std::optional<RunFolder> m_folder; // of the thread, as the next five
    std::optional<NewFolders> m_newFolders; // for the runs, of which this is the first
    std::optional<MetricsFile> m_metrics;
    Observer* m_observer = nullptr;
    RunRecord m_record;
    RunState m_state = RunState::ended;
    std::atomic<int64_t> m_advances = 0;

    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::vector<Task> m_tasks;
    bool m_paused = false;
    int64_t m_stepsAsked = 0; // since the thread looked
    int64_t m_stepTo = 0; // though paused it goes on up to this update; 0: it does not
    bool m_stopping = false;
    bool m_ended = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace weft
