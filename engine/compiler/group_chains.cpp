#include "engine/compiler/fusion_groups.h"
#include "engine/compiler/passes.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <utility>

namespace weft {

namespace {

// A step ends with tens of small chains that know nothing of each other and do the same to each weight: its update, and
// before it the sum of its gradient's squares. On a GPU each costs a launch, most of them more than their work does.
// Chains of equal code become one node where the backend has a kernel for that. Only what cannot raise the peak of
// memory is moved: updates, whose results are states, and sums over what an update reads later anyway.
class Grouping {
public:
    Grouping(Program& program, Backend& backend)
        : m_program(program)
        , m_backend(backend)
        , m_groups(program)
        , m_isNext(program.values.size(), 0)
        , m_updateReads(program.values.size(), 0)
    {
        for (const StateVariable& state : program.states) {
            if (state.next >= 0)
                m_isNext[size_t(state.next)] = 1;
        }
        for (const Node& node : program.nodes) {
            if (!isUpdate(node))
                continue;
            for (const int value : node.in)
                m_updateReads[size_t(value)] = 1;
        }
    }

    bool run()
    {
        std::vector<int> open; // of each kind of chain, the last node of its group
        bool tried = false;
        for (int i = 0; i < int(m_program.nodes.size()); ++i) {
            const Node& node = nodeAt(i);
            if (!isUpdate(node) && !isSumForUpdate(node))
                continue;
            const auto like = std::ranges::find_if(open, [&](int other) { return isAlike(node, nodeAt(other)); });
            if (like == open.end()) {
                open.push_back(i);
                continue;
            }
            if (!std::exchange(tried, true) && m_backend.prepare(nodeOf({*like, i}), m_program) == nullptr)
                return false; // it has no use for groups
            const int group = m_groups.groupOf(*like);
            if (!reads(node, group))
                m_groups.merge(group, i);
            *like = i; // of the group, or the first of the next one
        }
        return write();
    }

private:
    const ValueInfo& info(int value) const { return m_program.values[size_t(value)]; }
    const Node& nodeAt(int index) const { return m_program.nodes[size_t(index)]; }

    // Its operands are of the domain's shape, in one order in memory, or single numbers.
    bool isEven(const Node& node) const
    {
        const Shape& shape = std::get<FusedAttrs>(node.attrs).shape;
        const int* first = nullptr;
        for (const int& value : node.in) {
            if (info(value).shape != shape && info(value).shape.elements() != 1)
                return false;
            if (info(value).shape != shape)
                continue;
            if (first != nullptr && info(*first).layout != info(value).layout)
                return false;
            first = &value;
        }
        return first != nullptr;
    }
    bool isUpdate(const Node& node) const
    {
        return node.op == &chainOp && std::get<FusedAttrs>(node.attrs).reduce == FusedAttrs::none && isEven(node)
            && std::ranges::all_of(node.out, [&](int value) { return m_isNext[size_t(value)] != 0; });
    }
    bool isSumForUpdate(const Node& node) const
    {
        return node.op == &chainOp && std::get<FusedAttrs>(node.attrs).reduce == FusedAttrs::sum && isEven(node)
            && info(node.out[0]).shape.elements() == 1
            && std::ranges::all_of(node.in, [&](int value) { return m_updateReads[size_t(value)] != 0; });
    }

    // Whether both do the same, to tensors of any size.
    bool isAlike(const Node& a, const Node& b) const
    {
        const auto &x = std::get<FusedAttrs>(a.attrs), &y = std::get<FusedAttrs>(b.attrs);
        if (x.code != y.code || x.results != y.results || x.dtype != y.dtype || x.reduce != y.reduce
            || a.in.size() != b.in.size())
            return false;
        for (size_t i = 0; i < a.in.size(); ++i) {
            const ValueInfo &p = info(a.in[i]), &q = info(b.in[i]);
            if (p.dtype != q.dtype || (p.shape == x.shape) != (q.shape == y.shape))
                return false;
        }
        return true;
    }

    bool reads(const Node& node, int group) const
    {
        return std::ranges::any_of(node.in, [&](int value) { return m_groups.sourceOf(value) == group; });
    }

    Node nodeOf(const std::vector<int>& members) const
    {
        Node all = {.op = &chainsOp, .attrs = ChainsAttrs()};
        auto& how = std::get<ChainsAttrs>(all.attrs);
        for (const int member : members) {
            const Node& node = nodeAt(member);
            how.chains.push_back(std::get<FusedAttrs>(node.attrs));
            how.operands.push_back(int(node.in.size()));
            all.in.insert(all.in.end(), node.in.begin(), node.in.end());
            all.out.insert(all.out.end(), node.out.begin(), node.out.end());
        }
        return all;
    }

    bool write()
    {
        std::vector<Node> nodes;
        bool changed = false;
        for (const int group : m_groups.inOrder()) {
            const std::vector<int>& members = m_groups.members(group);
            if (members.size() > 1) {
                Node all = nodeOf(members);
                if (m_backend.prepare(all, m_program) != nullptr) {
                    changed = true;
                    nodes.push_back(std::move(all));
                    continue;
                }
            }
            for (const int member : members)
                nodes.push_back(nodeAt(member));
        }
        m_program.nodes = std::move(nodes);
        return changed;
    }

    Program& m_program;
    Backend& m_backend;
    FusionGroups m_groups;
    std::vector<char> m_isNext; // by value: what a state becomes
    std::vector<char> m_updateReads;
};

} // namespace

bool groupChains(Program& program, Backend& backend)
{
    return Grouping(program, backend).run();
}

} // namespace weft
