#pragma once

#include "engine/backends/backend.h"

namespace weft {

struct CpuOptions {
    int threads = 0; // 0: all cores
    bool oneDnn = true; // tried first, where this program was built with it
};

std::unique_ptr<Backend> makeCpuBackend(const CpuOptions& options = {});

// Plain loops for every core op, in f32 and f64: the reference. nullptr: not a core op.
std::unique_ptr<Kernel> preparePlain(const Node& node, const Program& program);

} // namespace weft
