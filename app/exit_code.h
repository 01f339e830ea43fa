#pragma once

#include "engine/support/error.h"

namespace weft {

// What the program tells whoever started it; docs/command_line.md lists them. A run that a signal ended gives 128 and
// the signal's number, as shells do: 130 for Ctrl-C.
enum ExitCode {
    exitDone = 0,
    exitProject = 1, // the project has errors, or its training diverged
    exitUsage = 2, // the command line cannot be understood
    exitWorld = 3, // a file, the disk, the memory or a device
    exitFault = 4, // a mistake in Weft itself
};

// An Error that knows its exit code; other Errors are the world's.
class CommandError : public Error {
public:
    CommandError(int exitCode, const std::string& sentence)
        : Error(sentence)
        , code(exitCode)
    {
    }
    int code;
};

} // namespace weft
