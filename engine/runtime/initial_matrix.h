#pragma once

#include "engine/support/random.h"
#include "engine/support/shape.h"

#include <algorithm>
#include <span>
#include <vector>

namespace weft {

// Init::orthogonal: a random matrix of the first size × all others whose rows (or columns, if there are more rows) have
// length 1 and are perpendicular, uniformly so: Gram-Schmidt on normal numbers (Stewart 1980, "The efficient generation
// of random orthogonal matrices", section 3). Takes n² · m multiplications, n the smaller and m the larger side.
std::vector<double> orthogonalRows(const Shape& shape, RandomSequence& numbers);

// Init::identity, into the numbers that the rest of the units keep.
template <class T> void putIdentity(std::span<T> values, const Shape& shape, int64_t groups)
{
    if (shape.rank() == 2) { // inputs × units
        for (int64_t i = 0; i < shape[0]; ++i) {
            for (int64_t unit = 0; unit < std::min(shape[0], shape[1]); ++unit)
                values[size_t(i * shape[1] + unit)] = T(i == unit);
        }
        return;
    }
    const int64_t filters = shape[0] / groups, channels = shape[1];
    const int64_t window = shape.elements() / (shape[0] * channels);
    int64_t middle = 0;
    for (int axis = 2; axis < shape.rank(); ++axis)
        middle = middle * shape[axis] + shape[axis] / 2;
    for (int64_t filter = 0; filter < shape[0]; ++filter) {
        const int64_t channel = filter % filters;
        if (channel >= channels)
            continue;
        const std::span<T> own = values.subspan(size_t(filter * channels * window), size_t(channels * window));
        std::ranges::fill(own, T(0));
        own[size_t(channel * window + middle)] = T(1);
    }
}

} // namespace weft
