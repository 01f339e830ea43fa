#pragma once

#include "tests/support/forwarding_backend.h"

namespace weft {

// A device whose programs may round the operands of products.
class RoundingBackend final : public NodeByNode {
public:
    explicit RoundingBackend(Backend& device, Products products = Products::tf32)
        : NodeByNode(device)
        , m_products(products)
    {
    }
    std::unique_ptr<Kernel> prepare(const Node& node, const Program& program) override
    {
        Program rounding = program;
        rounding.products = m_products;
        return device().prepare(node, rounding);
    }

private:
    Products m_products;
};

} // namespace weft
