#include "ui/panels/curves/plot/plot_range.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace weft {

namespace {

constexpr double most = 1e40; // beyond what a float can hold
constexpr double least = 1e-50; // of what is positive
constexpr double resolution = 1e-11; // share of the larger end that a range has at least

} // namespace

PlotRange sane(PlotRange range, bool logarithmic)
{
    if (!std::isfinite(range.low) || !std::isfinite(range.high))
        return logarithmic ? PlotRange {0.1, 10} : PlotRange {0, 1};
    if (range.low > range.high)
        std::swap(range.low, range.high);
    if (logarithmic) {
        const double low = std::clamp(range.low, least, most);
        const double high = std::clamp(range.high, least, most);
        const double ratio = 1 + 1e-9;
        return high >= low * ratio ? PlotRange {low, high} : PlotRange {low / ratio, low * ratio};
    }
    const double low = std::clamp(range.low, -most, most);
    const double high = std::clamp(range.high, -most, most);
    const double length = std::max(resolution * std::max(std::abs(low), std::abs(high)), least);
    if (high - low >= length)
        return {low, high};
    const double middle = low / 2 + high / 2;
    return {middle - length, middle + length};
}

double valueAt(PlotRange range, double place, bool logarithmic)
{
    if (logarithmic)
        return range.low * std::pow(range.high / range.low, place);
    return range.low + (range.high - range.low) * place;
}

double placeOf(PlotRange range, double value, bool logarithmic)
{
    if (logarithmic)
        return std::log(value / range.low) / std::log(range.high / range.low);
    return (value - range.low) / (range.high - range.low);
}

PlotRange part(PlotRange range, double from, double to, bool logarithmic)
{
    return sane({valueAt(range, from, logarithmic), valueAt(range, to, logarithmic)}, logarithmic);
}

PlotRange zoomed(PlotRange range, double anchor, double factor, bool logarithmic)
{
    return part(range, anchor - anchor * factor, anchor + (1 - anchor) * factor, logarithmic);
}

PlotRange moved(PlotRange range, double share, bool logarithmic)
{
    return part(range, share, 1 + share, logarithmic);
}

PlotRange around(double from, double to, double margin, bool logarithmic)
{
    PlotRange range = sane({from, to}, logarithmic);
    if (logarithmic && to / from < 1.02)
        range = {from / 1.1, to * 1.1};
    else if (!logarithmic && to - from < 1e-6 * std::abs(to))
        range = {from - 0.1 * std::abs(from), to + 0.1 * std::abs(to)};
    else if (!logarithmic && from == to)
        range = {from - 1, to + 1};
    return part(sane(range, logarithmic), -margin, 1 + margin, logarithmic);
}

double roundedEnd(double value)
{
    if (!(value > 0) || value > most)
        return 1;
    constexpr std::array<double, 10> ends = {1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8};
    const double magnitude = std::pow(10, std::floor(std::log10(value)));
    for (const double end : ends) {
        if (value <= end * magnitude)
            return end * magnitude;
    }
    return 10 * magnitude;
}

} // namespace weft
