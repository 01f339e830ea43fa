#pragma once

#include "engine/export/cpp/expression.h"

namespace weft {

// A statement of the generated function, and what it touches.
struct PlainStep {
    std::string origin = {}; // the graph node
    std::string text = {};
    std::vector<int> reads = {}; // homes of values
    std::vector<int> writes = {};
    PlainSize scratch = {}; // floats that it needs besides, as "scratch"
};

// Every step of the program in order. Throws Error naming the node for what plain C++ has no form for. May add
// constants to the program: filters of transposed convolutions, turned round.
std::vector<PlainStep> plainSteps(PlainProgram& program, const PlainMemory& memory);

// loops.cpp: y[target] = the source's element, for every place of `domain`; `isRoot`: the source is computed here.
PlainStep elementLoop(const PlainProgram& program, const PlainMemory& memory, int source, bool isRoot, int target,
                      const Walk& place);
PlainStep reduceLoop(const PlainProgram& program, const PlainMemory& memory, const Node& node);
Walk wholeWalk(int rank);

// calls.cpp: ops that are functions of the runtime; nothing: it is none of them.
std::optional<PlainStep> callStep(PlainProgram& program, const PlainMemory& memory, const Node& node);

} // namespace weft
