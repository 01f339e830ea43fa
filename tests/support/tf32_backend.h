#pragma once

#include "tests/support/forwarding_backend.h"

namespace weft {

// A device whose programs may round the operands of products to TF32.
class Tf32Backend final : public NodeByNode {
public:
    using NodeByNode::NodeByNode;
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        Program rounding = program;
        rounding.products = Products::tf32;
        return device().prepare(node, rounding);
    }
};

} // namespace weft
