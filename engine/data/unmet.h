#pragma once

#include <string>
#include <vector>

namespace weft {

// What today's data has, and the data that a run was trained on had not: it counts as missing.
struct Unmet {
    std::string column;
    std::string word = {}; // empty: the other way round, today's data lacks the whole column
    std::string place = {}; // of the first: "line 12"; empty: it has none
};

// “south” (line 40), “north” (line 52) and 3 more: of this column.
std::string unmetWords(const std::vector<Unmet>& all, const std::string& column);
// A sentence for each column.
std::vector<std::string> saysUnmet(const std::vector<Unmet>& all);

} // namespace weft
