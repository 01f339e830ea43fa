#include "engine/compiler/fusion_groups.h"
#include "engine/compiler/passes.h"
#include "engine/ir/builder.h"
#include "engine/ir/chain_results.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace weft {

namespace {

constexpr size_t mostSteps = 96; // so that the tiles of one chain stay in the nearest cache
constexpr size_t mostOperands = 24;

// Joins elementwise nodes of one domain (shape and type) into groups, then writes each group as one chain. Reductions
// join the group that computes their operand if nobody else wants what it computes, and those that read the same tensor
// each other. What is rounded to bf16 for somebody is stored so alone: other chains read it so too.
class Fusion {
public:
    Fusion(Program& program, Backend& backend)
        : m_program(program)
        , m_backend(backend)
        , m_groups(program)
        , m_pinned(program.values.size(), 0)
        , m_rounded(program.values.size(), -1)
    {
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
            else if (isNarrowing(m_program.nodes[i]))
                joinNarrowing(int(i));
        }
        for (size_t i = 0; i < m_program.nodes.size(); ++i) {
            if (isReduction(m_program.nodes[i]))
                joinReduction(int(i));
        }
        joinReductionsOfOneTensor();
        noteRounded();
        return write();
    }

private:
    const ValueInfo& info(int value) const { return m_program.values[size_t(value)]; }
    const Node& node(int index) const { return m_program.nodes[size_t(index)]; }
    const std::vector<int>& members(int group) const { return m_groups.members(group); }
    int producer(int value) const { return m_groups.producer(value); }
    bool isScalarConstant(int value) const { return producer(value) >= 0 && node(producer(value)).op == &constantOp; }
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

    // Rounds what a chain computes: a result of that chain.
    bool isNarrowing(const Node& candidate) const
    {
        return candidate.op == &castOp && info(candidate.in[0]).dtype == DType::f32
            && isNarrowFloat(info(candidate.out[0]).dtype)
            && info(candidate.in[0]).layout == info(candidate.out[0]).layout;
    }
    // Reductions of one domain that can be results of one chain. Numbers, such as the sums of gradients' squares, are
    // put together by group_chains.
    bool areAlike(const Node& a, const Node& b) const
    {
        return a.op == b.op && a.attrs == b.attrs && info(a.in[0]) == info(b.in[0])
            && info(a.out[0]).shape.elements() > 1;
    }
    // What both groups together read from outside.
    size_t operandsOf(int a, int b) const
    {
        std::set<int> operands;
        for (const int group : {a, b}) {
            for (const int member : members(group)) {
                for (const int value : node(member).in) {
                    const int source = m_groups.sourceOf(value);
                    if (source != a && source != b)
                        operands.insert(value);
                }
            }
        }
        return operands.size();
    }

    void merge(int earlier, int later)
    {
        if (members(earlier).size() + members(later).size() <= mostSteps && operandsOf(earlier, later) <= mostOperands)
            m_groups.merge(earlier, later);
    }

    // A comparison of what is kept anyway, as where a ReLU lets gradients through: it is made again where it is wanted,
    // rather than written by the forward pass and read much later.
    bool isMadeLater(const Node& candidate) const
    {
        using enum ScalarFunction;
        if (!candidate.op->scalar
            || (*candidate.op->scalar != less && *candidate.op->scalar != less_equal && *candidate.op->scalar != equal))
            return false;
        return std::ranges::all_of(candidate.in, [&](int value) {
            return info(value).shape.elements() == 1 || producer(value) < 0 || m_pinned[size_t(value)]
                || !isElementwise(node(producer(value)))
                || std::ranges::any_of(m_groups.readers(value), [&](int reader) {
                       return !isElementwise(node(reader)) && !isReduction(node(reader)) && !node(reader).op->isView;
                   });
        });
    }

    void joinProducers(int index)
    {
        const ValueInfo& domain = info(node(index).out[0]);
        if (node(index).op == &castOp || isMadeLater(node(index)))
            return; // they start a group; what a cast reads is of another type
        for (const int value : node(index).in) {
            const int maker = producer(value);
            if (maker < 0 || info(value).shape != domain.shape || info(value).dtype != domain.dtype
                || info(value).layout != domain.layout || !isElementwise(node(maker)))
                continue;
            const int mine = m_groups.groupOf(index);
            const int theirs = m_groups.groupOf(maker);
            if (mine != theirs)
                merge(theirs, mine);
        }
    }

    void joinReduction(int index)
    {
        const int value = node(index).in[0];
        const int maker = producer(value);
        if (maker < 0 || !isElementwise(node(maker)) || m_groups.sourceOf(value) == m_groups.groupOf(index))
            return;
        const int group = m_groups.groupOf(maker);
        for (const int member : members(group)) { // reductions like it must be the only results
            if (isReduction(node(member))) {
                if (!areAlike(node(member), node(index)))
                    return;
                continue;
            }
            const int out = node(member).out[0];
            const auto isOther = [&](int reader) {
                return m_groups.groupOf(reader) != group && reader != index && !areAlike(node(reader), node(index));
            };
            if (m_pinned[size_t(out)] || std::ranges::any_of(m_groups.readers(out), isOther))
                return;
        }
        merge(group, m_groups.groupOf(index));
    }

    void joinNarrowing(int index)
    {
        const int value = node(index).in[0];
        if (producer(value) >= 0 && isElementwise(node(producer(value))))
            merge(m_groups.sourceOf(value), m_groups.groupOf(index));
    }

    // The tensor of the whole domain that a group reads, below casts.
    std::set<int> tensorsOf(int group, const Shape& domain) const
    {
        std::set<int> tensors;
        for (const int member : members(group)) {
            for (const int value : node(member).in) {
                if (m_groups.sourceOf(value) != group && info(value).shape == domain)
                    tensors.insert(value);
            }
        }
        return tensors;
    }

    bool reads(int group, int from) const
    {
        return std::ranges::any_of(members(group), [&](int member) {
            return std::ranges::any_of(node(member).in, [&](int value) { return m_groups.sourceOf(value) == from; });
        });
    }

    // One pass over memory for both.
    void joinReductionsOfOneTensor()
    {
        std::map<int, std::vector<int>> seen; // tensor → reductions that read it
        for (int i = 0; i < int(m_program.nodes.size()); ++i) {
            if (!isReduction(node(i)) || info(node(i).out[0]).shape.elements() == 1)
                continue;
            const Shape domain = info(node(i).in[0]).shape;
            const std::set<int> tensors = tensorsOf(m_groups.groupOf(i), domain);
            for (const int tensor : tensors) {
                std::vector<int>& others = seen[tensor];
                for (const int other : others) {
                    const int a = m_groups.groupOf(other), b = m_groups.groupOf(i);
                    if (a != b && areAlike(node(other), node(i)) && !reads(a, b) && !reads(b, a)
                        && members(a).size() + members(b).size() <= mostSteps && operandsOf(a, b) <= mostOperands
                        && m_groups.join(a, b))
                        break;
                }
                others.push_back(i);
            }
        }
    }

    void noteRounded()
    {
        for (size_t i = 0; i < m_program.nodes.size(); ++i) {
            const Node& one = m_program.nodes[i];
            if (isNarrowing(one) && m_groups.groupOf(int(i)) == m_groups.sourceOf(one.in[0])
                && m_rounded[size_t(one.in[0])] < 0)
                m_rounded[size_t(one.in[0])] = one.out[0];
        }
    }
    int roundedForm(int value) const { return m_rounded[size_t(value)]; }

    // Whether somebody besides these nodes reads the value as it is, rather than rounded.
    bool leaves(int value, const std::vector<int>& nodes) const
    {
        const bool isRounded = roundedForm(value) >= 0;
        return std::ranges::any_of(m_groups.readers(value), [&](int reader) {
            return !std::ranges::binary_search(nodes, reader)
                && !(isRounded && m_groups.groupOf(reader) != m_groups.sourceOf(value)
                     && (isElementwise(node(reader)) || isReduction(node(reader))));
        });
    }
    bool readsRounded(const std::vector<int>& nodes) const
    {
        return std::ranges::any_of(nodes, [&](int member) {
            return (isElementwise(node(member)) || isReduction(node(member)))
                && std::ranges::any_of(node(member).in, [&](int value) {
                       return producer(value) >= 0 && m_groups.sourceOf(value) != m_groups.groupOf(member)
                           && roundedForm(value) >= 0;
                   });
        });
    }

    // Of nodes in their order.
    Node chainOf(const std::vector<int>& steps) const
    {
        const auto isInside = [&](int value) {
            return producer(value) >= 0 && std::ranges::binary_search(steps, producer(value));
        };
        const auto reduction = std::ranges::find_if(steps, [&](int step) { return isReduction(node(step)); });
        const bool reduces = reduction != steps.end();
        const auto isStep = [&](int step) { return !isNarrowing(node(step)); };
        const Node& last = node(reduces ? *reduction : *std::ranges::find_if(steps, isStep));
        FusedAttrs how;
        const ValueInfo& domain = info(reduces ? last.in[0] : last.out[0]);
        how.dtype = domain.dtype;
        how.shape = domain.shape;
        if (reduces) {
            how.reduce = last.op == &sumOp ? FusedAttrs::sum : FusedAttrs::maximum;
            how.axes = std::get<ReduceAttrs>(last.attrs).axes;
        }
        Node chain = {.op = &chainOp, .origin = node(steps.back()).origin};
        std::map<int, int> slots; // value → slot
        for (const int member : steps) { // operands first
            for (const int value : node(member).in) {
                if (isInside(value) || isScalarConstant(value) || slots.contains(value))
                    continue;
                const bool isOther = producer(value) >= 0 && m_groups.sourceOf(value) != m_groups.groupOf(member);
                const int rounded = isOther ? roundedForm(value) : -1;
                const int read = rounded >= 0 ? rounded : value;
                const auto known = std::ranges::find(chain.in, read);
                slots[value] = int(known - chain.in.begin());
                if (known == chain.in.end())
                    chain.in.push_back(read);
            }
        }
        const auto slotOf = [&](int value) {
            const auto known = slots.find(value);
            if (known != slots.end())
                return known->second;
            FusedStep number = {.value = std::get<ConstantAttrs>(node(producer(value)).attrs).value};
            how.code.push_back(number);
            return slots[value] = int(chain.in.size() + how.code.size()) - 1;
        };
        for (const int member : steps) {
            const Node& step = node(member);
            if (isReduction(step)) {
                how.results.push_back(slotOf(step.in[0]));
                chain.out.push_back(step.out[0]);
                continue;
            }
            int slot = -1;
            if (step.op == &castOp) {
                slot = slotOf(step.in[0]); // operands are converted as they are read, and as they are stored
            } else {
                FusedStep fused = {.function = *step.op->scalar};
                for (size_t i = 0; i < step.in.size(); ++i)
                    fused.args[i] = slotOf(step.in[i]);
                how.code.push_back(fused);
                slot = int(chain.in.size() + how.code.size()) - 1;
            }
            slots[step.out[0]] = slot;
            if (m_pinned[size_t(step.out[0])] || leaves(step.out[0], steps)) {
                how.results.push_back(isNarrowing(step) ? ~slot : slot);
                if (isNarrowing(step))
                    how.rounded = info(step.out[0]).dtype;
                chain.out.push_back(step.out[0]);
            }
        }
        chain.attrs = std::move(how);
        return chain;
    }

    // A group whose reductions did not all come together computes what they read for the others too: apart from them.
    std::vector<std::vector<int>> partsOf(int group) const
    {
        std::vector<std::vector<int>> parts(1);
        bool isWhole = true;
        for (const int member : members(group))
            isWhole = isWhole && (isReduction(node(member)) || !leaves(node(member).out[0], members(group)));
        const bool reduces = std::ranges::any_of(members(group), [&](int member) { return isReduction(node(member)); });
        if (isWhole || !reduces)
            return {members(group)};
        for (const int member : members(group)) {
            if (isReduction(node(member)))
                parts.push_back({member});
            else
                parts[0].push_back(member);
        }
        return parts;
    }

    bool write()
    {
        std::vector<Node> nodes;
        bool changed = false;
        for (const int group : m_groups.inOrder()) {
            for (const std::vector<int>& part : partsOf(group)) {
                const Node& only = node(part.front());
                const bool mustBeChain = readsRounded(part);
                const bool chains = part.size() > 1 || mustBeChain
                    || (isElementwise(only)
                        && std::ranges::any_of(only.in, [&](int value) { return isScalarConstant(value); }));
                if (chains) {
                    Node chain = chainOf(part);
                    if (mustBeChain || m_backend.prepare(chain, m_program) != nullptr) {
                        changed = true;
                        nodes.push_back(std::move(chain));
                        continue;
                    }
                }
                for (const int member : part)
                    nodes.push_back(node(member));
            }
        }
        m_program.nodes = std::move(nodes);
        return changed;
    }

    Program& m_program;
    Backend& m_backend;
    FusionGroups m_groups;
    std::vector<char> m_pinned; // read after the step
    std::vector<int> m_rounded; // of each value the rounded form that its own chain stores; -1: there is none
};

} // namespace

namespace {

// Where several nodes read a cast, each gets its own: then it costs nothing inside of their chains, which read fewer
// bytes, and ties none of them to another one.
bool spreadCasts(Program& program)
{
    std::vector<int> readers(program.values.size(), 0);
    for (const Node& node : program.nodes) {
        for (const int value : node.in)
            ++readers[size_t(value)];
    }
    std::vector<int> castOfValue(program.values.size(), -1); // by what it gives: the node in the new list
    std::vector<Node> nodes;
    bool changed = false;
    for (Node node : program.nodes) {
        const bool takesCasts = node.op->scalar.has_value() || node.op == &sumOp || node.op == &maxOp;
        for (size_t k = 0; k < node.in.size() && takesCasts; ++k) {
            const int value = node.in[k];
            const int cast = castOfValue[size_t(value)];
            if (cast < 0 || readers[size_t(value)] < 2)
                continue;
            Node own = nodes[size_t(cast)];
            own.out = {int(program.values.size())};
            program.values.push_back(ValueInfo(program.values[size_t(value)]));
            castOfValue.push_back(-1);
            readers.push_back(1);
            --readers[size_t(value)];
            std::ranges::replace(node.in, value, own.out[0]);
            nodes.push_back(std::move(own));
            changed = true;
        }
        if (node.op == &castOp
            && byteSize(program.values[size_t(node.in[0])].dtype) < byteSize(program.values[size_t(node.out[0])].dtype)
            && isFloat(program.values[size_t(node.in[0])].dtype))
            castOfValue[size_t(node.out[0])] = int(nodes.size());
        nodes.push_back(std::move(node));
    }
    program.nodes = std::move(nodes);
    return changed;
}

} // namespace

bool fuse(Program& program, Backend& backend)
{
    const bool spread = spreadCasts(program);
    return Fusion(program, backend).run() || spread;
}

} // namespace weft
