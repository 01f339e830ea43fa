#include "engine/compiler/passes.h"
#include "engine/ir/op.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace weft {

bool mergeEqual(Program& program, Backend&)
{
    std::vector<int> stand(program.values.size()); // the value that stands in for each value
    std::iota(stand.begin(), stand.end(), 0);
    std::map<std::pair<const Op*, std::vector<int>>, std::vector<const Node*>> seen;
    bool changed = false;
    for (Node& node : program.nodes) {
        for (int& id : node.in)
            id = stand[size_t(id)];
        if (node.op->isRandom)
            continue;
        auto& candidates = seen[{node.op, node.in}];
        const auto twin =
            std::ranges::find(candidates, node.attrs, [](const Node* other) -> const Attrs& { return other->attrs; });
        if (twin == candidates.end()) {
            candidates.push_back(&node);
            continue;
        }
        for (size_t i = 0; i < node.out.size(); ++i)
            stand[size_t(node.out[i])] = (*twin)->out[i]; // remove_unused drops the node
        changed = true;
    }
    for (StateVariable& state : program.states)
        state.next = state.next < 0 ? -1 : stand[size_t(state.next)];
    for (Variable& output : program.outputs)
        output.value = stand[size_t(output.value)];
    return changed;
}

} // namespace weft
