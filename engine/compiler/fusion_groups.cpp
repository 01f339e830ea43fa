#include "engine/compiler/fusion_groups.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

namespace weft {

FusionGroups::FusionGroups(const Program& program)
    : m_program(program)
    , m_group(program.nodes.size())
    , m_members(program.nodes.size())
    , m_producer(program.values.size(), -1)
    , m_readers(program.values.size())
    , m_next(program.nodes.size() + 1)
    , m_previous(program.nodes.size() + 1)
    , m_position(program.nodes.size() + 1)
    , m_seen(program.nodes.size(), 0)
{
    std::iota(m_group.begin(), m_group.end(), 0);
    const int count = int(program.nodes.size());
    for (int i = 0; i < count; ++i) {
        m_members[size_t(i)] = {i};
        for (const int value : program.nodes[size_t(i)].out)
            m_producer[size_t(value)] = i;
        for (const int value : program.nodes[size_t(i)].in)
            m_readers[size_t(value)].push_back(i);
    }
    for (int i = 0; i <= count; ++i) {
        m_next[size_t(i)] = i < count ? i + 1 : 0;
        m_previous[size_t(i)] = i > 0 ? i - 1 : count;
    }
    spreadPositions();
}

void FusionGroups::spreadPositions()
{
    const int end = int(m_members.size());
    const uint64_t gap = UINT64_MAX / (m_members.size() + 2);
    m_position[size_t(end)] = 0; // before the first: the ring begins there
    for (int group = m_next[size_t(end)], i = 1; group != end; group = m_next[size_t(group)], ++i)
        m_position[size_t(group)] = gap * uint64_t(i);
}

void FusionGroups::unlink(int group)
{
    const int next = m_next[size_t(group)];
    const int previous = m_previous[size_t(group)];
    m_next[size_t(previous)] = next;
    m_previous[size_t(next)] = previous;
}

// Takes the groups out of the order and puts them, in their own order, behind `place` (the number of groups: in front).
void FusionGroups::moveBehind(int place, std::vector<int> groups)
{
    std::ranges::sort(groups, {}, [&](int group) { return m_position[size_t(group)]; });
    for (const int group : groups)
        unlink(group);
    const int end = int(m_members.size());
    const int behind = m_next[size_t(place)];
    const uint64_t low = m_position[size_t(place)];
    const uint64_t gap = ((behind == end ? UINT64_MAX : m_position[size_t(behind)]) - low) / (groups.size() + 1);
    uint64_t position = low;
    for (const int group : groups) {
        m_position[size_t(group)] = position += gap;
        m_previous[size_t(group)] = place;
        m_next[size_t(place)] = group;
        place = group;
    }
    m_next[size_t(place)] = behind;
    m_previous[size_t(behind)] = place;
    if (gap == 0)
        spreadPositions();
}

FusionGroups::Answer FusionGroups::visit(Search& search, int group, int next)
{
    ++search.work;
    if (next == group)
        return Answer::open;
    if (next == search.other)
        return group == search.from ? Answer::open : Answer::connected;
    const uint64_t position = m_position[size_t(next)];
    int& seen = m_seen[size_t(next)];
    if (position < search.low || position > search.high || seen == search.side)
        return Answer::open;
    if (seen == (search.side ^ 1)) // the other search has been here
        return Answer::connected;
    seen = search.side;
    search.found.push_back(next);
    return Answer::open;
}

// Looks along the wires of one more group.
FusionGroups::Answer FusionGroups::step(Search& search, bool forward)
{
    const int group = search.found[search.looked++];
    for (const int member : members(group)) {
        const Node& node = m_program.nodes[size_t(member)];
        for (const int value : forward ? node.out : node.in) {
            if (!forward && producer(value) >= 0 && visit(search, group, sourceOf(value)) == Answer::connected)
                return Answer::connected;
            for (size_t i = 0; forward && i < readers(value).size(); ++i) {
                if (visit(search, group, groupOf(readers(value)[i])) == Answer::connected)
                    return Answer::connected;
            }
        }
    }
    return search.looked == search.found.size() ? Answer::apart : Answer::open;
}

bool FusionGroups::merge(int earlier, int later)
{
    const uint64_t low = m_position[size_t(earlier)];
    const uint64_t high = m_position[size_t(later)];
    assert(low < high);
    // A path from one to the other through a third group would become a circle. Two searches towards each other, always
    // the one that has done less: often only one of the groups has much before or behind it. Once one of them has seen
    // all there is on its side, there is no path, and what it has seen is what must move to mend the order.
    m_sides += 2;
    Search forward = {earlier, later, m_sides, low, high, {earlier}};
    Search backward = {later, earlier, m_sides + 1, low, high, {later}};
    Answer answer = Answer::open;
    bool isForward = true;
    while (answer == Answer::open) {
        isForward = forward.work <= backward.work;
        answer = step(isForward ? forward : backward, isForward);
    }
    if (answer == Answer::connected)
        return false;
    if (isForward) { // `earlier` goes to where `later` is, and what depends on it follows
        moveBehind(later, std::move(forward.found));
    } else { // `later` comes to where `earlier` is, and what it depends on goes in front
        backward.found.erase(backward.found.begin());
        moveBehind(m_previous[size_t(earlier)], std::move(backward.found));
    }
    unlink(later);
    auto& into = m_members[size_t(earlier)];
    auto& from = m_members[size_t(later)];
    for (const int member : from)
        m_group[size_t(member)] = earlier;
    into.insert(into.end(), from.begin(), from.end());
    std::ranges::sort(into);
    from.clear();
    return true;
}

std::vector<int> FusionGroups::inOrder() const
{
    std::vector<int> order;
    std::vector<char> written(m_group.size(), 0);
    const auto emit = [&](auto&& self, int group) -> void {
        if (std::exchange(written[size_t(group)], 1))
            return;
        for (const int member : members(group)) {
            for (const int value : m_program.nodes[size_t(member)].in) {
                const int source = sourceOf(value);
                if (source >= 0 && source != group)
                    self(self, source);
            }
        }
        order.push_back(group);
    };
    for (int node = 0; node < int(m_group.size()); ++node) {
        if (members(groupOf(node)).back() == node)
            emit(emit, groupOf(node));
    }
    return order;
}

} // namespace weft
