#pragma once

#include "engine/train/runs.h"

#include <QString>

#include <map>
#include <memory>

namespace weft {

// What a run's metrics.jsonl says in the end, by the engine's names ("validation/accuracy").
struct RunResults {
    struct Metric {
        double best = 0;
        double last = 0;
        bool operator==(const Metric&) const = default;
    };
    std::map<std::string, Metric> metrics = {};
    double samplesPerSecond = 0; // 0: not known
    bool operator==(const RunResults&) const = default;
};

// One run as a list shows it.
struct RunEntry {
    QString folder;
    QString name; // the user's; empty: see title()
    QString note;
    RunRecord record;
    std::shared_ptr<const Project> project; // as it was trained; nullptr: unreadable
    RunResults results;
    uint64_t metricsBytes = 0; // that the results were read from

    QString title() const; // "Run 41" where the user has given no name
    QString stateText() const; // "Finished", "Stopped early", "Not a number"
    bool isRunning() const;
    bool canContinue() const; // it stopped before its end
};

// The user's words about a run lie beside what the engine writes of it, so that a run in progress never undoes them.
struct RunLabel {
    QString name;
    QString note;
};
RunLabel readLabel(FileSystem& files, const std::string& runFolder); // empty if there is none, or it is damaged
void writeLabel(FileSystem& files, const std::string& runFolder, const RunLabel& label); // throws FileError

// Of a run's metrics.jsonl; reads the lines of epochs alone.
RunResults readResults(FileSystem& files, const std::string& runFolder);

// The runs in a folder, newest first. What is known of a run already and cannot have changed is not read again.
std::vector<RunEntry> readRuns(FileSystem& files, const std::string& runs, const std::vector<RunEntry>& known);

} // namespace weft
