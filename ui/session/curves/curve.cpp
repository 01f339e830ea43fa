#include "ui/session/curves/curve.h"

#include <algorithm>
#include <cmath>

namespace weft {

size_t Curve::indexFrom(double step) const
{
    const StepColumn& all = *steps;
    size_t low = 0;
    size_t high = std::min(size(), all.size());
    if (high > 64 && step > double(all[0]) && step <= double(all[high - 1])) {
        // Steps are mostly evenly apart: where they then would be, one looks first, and so misses the cache twice
        // instead of twenty times.
        constexpr size_t reach = 8;
        const double share = (step - double(all[0])) / (double(all[high - 1]) - double(all[0]));
        const size_t guess = std::min(size_t(share * double(high - 1)), high - 1);
        if (guess >= reach && double(all[guess - reach]) < step)
            low = guess - reach + 1;
        if (guess + reach < high && double(all[guess + reach]) >= step)
            high = guess + reach;
    }
    const auto found = std::lower_bound(all.begin() + std::ptrdiff_t(low), all.begin() + std::ptrdiff_t(high), step,
                                        [](int64_t a, double b) { return double(a) < b; });
    return size_t(found - all.begin());
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
