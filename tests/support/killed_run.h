#pragma once

#include "engine/graph/project.h"

#include <QStringList>

#include <cstdint>
#include <functional>
#include <string>

namespace weft {

// Trains in a process of its own, so that it can be killed: a test's main() calls trainIfAsked() first.
// `program --train RUNS PROJECT` begins, `program --resume RUN` goes on; both end when the run does.
bool trainIfAsked(int argc, char** argv, int& exitCode);

// Who trains: a program's arguments to begin a run of a project file in a folder of runs, and to go on with a run.
struct TrainingProgram {
    QString program;
    std::function<QStringList(const QString& runs, const QString& project)> begin;
    std::function<QStringList(const QString& run)> resume;
};
TrainingProgram thisProgram(); // see trainIfAsked()
TrainingProgram weftCommand(); // weft train

// The update of a run's newest checkpoint, by the names alone: cheap enough to be asked all the time. 0: it has none.
int64_t newestUpdate(const std::string& run);

// Runs `project` uninterrupted, and again with `kills` kill -9 at random moments of it, resuming each time. The moments
// are counted in updates and not in time, so they come on a slow machine too; the project must keep checkpoints while
// it trains. Returns a sentence saying how the two differ in the end; "" if every state, the progress and the metrics
// are the same.
std::string killAndCompare(const Project& project, const std::string& folder, int kills, unsigned seed,
                           const TrainingProgram& with = thisProgram());

// What `weft train --json` says of a finished run's state; "" if it says nothing.
std::string stateHashOf(const std::string& run);

} // namespace weft
