#include "engine/data/prepared.h"

#include <algorithm>

namespace weft {

bool Affine::isIdentity() const
{
    return std::ranges::all_of(shift, [](double v) { return v == 0; })
        && std::ranges::all_of(scale, [](double v) { return v == 1; });
}

const std::vector<int64_t>& PreparedData::samples(Part part) const
{
    switch (part) {
    case Part::train:
        return train;
    case Part::validation:
        return validation;
    case Part::test:
        return test;
    case Part::fresh:
        return fresh;
    case Part::all:
        break;
    }
    return everything;
}

} // namespace weft
