#pragma once

#include <string>
#include <vector>

namespace weft {

struct ProgramRun {
    int code = -1; // of its end; -1: it could not be started, or a signal or the time limit ended it
    bool started = false;
    bool late = false; // it ran into the time limit; `err` ends with a sentence that says so
    std::string out = {};
    std::string err = {};
};

// Runs another program (found in $PATH) to its end, without a shell and with nothing to read, in the same folder.
// `environment`: its variables as "NAME=value"; none: those of this program. `mostBytes` are kept of
// each of its texts.
ProgramRun runProgram(const std::vector<std::string>& words, double limitSeconds,
                      const std::vector<std::string>& environment = {}, size_t mostBytes = size_t(1) << 20);

} // namespace weft
