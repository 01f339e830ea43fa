#include "engine/compiler/passes.h"
#include "engine/ir/builder.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace weft {

namespace {

constexpr size_t mostSteps = 96; // so that the tiles of one chain stay in the nearest cache
constexpr size_t mostOperands = 24;

// Joins elementwise nodes of one domain (shape and type) into groups, then writes each group as one chain. A reduction
// joins the group that computes its operand if nobody else wants that operand.
class Fusion {
public:
    Fusion(Program& program, Backend& backend)
        : m_program(program)
        , m_backend(backend)
        , m_group(program.nodes.size())
        , m_members(program.nodes.size())
    {
        std::iota(m_group.begin(), m_group.end(), 0);
        m_horizon = m_group;
        m_seen.assign(program.nodes.size(), 0);
        m_producer.assign(program.values.size(), -1);
        m_readers.resize(program.values.size());
        m_pinned.assign(program.values.size(), 0);
        for (size_t i = 0; i < program.nodes.size(); ++i) {
            m_members[i] = {int(i)};
            for (const int value : program.nodes[i].out)
                m_producer[size_t(value)] = int(i);
            for (const int value : program.nodes[i].in)
                m_readers[size_t(value)].push_back(int(i));
        }
        for (const Variable& output : program.outputs)
            m_pinned[size_t(output.value)] = 1;
        for (const StateVariable& state : program.states) {
            if (state.next >= 0)
                m_pinned[size_t(state.next)] = 1;
        }
    }

    bool run()
    {
        for (size_t i = 0; i < m_program.nodes.size(); ++i) {
            if (isElementwise(m_program.nodes[i]))
                joinProducers(int(i));
        }
        for (size_t i = 0; i < m_program.nodes.size(); ++i) {
            if (isReduction(m_program.nodes[i]))
                joinReduction(int(i));
        }
        return write();
    }

private:
    const ValueInfo& info(int value) const { return m_program.values[size_t(value)]; }
    const Node& node(int index) const { return m_program.nodes[size_t(index)]; }
    bool isScalarConstant(int value) const
    {
        return m_producer[size_t(value)] >= 0 && node(m_producer[size_t(value)]).op == &constantOp;
    }
    bool isElementwise(const Node& candidate) const
    {
        const ValueInfo& out = info(candidate.out[0]);
        if (out.dtype != DType::f32 && out.dtype != DType::f64)
            return false;
        return candidate.op->scalar.has_value()
            || (candidate.op == &castOp && info(candidate.in[0]).shape == out.shape);
    }
    bool isReduction(const Node& candidate) const
    {
        const DType dtype = info(candidate.out[0]).dtype;
        return (candidate.op == &sumOp || candidate.op == &maxOp) && (dtype == DType::f32 || dtype == DType::f64);
    }

    // Whether group `from` must be computed before group `to`, through anything in between. What lies behind a group's
    // horizon is older than all of `from`, so the search need not go there.
    bool reaches(int from, int to)
    {
        const int earliest = m_members[size_t(from)].front();
        std::vector<int> open = {to};
        ++m_search;
        while (!open.empty()) {
            const int group = open.back();
            open.pop_back();
            for (const int source : sourcesOf(group)) {
                if (source == from)
                    return true;
                if (m_seen[size_t(source)] == m_search || m_horizon[size_t(source)] < earliest)
                    continue;
                m_seen[size_t(source)] = m_search;
                open.push_back(source);
            }
        }
        return false;
    }

    // The groups that a group reads from.
    std::vector<int> sourcesOf(int group) const
    {
        std::vector<int> sources;
        for (const int member : m_members[size_t(group)]) {
            for (const int value : node(member).in) {
                const int producer = m_producer[size_t(value)];
                if (producer >= 0 && m_group[size_t(producer)] != group)
                    sources.push_back(m_group[size_t(producer)]);
            }
        }
        return sources;
    }

    // The newest node that a group holds or depends on; what depends on the group looks as far.
    void moveHorizon(int group, int horizon)
    {
        std::vector<int> open = {group};
        m_horizon[size_t(group)] = std::max(m_horizon[size_t(group)], horizon);
        while (!open.empty()) {
            const int next = open.back();
            open.pop_back();
            for (const int member : m_members[size_t(next)]) {
                for (const int value : node(member).out) {
                    for (const int reader : m_readers[size_t(value)]) {
                        const int readers = m_group[size_t(reader)];
                        if (m_horizon[size_t(readers)] >= horizon)
                            continue;
                        m_horizon[size_t(readers)] = horizon;
                        open.push_back(readers);
                    }
                }
            }
        }
    }

    // What both groups together read from outside.
    size_t operandsOf(int a, int b) const
    {
        std::set<int> operands;
        for (const int group : {a, b}) {
            for (const int member : m_members[size_t(group)]) {
                for (const int value : node(member).in) {
                    const int producer = m_producer[size_t(value)];
                    const int source = producer < 0 ? -1 : m_group[size_t(producer)];
                    if (source != a && source != b)
                        operands.insert(value);
                }
            }
        }
        return operands.size();
    }

    // Both groups in one, unless something outside lies between them.
    bool merge(int earlier, int later)
    {
        auto& into = m_members[size_t(earlier)];
        auto& from = m_members[size_t(later)];
        if (into.size() + from.size() > mostSteps || operandsOf(earlier, later) > mostOperands)
            return false;
        // A path from one to the other through a third group would become a circle.
        for (const auto& [first, second] : {std::pair(earlier, later), std::pair(later, earlier)}) {
            for (const int member : m_members[size_t(second)]) {
                for (const int value : node(member).in) {
                    const int producer = m_producer[size_t(value)];
                    const int source = producer < 0 ? -1 : m_group[size_t(producer)];
                    if (source >= 0 && source != first && source != second && reaches(first, source))
                        return false;
                }
            }
        }
        for (const int member : from)
            m_group[size_t(member)] = earlier;
        into.insert(into.end(), from.begin(), from.end());
        std::ranges::sort(into);
        from.clear();
        moveHorizon(earlier, std::max(m_horizon[size_t(earlier)], m_horizon[size_t(later)]));
        return true;
    }

    void joinProducers(int index)
    {
        const ValueInfo& domain = info(node(index).out[0]);
        if (node(index).op == &castOp)
            return; // it starts a group: what it reads is of another type
        for (const int value : node(index).in) {
            const int producer = m_producer[size_t(value)];
            if (producer < 0 || info(value).shape != domain.shape || info(value).dtype != domain.dtype
                || info(value).layout != domain.layout || !isElementwise(node(producer)))
                continue;
            const int mine = m_group[size_t(index)];
            const int theirs = m_group[size_t(producer)];
            if (mine != theirs)
                merge(theirs, mine);
        }
    }

    void joinReduction(int index)
    {
        const int value = node(index).in[0];
        const int producer = m_producer[size_t(value)];
        if (producer < 0 || !isElementwise(node(producer)) || m_readers[size_t(value)].size() != 1
            || m_pinned[size_t(value)])
            return;
        const int group = m_group[size_t(producer)];
        for (const int member : m_members[size_t(group)]) { // it must be the only result
            const int out = node(member).out[0];
            if (out != value && (m_pinned[size_t(out)] || leaves(out, group)))
                return;
        }
        merge(group, m_group[size_t(index)]);
    }

    bool leaves(int value, int group) const
    {
        return std::ranges::any_of(m_readers[size_t(value)],
                                   [&](int reader) { return m_group[size_t(reader)] != group; });
    }

    Node chainOf(int group) const
    {
        const std::vector<int>& members = m_members[size_t(group)];
        const Node& last = node(members.back());
        FusedAttrs how;
        const bool reduces = isReduction(last);
        const ValueInfo& domain = info(reduces ? last.in[0] : last.out[0]);
        how.dtype = domain.dtype;
        how.shape = domain.shape;
        if (reduces) {
            how.reduce = last.op == &sumOp ? FusedAttrs::sum : FusedAttrs::maximum;
            how.axes = std::get<ReduceAttrs>(last.attrs).axes;
        }
        Node chain = {.op = &chainOp, .origin = last.origin};
        std::map<int, int> slots; // value → slot
        for (const int member : members) { // operands first
            for (const int value : node(member).in) {
                const bool inside =
                    m_producer[size_t(value)] >= 0 && m_group[size_t(m_producer[size_t(value)])] == group;
                if (!inside && !isScalarConstant(value) && slots.try_emplace(value, int(chain.in.size())).second)
                    chain.in.push_back(value);
            }
        }
        const auto slotOf = [&](int value) {
            const auto known = slots.find(value);
            if (known != slots.end())
                return known->second;
            FusedStep number = {.value = std::get<ConstantAttrs>(node(m_producer[size_t(value)]).attrs).value};
            how.code.push_back(number);
            return slots[value] = int(chain.in.size() + how.code.size()) - 1;
        };
        for (const int member : members) {
            const Node& step = node(member);
            if (isReduction(step)) {
                how.results.push_back(slotOf(step.in[0]));
                chain.out.push_back(step.out[0]);
                continue;
            }
            int slot = -1;
            if (step.op == &castOp) {
                slot = slotOf(step.in[0]); // operands are converted as they are read
            } else {
                FusedStep fused = {.function = *step.op->scalar};
                for (size_t i = 0; i < step.in.size(); ++i)
                    fused.args[i] = slotOf(step.in[i]);
                how.code.push_back(fused);
                slot = int(chain.in.size() + how.code.size()) - 1;
            }
            slots[step.out[0]] = slot;
            if (m_pinned[size_t(step.out[0])] || leaves(step.out[0], group)) {
                how.results.push_back(slot);
                chain.out.push_back(step.out[0]);
            }
        }
        if (reduces) { // results of the elementwise part would not be reduced: there are none (joinReduction)
            how.results = {how.results.back()};
            chain.out = {chain.out.back()};
        }
        chain.attrs = std::move(how);
        return chain;
    }

    // The groups in an order that computes everything before it is read; as early as the nodes they begin with.
    bool write()
    {
        std::vector<Node> nodes;
        std::vector<char> written(m_program.nodes.size(), 0);
        bool changed = false;
        const auto emit = [&](auto&& self, int group) -> void {
            if (std::exchange(written[size_t(group)], 1))
                return;
            for (const int member : m_members[size_t(group)]) {
                for (const int value : node(member).in) {
                    const int producer = m_producer[size_t(value)];
                    if (producer >= 0 && m_group[size_t(producer)] != group)
                        self(self, m_group[size_t(producer)]);
                }
            }
            const Node& only = node(m_members[size_t(group)].front());
            const bool chains = m_members[size_t(group)].size() > 1
                || (isElementwise(only)
                    && std::ranges::any_of(only.in, [&](int value) { return isScalarConstant(value); }));
            if (chains) {
                Node chain = chainOf(group);
                if (m_backend.prepare(chain, m_program) != nullptr) {
                    changed = true;
                    nodes.push_back(std::move(chain));
                    return;
                }
            }
            for (const int member : m_members[size_t(group)])
                nodes.push_back(node(member));
        };
        // A group is due where its last member stood: what it reads is there by then.
        for (size_t i = 0; i < m_program.nodes.size(); ++i) {
            const int group = m_group[i];
            if (m_members[size_t(group)].back() == int(i))
                emit(emit, group);
        }
        m_program.nodes = std::move(nodes);
        return changed;
    }

    Program& m_program;
    Backend& m_backend;
    std::vector<int> m_group; // of each node
    std::vector<std::vector<int>> m_members; // of each group, in order
    std::vector<int> m_horizon; // of each group: the newest node that it holds or depends on
    std::vector<int> m_seen; // by which search each group was seen
    int m_search = 0;
    std::vector<int> m_producer; // of each value; -1: an input or a state
    std::vector<std::vector<int>> m_readers; // of each value
    std::vector<char> m_pinned; // read after the step
};

} // namespace

bool fuse(Program& program, Backend& backend)
{
    return Fusion(program, backend).run();
}

} // namespace weft
