#pragma once

#include "engine/backends/backend.h"
#include "engine/ir/program.h"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// One rewriting of a program; returns whether it changed anything.
struct Pass {
    std::string_view name;
    bool (*run)(Program& program, Backend& backend);
};

bool simplify(Program& program, Backend& backend); // algebra: x·1, views of views, broadcasts that broadcast anyway
bool mergeEqual(Program& program, Backend& backend); // equal op, attributes and operands: computed once
bool removeUnused(Program& program, Backend& backend); // what no output and no state needs
bool decompose(Program& program, Backend& backend); // what the backend has no kernel for, in simpler ops
bool openPatches(Program& program, Backend& backend); // convolutions of patches as products, on devices with tensor cores
bool openNorms(Program& program, Backend& backend); // large batch norms as sums and scalar functions, on such devices
bool precision(Program& program, Backend& backend); // products in bf16, where the program asks for it
bool layout(Program& program, Backend& backend); // spatial tensors channels-last, where the backend prefers it
bool recompute(Program& program, Backend& backend); // cheap values again where they are read, rather than kept
bool fuse(Program& program, Backend& backend); // chains of elementwise ops in one pass over memory
bool groupChains(Program& program, Backend& backend); // the updates of all weights in one node, if the backend likes

// In the order they run.
std::span<const Pass> passes();

struct PassReport {
    std::string_view name;
    double seconds = 0;
    size_t nodes = 0; // afterwards
    bool changed = false;
};

// Runs the table. `without` skips passes by name. In builds with assertions the program is verified after each.
std::vector<PassReport> optimize(Program& program, Backend& backend,
                                 const std::set<std::string, std::less<>>& without = {});

} // namespace weft
