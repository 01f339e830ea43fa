#include "engine/data/preparation.h"

#include <algorithm>

namespace weft {

bool Affine::isIdentity() const
{
    return std::ranges::all_of(shift, [](double v) { return v == 0; })
        && std::ranges::all_of(scale, [](double v) { return v == 1; });
}

std::vector<std::string> Preparation::madeOf(const std::string& column) const
{
    std::vector<std::string> names = {column};
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) { // no step but combining renames a column
        const auto whole = step->parts.empty() ? names.end() : std::ranges::find(names, step->whole);
        if (whole == names.end())
            continue;
        const auto at = names.erase(whole);
        names.insert(at, step->parts.begin(), step->parts.end());
    }
    return names;
}

std::string Preparation::gapIn(const Dataset& samples, int64_t sample, const std::vector<std::string>& parts) const
{
    const auto isGap = [&](const std::string& name) {
        const Column* const column = samples.find(name);
        return column != nullptr && isMissing(*column, sample)
            && std::ranges::count(fillings, name, &Filling::column) == 0;
    };
    const auto gap = std::ranges::find_if(parts, isGap);
    return gap == parts.end() ? parts.back() : *gap;
}

} // namespace weft
