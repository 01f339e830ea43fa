#include "ui/panels/curves/timeline.h"

#include <algorithm>
#include <cmath>

namespace weft {

void Timeline::clear()
{
    m_places = {{}};
    m_hasNow = false;
}

void Timeline::setNow(double step, double epoch, double seconds)
{
    const size_t before = m_places.size() - (m_hasNow ? 1 : 0);
    add(step, epoch, seconds);
    m_hasNow = m_places.size() > before;
}

void Timeline::add(double step, double epoch, double seconds)
{
    if (m_hasNow)
        m_places.pop_back();
    m_hasNow = false;
    const Place& last = m_places.back();
    const bool isFinite = std::isfinite(step) && std::isfinite(epoch) && std::isfinite(seconds);
    if (isFinite && step > last.step && epoch > last.epoch && seconds > last.seconds)
        m_places.push_back({step, epoch, seconds});
}

double Timeline::fromStep(Along along, double step) const
{
    return convert(step, Along::step, along);
}

double Timeline::toStep(Along along, double x) const
{
    return convert(x, along, Along::step);
}

double Timeline::convert(double value, Along from, Along to) const
{
    if (m_places.size() < 2 || from == to || !std::isfinite(value))
        return value;
    const auto found =
        std::ranges::lower_bound(m_places, value, {}, [&](const Place& place) { return place.at(from); });
    const auto next = std::clamp(found, m_places.begin() + 1, m_places.end() - 1);
    const Place& a = *(next - 1);
    const Place& b = *next;
    return a.at(to) + (value - a.at(from)) / (b.at(from) - a.at(from)) * (b.at(to) - a.at(to));
}

} // namespace weft
