#pragma once

#include "engine/support/json.h"

namespace weft {

// Limits of a project file, held while it is read. Generous for people, small for memory.
struct ProjectLimits {
    static constexpr int depth = 64;
    static constexpr size_t bytes = size_t(64) << 20;
    static constexpr size_t values = 2'000'000;
    static constexpr size_t nodes = 100'000; // of a graph or block
    static constexpr size_t blocks = 10'000;
    static constexpr size_t variables = 1000;
    static constexpr size_t wires = 10'000; // into one node
    static constexpr size_t list = 100'000; // any other list
    static constexpr size_t name = 256; // bytes of an id, a type, a port
    static constexpr size_t text = size_t(1) << 20;
    static constexpr int64_t repeat = 10'000;
};

constexpr JsonLimits projectJsonLimits = {
    .depth = ProjectLimits::depth, .bytes = ProjectLimits::bytes, .values = ProjectLimits::values};

} // namespace weft
