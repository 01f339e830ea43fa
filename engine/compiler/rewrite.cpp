#include "engine/compiler/rewrite.h"

#include "engine/ir/ops/ops.h"

#include <cassert>

namespace weft {

Rewriter::Rewriter(const Program& old)
    : m_old(old)
    , m_builder(m_new)
{
    m_new.origins = old.origins;
    m_new.products = old.products;
}

const Node* Rewriter::producer(Value value)
{
    m_producers.resize(m_new.values.size(), -1);
    for (; m_seen < m_new.nodes.size(); ++m_seen) {
        for (const int out : m_new.nodes[m_seen].out)
            m_producers[size_t(out)] = int(m_seen);
    }
    const int node = m_producers[size_t(value.id)];
    return node < 0 ? nullptr : &m_new.nodes[size_t(node)];
}

std::optional<double> Rewriter::constantOf(Value value)
{
    const Node* node = producer(value);
    return node != nullptr && node->op == &constantOp ? std::optional(std::get<ConstantAttrs>(node->attrs).value)
                                                      : std::nullopt;
}

bool Rewriter::isConstant(Value value, double number)
{
    return constantOf(value) == number;
}

Program Rewriter::run(const Replace& replace)
{
    std::vector<int> moved(m_old.values.size(), -1); // old value → new
    m_new.nodes.reserve(m_old.nodes.size());
    m_new.values.reserve(m_old.values.size());
    const auto introduce = [&](int value) {
        m_new.values.push_back(m_old.values[size_t(value)]);
        return moved[size_t(value)] = int(m_new.values.size()) - 1;
    };
    for (const Variable& input : m_old.inputs)
        m_new.inputs.push_back({input.name, introduce(input.value)});
    for (const StateVariable& state : m_old.states) {
        m_new.states.push_back(state);
        m_new.states.back().value = introduce(state.value);
    }
    for (const Node& node : m_old.nodes) {
        Values in;
        for (const int value : node.in)
            in.push_back(m_builder.at(moved[size_t(value)]));
        m_builder.setOrigin(node.origin);
        std::optional<Values> results = replace(*this, node, in);
        m_changed = m_changed || results.has_value();
        const bool copied = !results.has_value();
        if (copied)
            results = m_builder.add(*node.op, node.attrs, in);
        for (size_t i = 0; i < node.out.size(); ++i) {
            const int old = node.out[i];
            assert((*results)[i].shape() == m_old.values[size_t(old)].shape);
            moved[size_t(old)] = (*results)[i].id;
            if (copied)
                m_new.values[size_t(moved[size_t(old)])].layout = m_old.values[size_t(old)].layout;
        }
    }
    for (StateVariable& state : m_new.states)
        state.next = state.next < 0 ? -1 : moved[size_t(state.next)];
    for (const Variable& output : m_old.outputs)
        m_new.outputs.push_back({output.name, moved[size_t(output.value)]});
    return std::move(m_new);
}

} // namespace weft
