#pragma once

#include <string_view>

namespace weft {

// Whether the one may be a slip of the pen for the other: the number of letters to insert, take out or replace
// (Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966), if it is below
// `least`; `least` otherwise.
size_t changesBetween(std::string_view a, std::string_view b, size_t least);

// The name of the range that `name` was most likely meant as; empty: none is like it. `nameOf`: of an item.
template <class Range, class NameOf>
std::string_view nearestName(std::string_view name, const Range& range, const NameOf& nameOf)
{
    std::string_view nearest;
    size_t least = name.size() <= 4 ? 2 : 3; // as many letters changed: no likeness
    for (const auto& item : range) {
        const std::string_view known = nameOf(item);
        if (const size_t changes = changesBetween(name, known, least); changes < least) {
            least = changes;
            nearest = known;
        }
    }
    return nearest;
}

} // namespace weft
