#pragma once

#include "engine/export/verify/verify_export.h"

namespace weft {

// Compiles what writeCpp() has written into the folder with a C++ compiler of this computer, runs it on the trial's
// samples and compares.
Verification verifyCpp(const std::string& folder, const ExportedModel& model, const Trial& trial);

// Runs a compiler, the first of c++, g++ and clang++ that is here, on a source of exported C++, for speed or (in tests)
// for a short wait. Nothing: there is none. `name`: with its version.
struct Compiled {
    std::string name = {};
    std::string failure = {}; // what it said instead
};
std::optional<Compiled> compileCpp(const std::string& source, const std::string& program, const std::string& includes,
                                   bool forSpeed = true);

} // namespace weft
