#include "engine/compiler/memory_plan.h"

#include "engine/compiler/arena.h"
#include "engine/ir/op.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace weft {

namespace {

constexpr size_t alignment = 64;

size_t padded(size_t bytes)
{
    return std::max(alignment, (bytes + alignment - 1) / alignment * alignment);
}

struct Buffer {
    int first = 0; // node that writes it
    int last = 0; // node that reads it last
    size_t bytes = 0;
    size_t offset = 0;
};

class Planner {
public:
    Planner(const Program& program, const MayOverwrite& mayOverwrite)
        : m_program(program)
        , m_mayOverwrite(mayOverwrite)
    {
        const size_t count = program.values.size();
        m_root.resize(count);
        std::iota(m_root.begin(), m_root.end(), 0);
        m_writer.assign(count, -1);
        m_lastRead.assign(count, -1);
        const int end = int(program.nodes.size());
        for (int i = 0; i < end; ++i) {
            const Node& node = program.nodes[size_t(i)];
            for (const int value : node.in)
                touch(value, i);
            for (const int value : node.out) {
                m_writer[size_t(value)] = i;
                m_lastRead[size_t(value)] = i;
                if (node.op->isView)
                    m_root[size_t(value)] = m_root[size_t(node.in[0])];
            }
        }
        for (const Variable& output : program.outputs)
            touch(output.value, end);
        for (const StateVariable& state : program.states) {
            if (state.next >= 0)
                touch(state.next, end);
        }
    }

    MemoryPlan plan()
    {
        MemoryPlan plan;
        plan.values.resize(m_program.values.size());
        std::vector<char> placed(m_program.values.size(), 0);
        for (size_t i = 0; i < m_program.inputs.size(); ++i) {
            plan.values[size_t(m_program.inputs[i].value)] = {Placement::input, 0, int(i)};
            placed[size_t(m_program.inputs[i].value)] = 1;
        }
        for (size_t i = 0; i < m_program.states.size(); ++i) {
            plan.values[size_t(m_program.states[i].value)] = {Placement::state, 0, int(i)};
            placed[size_t(m_program.states[i].value)] = 1;
        }
        for (size_t i = 0; i < m_program.states.size(); ++i) {
            const StateVariable& state = m_program.states[i];
            if (state.next < 0 || state.next == state.value)
                continue;
            if (!placed[size_t(state.next)] && m_root[size_t(state.next)] == state.next && overwrites(state)) {
                plan.values[size_t(state.next)] = {Placement::state, 0, int(i)};
                placed[size_t(state.next)] = 1;
            } else {
                plan.copies.push_back({int(i), state.next});
            }
        }
        // A copy of another state's value comes before that state is copied over.
        std::ranges::stable_partition(plan.copies, [&](const StateCopy& copy) {
            return plan.values[size_t(m_root[size_t(copy.value)])].kind == Placement::state;
        });
        placeInArena(plan, placed);
        for (size_t value = 0; value < m_root.size(); ++value)
            plan.values[value] = plan.values[size_t(m_root[value])];
        return plan;
    }

private:
    void touch(int value, int node)
    {
        int& last = m_lastRead[size_t(m_root[size_t(value)])];
        last = std::max(last, node);
    }

    // Whether the node that computes the next value may write it over the state.
    bool overwrites(const StateVariable& state) const
    {
        const int writer = m_writer[size_t(state.next)];
        if (writer < 0 || m_program.values[size_t(state.next)] != m_program.values[size_t(state.value)]
            || m_lastRead[size_t(state.value)] > writer)
            return false;
        const Node& node = m_program.nodes[size_t(writer)];
        for (size_t i = 0; i < node.in.size(); ++i) {
            if (m_root[size_t(node.in[i])] == state.value && !m_mayOverwrite(writer, int(i)))
                return false;
        }
        return true;
    }

    void placeInArena(MemoryPlan& plan, const std::vector<char>& placed)
    {
        std::vector<Buffer> buffers;
        std::vector<int> bufferOf(m_program.values.size(), -1);
        for (size_t i = 0; i < m_program.nodes.size(); ++i) {
            const Node& node = m_program.nodes[i];
            std::vector<char> taken(node.in.size(), 0);
            for (const int value : node.out) {
                if (m_root[size_t(value)] != value || placed[size_t(value)])
                    continue;
                const size_t bytes = padded(m_program.values[size_t(value)].bytes());
                int buffer = -1;
                for (size_t k = 0; k < node.in.size() && buffer < 0; ++k) { // over an operand nobody reads any more
                    const int root = m_root[size_t(node.in[k])];
                    const int candidate = bufferOf[size_t(root)];
                    if (candidate >= 0 && !taken[k] && m_lastRead[size_t(root)] == int(i)
                        && m_program.values[size_t(root)].bytes() == m_program.values[size_t(value)].bytes()
                        && buffers[size_t(candidate)].bytes == bytes && buffers[size_t(candidate)].last == int(i)
                        && readOnce(node, root) && m_mayOverwrite(int(i), int(k))) {
                        buffer = candidate;
                        taken[k] = 1;
                    }
                }
                if (buffer < 0) {
                    buffer = int(buffers.size());
                    buffers.push_back({.first = int(i), .bytes = bytes});
                }
                bufferOf[size_t(value)] = buffer;
                buffers[size_t(buffer)].last = std::max(m_lastRead[size_t(value)], int(i));
            }
        }
        std::vector<int> order(buffers.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order,
                                 [&](int a, int b) { return buffers[size_t(a)].bytes > buffers[size_t(b)].bytes; });
        Arena arena(int(m_program.nodes.size()) + 1); // times: the nodes, and the end of the step
        for (const int index : order) {
            Buffer& buffer = buffers[size_t(index)];
            buffer.offset = arena.findFree(buffer.first, buffer.last, buffer.bytes);
            arena.take(buffer.first, buffer.last, buffer.offset, buffer.bytes);
            plan.arenaBytes = std::max(plan.arenaBytes, buffer.offset + buffer.bytes);
        }
        for (size_t value = 0; value < bufferOf.size(); ++value) {
            if (bufferOf[value] >= 0)
                plan.values[value] = {Placement::arena, buffers[size_t(bufferOf[value])].offset, -1};
        }
    }

    bool readOnce(const Node& node, int root) const
    {
        return std::ranges::count_if(node.in, [&](int value) { return m_root[size_t(value)] == root; }) == 1;
    }

    const Program& m_program;
    const MayOverwrite& m_mayOverwrite;
    std::vector<int> m_root; // what a view is a view of
    std::vector<int> m_writer; // node that computes the value
    std::vector<int> m_lastRead; // node that reads it (or a view of it) last
};

} // namespace

MemoryPlan planMemory(const Program& program, const MayOverwrite& mayOverwrite)
{
    return Planner(program, mayOverwrite).plan();
}

// Runs the program on paper: every place remembers which value it holds; a read of another one is a mistake.
std::string verifyPlan(const Program& program, const MemoryPlan& plan)
{
    struct Range {
        size_t end;
        int value;
    };
    std::map<size_t, Range> arena; // by offset; none overlaps another
    std::vector<int> states(program.states.size());
    std::vector<int> root(program.values.size());
    std::iota(root.begin(), root.end(), 0);
    for (size_t i = 0; i < states.size(); ++i)
        states[i] = program.states[i].value;
    const auto holds = [&](int value) {
        const Placement& place = plan.values[size_t(value)];
        if (place.kind == Placement::input)
            return true;
        if (place.kind == Placement::state)
            return states[size_t(place.index)] == root[size_t(value)];
        const auto range = arena.find(place.offset);
        return range != arena.end() && range->second.value == root[size_t(value)];
    };
    const auto write = [&](int value) {
        const Placement& place = plan.values[size_t(value)];
        if (place.kind == Placement::state) {
            states[size_t(place.index)] = value;
        } else if (place.kind == Placement::arena) {
            const size_t end = place.offset + program.values[size_t(value)].bytes();
            auto next = arena.lower_bound(place.offset);
            if (next != arena.begin() && std::prev(next)->second.end > place.offset)
                --next;
            while (next != arena.end() && next->first < end)
                next = arena.erase(next);
            arena.insert_or_assign(place.offset, Range {end, value});
        }
    };
    for (size_t i = 0; i < program.nodes.size(); ++i) {
        const Node& node = program.nodes[i];
        for (const int value : node.in) {
            if (!holds(value))
                return "node " + std::to_string(i) + " (" + std::string(node.op->name)
                    + ") reads a value that was overwritten";
        }
        for (const int value : node.out) {
            if (node.op->isView)
                root[size_t(value)] = root[size_t(node.in[0])];
            else
                write(value);
        }
        if (!node.op->isView) {
            for (const int value : node.out) {
                if (!holds(value) && program.values[size_t(value)].bytes() > 0)
                    return "node " + std::to_string(i) + " writes two results to one place";
            }
        }
    }
    for (const Variable& output : program.outputs) {
        if (!holds(output.value))
            return "output " + output.name + " was overwritten";
    }
    for (size_t i = 0; i < program.states.size(); ++i) {
        const StateVariable& state = program.states[i];
        const bool copied = std::ranges::any_of(plan.copies, [&](const StateCopy& copy) {
            return copy.state == int(i) && copy.value == state.next && holds(copy.value);
        });
        if (state.next >= 0 && state.next != state.value && !copied && states[i] != state.next)
            return "state " + state.name + " does not get its next value";
    }
    return "";
}

} // namespace weft
