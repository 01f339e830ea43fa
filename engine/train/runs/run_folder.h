#pragma once

#include "engine/graph/project.h"
#include "engine/storage/file_system.h"
#include "engine/train/events.h"

namespace weft {

// What run.json says of a run.
struct RunRecord {
    std::string state = "running"; // "running", "paused", "disk full", "finished", "stopped", "early stop", "failed"
    std::string text = {}; // why it ended
    std::string project = {}; // its name
    std::string projectFile = {}; // where the project was when the run began; its data counts from that folder
    std::string device = {};
    std::string started = {}; // UTC, "2026-11-22T15:04:05Z"
    int64_t process = 0; // that trains it
    std::string processMark = {}; // of that process, should its number be given anew
    int64_t step = 0;
    double epoch = 0;
    double seconds = 0; // of training, without pauses
    int64_t epochs = 0; // in all, as asked for last; 0: it is not known
    std::string bestMetric = {};
    std::optional<double> best = {};
    int64_t bestStep = 0;
    bool operator==(const RunRecord&) const = default;
};

Json toJson(const RunRecord& record);
RunRecord runRecordFromJson(const Json& json); // Error for what is none

// So that what is kept of a path holds from any current folder. "" stays "".
std::string absolutePath(const std::string& path);

// The folder of one run: project.weft as it was, run.json, metrics.jsonl and checkpoints/.
class RunFolder {
public:
    // <runs>/1, <runs>/2, …: the first free number. Throws FileError, and leaves no such folder then.
    static RunFolder create(FileSystem& files, const std::string& runs, const Project& project, RunRecord record);
    static RunFolder open(FileSystem& files, const std::string& folder); // Error if it holds no run

    const std::string& path() const { return m_path; }
    std::string checkpoints() const { return joinPath(m_path, "checkpoints"); }
    Project project() const;
    // That the data's paths count from: where the project file is, or has moved to together with its runs.
    std::string projectFolder() const;
    const RunRecord& record() const { return m_record; }
    void setRecord(const RunRecord& record); // durable when it returns
    // Trained by a program that still runs.
    bool isBusy() const;
    bool wasInterrupted() const; // it did not end, and the program that trained it is gone
    void remove(); // from the disk, as far as that is possible

private:
    bool isOpen() const;
    RunFolder(FileSystem& files, std::string path, RunRecord record);

    FileSystem* m_files;
    std::string m_path;
    RunRecord m_record;
};

// A run's metrics.jsonl: events, one a line. Kept in memory until flush(), and, after its first 2,000
// steps, thinned to 50 a second.
class MetricsFile {
public:
    // Leaves out what came after `lastStep` and, of epochs and validations, after `lastRecord` (a resumed run tells
    // it again), all marks but the first `marks`, and lines that a crash has torn.
    MetricsFile(FileSystem& files, const std::string& path, int64_t lastStep, int64_t lastRecord, int64_t marks = 0);

    void add(const StepNumbers& step);
    void add(const EpochDone& done);
    void add(const Mark& mark);
    void flush(); // throws FileError; what was added is then still there

private:
    void endSteps();

    FileSystem& m_files;
    std::string m_path;
    StepsDone m_steps;
    std::string m_pending;
    bool m_torn = false; // the last write may have left half a line
    double m_lastStep = 0; // seconds of a steady clock
};

// The events of a metrics.jsonl, but for torn lines.
std::vector<Event> readMetrics(FileSystem& files, const std::string& path);

} // namespace weft
