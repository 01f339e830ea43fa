#pragma once

#include "engine/ir/program.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace weft {

// Where a value lives. Views point at what they are views of.
struct Placement {
    enum Kind : uint8_t { arena, state, input } kind = arena;
    size_t offset = 0; // arena
    int index = -1; // state, input
    bool operator==(const Placement&) const = default;
};

struct StateCopy { // at the end of the step: the state's memory takes over this value
    int state = -1;
    int value = -1;
};

struct MemoryPlan {
    std::vector<Placement> values = {}; // of each value of the program
    size_t arenaBytes = 0;
    std::vector<StateCopy> copies = {};
};

// Whether a result of the node may be written over its operand (Kernel::mayOverwrite).
using MayOverwrite = std::function<bool(int node, int operand)>;

// Gives every value a place, so that no two that are needed at once overlap: liveness intervals, then the largest first
// into the lowest free offset (Pisarchyk and Lee 2020, "Efficient Memory Management for Deep Neural Net Inference",
// section 5.3). Next values of states are written straight over the state where nothing reads it any more.
MemoryPlan planMemory(const Program& program, const MayOverwrite& mayOverwrite);

// What the plan must hold; the first violation as a sentence, or "". For tests.
std::string verifyPlan(const Program& program, const MemoryPlan& plan);

} // namespace weft
