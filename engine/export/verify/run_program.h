#pragma once

#include <string>
#include <vector>

namespace weft {

struct ProgramRun {
    int code = -1; // of its end; -1: it could not be started, or a signal or the time limit ended it
    bool started = false;
    std::string out = {}; // at most 1 MiB of each
    std::string err = {};
};

// Runs another program (found in $PATH) to its end, without a shell and with nothing to read, in the same folder.
// `environment`: its variables as "NAME=value"; none: those of this program.
ProgramRun runProgram(const std::vector<std::string>& words, double limitSeconds,
                      const std::vector<std::string>& environment = {});

} // namespace weft
