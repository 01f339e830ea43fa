#include "ui/panels/curves/curve.h"

#include <algorithm>
#include <cmath>

namespace weft {

size_t Curve::indexFrom(double step) const
{
    const auto end = steps->begin() + std::ptrdiff_t(std::min(size(), steps->size()));
    const auto found = std::lower_bound(steps->begin(), end, step, [](int64_t a, double b) { return double(a) < b; });
    return size_t(found - steps->begin());
}

size_t Curve::indexAt(double step) const
{
    const size_t from = indexFrom(step);
    if (from < size() && double(this->step(from)) <= step)
        return from;
    return from == 0 ? size() : from - 1;
}

void Curve::append(int64_t step, float value)
{
    if (!isEmpty() && step <= lastStep())
        truncate(indexFrom(double(step)));
    steps->push_back(step);
    values.append(value);
}

void Curve::truncate(size_t size)
{
    if (size >= this->size())
        return;
    values.truncate(size);
    steps->resize(size);
}

} // namespace weft
