#include "tests/ui/support/curve_values.h"

#include <cmath>
#include <random>

namespace weft {

std::vector<float> wildValues(size_t count, uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, 3);
    std::vector<float> values(count);
    for (float& value : values) {
        const uint32_t kind = random() % 40;
        value = kind == 0 ? noNumber
            : kind == 1   ? infinity
            : kind == 2   ? -infinity
            : kind == 3   ? 1e38F
                          : normal(random);
        if (kind == 4 && !values.empty())
            value = 0;
    }
    return values;
}

std::vector<float> fallingLoss(size_t count, uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> noise(0, 0.2F);
    std::vector<float> values(count);
    for (size_t i = 0; i < count; ++i)
        values[i] = (2 * std::exp(-float(i) / float(count) * 8) + 0.2F) * std::exp(noise(random));
    return values;
}

Curve curveOf(std::span<const float> values)
{
    Curve curve;
    for (size_t i = 0; i < values.size(); ++i)
        curve.append(int64_t(i) + 1, values[i]);
    return curve;
}

bool isUsable(PlotRange range, bool logarithmic)
{
    return std::isfinite(range.low) && std::isfinite(range.high) && range.low < range.high
        && std::isfinite(range.high - range.low) && (!logarithmic || range.low > 0);
}

} // namespace weft
