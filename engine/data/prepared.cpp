#include "engine/data/prepared.h"

namespace weft {

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
