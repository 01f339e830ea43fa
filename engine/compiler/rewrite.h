#pragma once

#include "engine/ir/builder.h"

#include <functional>

namespace weft {

// Copies a program node by node, giving each pass the chance to put something else in a node's place.
class Rewriter {
public:
    explicit Rewriter(const Program& old);

    // Results for the node, in its results' shapes; nothing: the node is copied.
    using Replace = std::function<std::optional<Values>(Rewriter&, const Node&, std::span<const Value> in)>;
    Program run(const Replace& replace);

    Builder& builder() { return m_builder; }
    // The node of the new program that computes a value; nullptr: an input or a state.
    const Node* producer(Value value);
    bool isConstant(Value value, double number);
    std::optional<double> constantOf(Value value);
    bool changed() const { return m_changed; }

private:
    const Program& m_old;
    Program m_new;
    Builder m_builder;
    std::vector<int> m_producers; // of each new value: a node, or -1
    size_t m_seen = 0;
    bool m_changed = false;
};

} // namespace weft
