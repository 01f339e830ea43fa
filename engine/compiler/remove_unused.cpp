#include "engine/compiler/passes.h"

#include <algorithm>

namespace weft {

bool removeUnused(Program& program, Backend&)
{
    std::vector<char> needed(program.values.size(), 0);
    for (const Variable& output : program.outputs)
        needed[size_t(output.value)] = 1;
    for (const StateVariable& state : program.states) {
        if (state.next >= 0)
            needed[size_t(state.next)] = 1;
    }
    std::vector<char> keep(program.nodes.size(), 0);
    for (size_t i = program.nodes.size(); i-- > 0;) {
        const Node& node = program.nodes[i];
        keep[i] = std::ranges::any_of(node.out, [&](int value) { return needed[size_t(value)] != 0; });
        for (const int value : node.in)
            needed[size_t(value)] = char(needed[size_t(value)] | keep[i]);
    }
    const size_t before = program.nodes.size();
    size_t kept = 0;
    for (size_t i = 0; i < before; ++i) {
        if (keep[i])
            std::swap(program.nodes[kept++], program.nodes[i]);
    }
    program.nodes.resize(kept);
    return kept != before;
}

} // namespace weft
