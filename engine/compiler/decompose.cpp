#include "engine/compiler/passes.h"
#include "engine/compiler/rewrite.h"

namespace weft {

bool decompose(Program& program, Backend& backend)
{
    bool changed = false;
    for (bool again = true; again;) { // a decomposition may use ops that decompose themselves
        Rewriter rewriter(program);
        Program next =
            rewriter.run([&](Rewriter&, const Node& node, std::span<const Value> in) -> std::optional<Values> {
                if (node.op->decompose == nullptr || backend.prepare(node, program) != nullptr)
                    return std::nullopt;
                return node.op->decompose(node.attrs, in);
            });
        again = rewriter.changed();
        changed = changed || again;
        program = std::move(next);
    }
    return changed;
}

} // namespace weft
