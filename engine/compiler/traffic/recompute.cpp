#include "engine/compiler/passes.h"
#include "engine/ir/op.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <map>
#include <set>

namespace weft {

namespace {

constexpr int64_t large = 1 << 20; // elements
constexpr int64_t small = 16; // what has so many times fewer elements than the result costs nothing to read
constexpr int mostSteps = 24;

// What is computed element by element from tensors that are there anyway need not be kept for those who want it later:
// they compute it again where they read it, if that makes them read no more than they would. What is kept, because
// others want it later, is read by all, so that what they make of it is not kept as well; in bf16 if the program's
// products are.
class Recomputing {
public:
    explicit Recomputing(Program& program)
        : m_program(program)
        , m_producers(program.values.size(), -1)
        , m_readers(program.values.size())
        , m_segments(program.values.size(), -1)
        , m_cones(program.values.size())
        , m_pinned(program.values.size(), 0)
    {
        for (const Variable& output : program.outputs)
            m_pinned[size_t(output.value)] = 1;
        for (const StateVariable& state : program.states) {
            if (state.next >= 0)
                m_pinned[size_t(state.next)] = 1;
        }
        for (int i = 0; i < int(program.nodes.size()); ++i) {
            for (const int value : program.nodes[size_t(i)].out)
                m_producers[size_t(value)] = i;
            for (const int value : program.nodes[size_t(i)].in)
                m_readers[size_t(value)].push_back(i);
        }
        int segment = 0;
        for (const Node& node : program.nodes) {
            const bool reduces = node.op == &sumOp || node.op == &maxOp; // belongs to what it reduces
            if (!isElementwise(node) && node.op != &constantOp && !isNarrowing(node) && !reduces)
                ++segment;
            for (const int value : node.out)
                m_segments[size_t(value)] = segment;
            if (reduces)
                ++segment;
            if (isElementwise(node))
                m_cones[size_t(node.out[0])] = coneOf(node);
        }
    }

    bool run()
    {
        std::vector<Node> nodes;
        const size_t before = m_program.values.size();
        std::map<int, int> kept; // value → what is read of it
        for (const Node& old : m_program.nodes) {
            Node node = old;
            for (size_t k = 0; k < node.in.size() && takes(old); ++k) {
                const int value = old.in[k];
                if (paysFor(old, value))
                    node.in[k] = copyOf(value, segmentOf(old), nodes);
                else if (const auto known = kept.find(value); known != kept.end())
                    node.in[k] = known->second;
            }
            nodes.push_back(std::move(node));
            if (isElementwise(old) && mustBeKept(old))
                kept[old.out[0]] = keep(old.out[0], old.origin, nodes);
        }
        m_program.nodes = std::move(nodes);
        return m_program.values.size() != before;
    }

private:
    struct Cone { // how a value is computed from what is in memory
        std::set<int> leaves = {}; // large ones; as bf16 where they are kept so
        int steps = 0;
        bool isOpen = false; // computed element by element at all
    };

    const ValueInfo& info(int value) const { return m_program.values[size_t(value)]; }
    const Node* producer(int value) const
    {
        const int node = m_producers[size_t(value)];
        return node < 0 ? nullptr : &m_program.nodes[size_t(node)];
    }
    bool isElementwise(const Node& node) const
    {
        const ValueInfo& out = info(node.out[0]);
        return out.dtype == DType::f32
            && (node.op->scalar.has_value() || (node.op == &castOp && info(node.in[0]).shape == out.shape));
    }
    bool isNarrowing(const Node& node) const { return node.op == &castOp && isNarrowFloat(info(node.out[0]).dtype); }
    // Whether it lies in memory for those who read it much later, as far as this pass is concerned.
    bool isKept(int value) const
    {
        const Cone& cone = m_cones[size_t(value)];
        return !cone.isOpen || m_pinned[size_t(value)]
            || (m_readers[size_t(value)].size() > 1 && cone.leaves.size() > 1) || cone.steps >= mostSteps;
    }
    bool isSmall(int value, const Shape& domain) const
    {
        return info(value).shape.elements() * small <= domain.elements();
    }

    Cone coneOf(const Node& node) const
    {
        Cone cone = {.steps = 1, .isOpen = info(node.out[0]).shape.elements() >= large};
        if (!cone.isOpen)
            return cone;
        for (const int value : node.in) {
            if (isSmall(value, info(node.out[0]).shape))
                continue;
            if (node.op == &castOp || isKept(value) || info(value).shape != info(node.out[0]).shape
                || info(value).layout != info(node.out[0]).layout) {
                cone.leaves.insert(value);
                continue;
            }
            const Cone& other = m_cones[size_t(value)];
            cone.leaves.insert(other.leaves.begin(), other.leaves.end());
            cone.steps += other.steps;
        }
        return cone;
    }

    // What those read anyway who use the node's result right away, besides what comes by way of `value`.
    std::set<int> readBeside(const Node& node, int value) const
    {
        std::set<int> leaves;
        int steps = 0;
        const Node* at = &node;
        for (int along = value; isElementwise(*at);) {
            for (const int operand : at->in) {
                if (operand == along || isSmall(operand, info(at->out[0]).shape))
                    continue;
                const Cone& cone = m_cones[size_t(operand)];
                if (isKept(operand))
                    leaves.insert(operand);
                else
                    leaves.insert(cone.leaves.begin(), cone.leaves.end());
            }
            along = at->out[0];
            const auto& readers = m_readers[size_t(along)];
            const auto next = std::ranges::find_if(
                readers, [&](int reader) { return isElementwise(m_program.nodes[size_t(reader)]); });
            if (next == readers.end() || ++steps > mostSteps)
                break;
            at = &m_program.nodes[size_t(*next)];
        }
        return leaves;
    }

    int segmentOf(const Node& node) const { return m_segments[size_t(node.out[0])]; }
    bool takes(const Node& node) const { return isElementwise(node) || node.op == &sumOp || node.op == &maxOp; }

    bool mustBeKept(const Node& node) const
    {
        const int value = node.out[0];
        const auto& readers = m_readers[size_t(value)];
        const Cone& cone = m_cones[size_t(value)];
        if (!cone.isOpen || cone.leaves.size() < 2 || m_pinned[size_t(value)])
            return false;
        bool isWanted = false;
        for (const int index : readers) {
            const Node& reader = m_program.nodes[size_t(index)];
            if (!takes(reader))
                return false; // it is kept for that one
            isWanted = isWanted || (segmentOf(reader) != segmentOf(node) && !paysFor(reader, value));
        }
        return isWanted && readers.size() > 1;
    }

    int add(const Op& op, Attrs attrs, int from, const ValueInfo& info, int origin, std::vector<Node>& nodes)
    {
        const int value = int(m_program.values.size());
        m_program.values.push_back(info);
        nodes.push_back({.op = &op, .attrs = std::move(attrs), .in = {from}, .out = {value}, .origin = origin});
        return value;
    }

    int keep(int value, int origin, std::vector<Node>& nodes)
    {
        const ValueInfo wide = info(value);
        const DType kept = keptIn(m_program.products);
        if (kept == wide.dtype)
            return add(stopGradientOp, {}, value, wide, origin, nodes); // the same memory
        ValueInfo narrow = wide;
        narrow.dtype = kept;
        const int rounded = add(castOp, CastAttrs {kept}, value, narrow, origin, nodes);
        return add(castOp, CastAttrs {DType::f32}, rounded, wide, origin, nodes);
    }

    bool paysFor(const Node& node, int value) const
    {
        if (size_t(value) >= m_cones.size())
            return false;
        const Cone& cone = m_cones[size_t(value)];
        const Node* maker = producer(value);
        if (!cone.isOpen || maker == nullptr || m_segments[size_t(value)] == segmentOf(node) || maker->op == &castOp
            || m_pinned[size_t(value)] || m_readers[size_t(value)].size() < 2 || cone.steps >= mostSteps)
            return false;
        const std::set<int> beside = readBeside(node, value);
        const auto more = std::ranges::count_if(cone.leaves, [&](int leaf) { return !beside.contains(leaf); });
        const bool isStored = std::ranges::any_of(m_readers[size_t(value)], [&](int reader) {
            const Node& other = m_program.nodes[size_t(reader)];
            return !isElementwise(other) && other.op != &sumOp && other.op != &maxOp;
        });
        return more <= (isStored ? 0 : 1); // instead of the value itself, which need not be written then
    }

    int copyOf(int value, int segment, std::vector<Node>& nodes)
    {
        const auto known = m_copies.find({value, segment});
        if (known != m_copies.end())
            return known->second;
        Node node = *producer(value);
        const ValueInfo domain = info(value);
        for (int& operand : node.in) {
            const bool isInside = node.op != &castOp && !isSmall(operand, domain.shape) && !isKept(operand)
                && info(operand).shape == domain.shape && info(operand).layout == domain.layout;
            if (isInside)
                operand = copyOf(operand, segment, nodes);
        }
        const int copy = int(m_program.values.size());
        m_program.values.push_back(domain);
        node.out = {copy};
        nodes.push_back(std::move(node));
        return m_copies[{value, segment}] = copy;
    }

    Program& m_program;
    std::vector<int> m_producers; // of each value: a node, or -1
    std::vector<std::vector<int>> m_readers; // of each value: nodes
    std::vector<int> m_segments; // of each value: stretches of scalar functions, between other nodes
    std::vector<Cone> m_cones; // of each value
    std::vector<char> m_pinned; // read after the step
    std::map<std::pair<int, int>, int> m_copies; // (value, segment) → the same, computed there
};

} // namespace

bool recompute(Program& program, Backend& backend)
{
    if (!backend.sparesTraffic(program) || !Recomputing(program).run())
        return false;
    removeUnused(program, backend);
    return true;
}

} // namespace weft
