#include "ui/panels/curves/smoothing.h"

#include <algorithm>
#include <cmath>

namespace weft {

MovingAverage::MovingAverage(double weight, double unit)
    : m_logDecay(std::log(std::clamp(weight, 0.0, 0.99999)) / unit) // log 0 = -inf: nothing is left
{
}

double MovingAverage::add(double distance, double value)
{
    if (!std::isfinite(value))
        return value;
    if (distance != m_distance) {
        m_distance = distance;
        m_keep = std::exp(m_logDecay * distance);
    }
    m_seen = m_seen * m_keep + (1 - m_keep);
    // In this form a constant stays what it is, to the last bit.
    m_average += (value - m_average) * ((1 - m_keep) / m_seen);
    return m_average;
}

void Smoothed::restart(const Curve& curve, double weight, double unit)
{
    m_values.clear();
    m_weight = weight;
    m_unit = unit;
    m_rewinds = curve.values.rewinds();
    m_restartedAt = curve.size();
    m_whole = 0;
    m_average = MovingAverage(weight, unit);
    const double valuesInUnit =
        curve.size() < 2 ? 1 : unit * double(curve.size()) / double(curve.step(curve.size() - 1) - curve.step(0));
    m_grain = 1;
    while (double(m_grain * Pyramid::branching * 8) <= valuesInUnit && m_grain < 1024)
        m_grain *= Pyramid::branching;
}

double Smoothed::next(const Curve& curve, size_t block, MovingAverage& average) const
{
    const size_t first = block * m_grain;
    const size_t last = std::min(first + m_grain, curve.size()) - 1;
    const int64_t before = first == 0 ? curve.step(0) - 1 : curve.step(first - 1);
    const auto distance = double(curve.step(last) - before);
    if (m_grain == 1)
        return average.add(distance, double(curve.values[first]));
    const Pyramid::Summary summary = curve.values.summary(first, last + 1);
    return average.add(distance, summary.isEmpty() ? double(NAN) : double(summary.mean));
}

void Smoothed::follow(const Curve& curve, double weight, double unit)
{
    const size_t size = curve.size();
    const bool outgrown = size >= 2 * m_restartedAt; // blocks may be wider now
    if (weight != m_weight || unit != m_unit || curve.values.rewinds() != m_rewinds || outgrown)
        restart(curve, weight, unit);
    m_values.truncate(m_whole); // the open block is averaged anew
    for (; (m_whole + 1) * m_grain <= size; ++m_whole)
        m_values.append(float(next(curve, m_whole, m_average)));
    if (m_whole * m_grain < size) {
        MovingAverage open = m_average;
        m_values.append(float(next(curve, m_whole, open)));
    }
}

} // namespace weft
