#pragma once

#include "engine/ir/program.h"

#include <vector>

namespace weft {

// The nodes of a program in groups, at first of one node each, and never in a circle: an order of the groups in which
// each comes after what it reads is kept up through every merge, so that a question looks only at what lies between.
class FusionGroups {
public:
    explicit FusionGroups(const Program& program);

    int groupOf(int node) const { return m_group[size_t(node)]; }
    const std::vector<int>& members(int group) const { return m_members[size_t(group)]; } // nodes, in order
    int producer(int value) const { return m_producer[size_t(value)]; } // a node; -1: an input or a state
    const std::vector<int>& readers(int value) const { return m_readers[size_t(value)]; } // nodes
    // The group that computes a value; -1: none.
    int sourceOf(int value) const { return producer(value) < 0 ? -1 : groupOf(producer(value)); }

    // Puts `later`, which reads from `earlier`, into `earlier`. False: something else lies on a way from one to the
    // other, so they stay apart.
    bool merge(int earlier, int later);
    // The same of two groups of which neither reads from the other, in whatever order they are.
    bool join(int a, int b)
    {
        return m_position[size_t(a)] < m_position[size_t(b)] ? merge(a, b) : merge(b, a);
    }

    // All groups, each after those it reads, and where the last of its nodes stood.
    std::vector<int> inOrder() const;

private:
    // A search along the wires from one of two groups, over what lies between them in the order.
    struct Search {
        int from = -1;
        int other = -1; // the group that it must not come to
        int side = 0; // the mark on what it has seen; the two searches of one question differ in the last bit
        uint64_t low = 0; // positions, outside of which there is nothing to find
        uint64_t high = 0;
        std::vector<int> found = {};
        size_t looked = 0; // how many of `found` are done
        size_t work = 0;
    };
    enum class Answer { apart, connected, open };

    Answer step(Search& search, bool forward);
    Answer visit(Search& search, int group, int next);
    void moveBehind(int place, std::vector<int> groups);
    void unlink(int group);
    void spreadPositions();

    const Program& m_program;
    std::vector<int> m_group; // of each node
    std::vector<std::vector<int>> m_members; // of each group
    std::vector<int> m_producer; // of each value
    std::vector<std::vector<int>> m_readers; // of each value
    // The order: a ring through all groups, beginning and ending at the number of groups, and a position that grows
    // along it.
    std::vector<int> m_next;
    std::vector<int> m_previous;
    std::vector<uint64_t> m_position;
    std::vector<int> m_seen; // the side that saw each group last
    int m_sides = 0;
};

} // namespace weft
