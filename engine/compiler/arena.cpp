#include "engine/compiler/arena.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace weft {

Arena::Arena(int times)
    : m_times(int(std::bit_ceil(unsigned(std::max(1, times)))))
    , m_parts(size_t(m_times) * 2)
{
}

void Arena::add(Ranges& ranges, size_t begin, size_t end)
{
    auto next = ranges.upper_bound(begin);
    if (next != ranges.begin() && std::prev(next)->second >= begin) {
        --next;
        begin = next->first;
    }
    while (next != ranges.end() && next->first <= end) {
        end = std::max(end, next->second);
        next = ranges.erase(next);
    }
    ranges.emplace_hint(next, begin, end);
}

void Arena::take(int part, Span span, Span taken, size_t offset, size_t end)
{
    Part& here = m_parts[size_t(part)];
    add(here.ever, offset, end);
    if (taken.first <= span.first && span.last <= taken.last) {
        add(here.throughout, offset, end);
        return;
    }
    const int middle = std::midpoint(span.first, span.last);
    if (taken.first <= middle)
        take(2 * part, {span.first, middle}, taken, offset, end);
    if (taken.last > middle)
        take(2 * part + 1, {middle + 1, span.last}, taken, offset, end);
}

void Arena::collect(int part, Span span, Span wanted, std::vector<const Ranges*>& to) const
{
    const Part& here = m_parts[size_t(part)];
    if (here.ever.empty())
        return;
    if (wanted.first <= span.first && span.last <= wanted.last) {
        to.push_back(&here.ever);
        return;
    }
    to.push_back(&here.throughout);
    const int middle = std::midpoint(span.first, span.last);
    if (wanted.first <= middle)
        collect(2 * part, {span.first, middle}, wanted, to);
    if (wanted.last > middle)
        collect(2 * part + 1, {middle + 1, span.last}, wanted, to);
}

size_t Arena::findFree(int first, int last, size_t bytes) const
{
    std::vector<const Ranges*> taken;
    collect(1, {0, m_times - 1}, {first, last}, taken);
    size_t offset = 0;
    for (size_t agreed = 0; agreed < taken.size();) { // until one round has moved it no more
        for (const Ranges* ranges : taken) {
            const size_t before = offset;
            auto next = ranges->upper_bound(offset);
            if (next != ranges->begin() && std::prev(next)->second > offset)
                offset = std::prev(next)->second;
            for (; next != ranges->end() && next->first < offset + bytes; ++next)
                offset = next->second;
            agreed = offset == before ? agreed + 1 : 1;
        }
    }
    return offset;
}

void Arena::take(int first, int last, size_t offset, size_t bytes)
{
    take(1, {0, m_times - 1}, {first, last}, offset, offset + bytes);
}

} // namespace weft
