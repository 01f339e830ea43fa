#pragma once

#include "engine/export/verify/verify_export.h"

namespace weft {

// Compiles what writeCpp() has written into the folder with a C++ compiler of this computer, runs it on the trial's
// samples and compares.
Verification verifyCpp(const std::string& folder, const ExportedModel& model, const Trial& trial);

struct Compiling {
    std::vector<std::string> compilers = {"c++", "g++", "clang++"}; // the first that is here
    std::vector<std::string> options = {"-march=native", "-O3"};
};
struct Compiled {
    std::string name = {}; // of the compiler, with its version
    std::string failure = {}; // what it said instead
};
// Runs a compiler on a source of exported C++. Nothing: none of them is here.
std::optional<Compiled> compileCpp(const std::string& source, const std::string& program, const std::string& includes,
                                   const Compiling& how = {});

} // namespace weft
