#include "engine/graph/nearest_name.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace weft {

size_t changesBetween(std::string_view a, std::string_view b, size_t least)
{
    const size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference >= least) // also keeps what a stranger's file names from costing more than it is long
        return least;
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t(0));
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = row[0]++;
        for (size_t j = 0; j < b.size(); ++j) {
            const size_t replaced = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return std::min(row.back(), least);
}

} // namespace weft
