#pragma once

#include "engine/graph/project.h"

#include <string>

namespace weft {

// Trains in a process of its own, so that it can be killed: a test's main() calls trainIfAsked() first.
// `program --train RUNS PROJECT` begins, `program --resume RUN` goes on; both end when the run does.
bool trainIfAsked(int argc, char** argv, int& exitCode);

// Runs `project` uninterrupted, and again with `kills` kill -9 at random moments of it, resuming each time. Returns a
// sentence saying how the two differ in the end; "" if every state, the progress and the metrics are the same.
std::string killAndCompare(const Project& project, const std::string& folder, int kills, unsigned seed);

} // namespace weft
