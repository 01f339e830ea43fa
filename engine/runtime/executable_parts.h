#pragma once

#include "engine/runtime/executable.h"

namespace weft {

struct Executable::Step {
    int node = 0;
    std::unique_ptr<Kernel> kernel;
    std::vector<std::byte*> in; // of slot 0, as those below
    std::vector<std::byte*> out;
    std::byte* workspace = nullptr;
};

struct Executable::Launch {
    Kernel* kernel = nullptr; // nullptr: a copy
    std::vector<std::byte*> in, out;
    std::vector<size_t> inBytes, outBytes;
    std::byte* workspace = nullptr;
    std::vector<int> waits = {}; // where the device runs launches side by side: those that it waits for
};

} // namespace weft
