#include "ui/canvas/canvas_animation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace weft {

double easeOut(double t)
{
    t = std::clamp(t, 0.0, 1.0);
    // x(s) = 0.6 s (1 − s)² + s³ and y(s) = 3 s² (1 − s) + s³; x grows, so s is found by halving.
    double low = 0, high = 1;
    for (int i = 0; i < 24; ++i) {
        const double s = (low + high) / 2;
        (0.6 * s * (1 - s) * (1 - s) + s * s * s < t ? low : high) = s;
    }
    return 3 * low * low * (1 - low) + low * low * low;
}

void CanvasAnimation::start(std::map<std::string, QPointF> offsets, int milliseconds)
{
    m_offsets = milliseconds > 0 ? std::move(offsets) : std::map<std::string, QPointF>();
    m_shakes = false;
    m_milliseconds = milliseconds;
    m_left = 1;
    m_clock.start();
}

void CanvasAnimation::shake(const std::string& node, int milliseconds)
{
    constexpr double reach = 6;
    start({{node, {reach, 0}}}, milliseconds);
    m_shakes = true;
    m_left = 0;
}

bool CanvasAnimation::advance()
{
    if (m_offsets.empty())
        return false;
    const double t = double(m_clock.elapsed()) / m_milliseconds;
    m_left = m_shakes ? std::sin(4 * std::numbers::pi * t) * (1 - t) : 1 - easeOut(t);
    if (t >= 1)
        m_offsets.clear();
    return !m_offsets.empty();
}

QPointF CanvasAnimation::offset(const std::string& node) const
{
    const auto found = m_offsets.find(node);
    return found == m_offsets.end() ? QPointF() : found->second * m_left;
}

} // namespace weft
