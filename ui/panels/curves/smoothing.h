#pragma once

#include "ui/session/curves/curve.h"

#include <algorithm>

namespace weft {

// An exponential moving average that does not lie: the weights of what it has seen always sum to one (Kingma and Ba
// 2015, "Adam", section 3, as TensorBoard's line chart does), so it starts at the first value and a constant stays
// exactly that constant. A value counts for the stretch that it stands for, weight 1 - λ^Δx (Eckner 2012, "Algorithms
// for unevenly spaced time series", EMA_last with the previous value's place taken by the new one), so that thinned
// curves look like whole ones. What is not finite is passed over.
class MovingAverage {
public:
    // λ = weight^(1 / unit): `weight`, 0 ≤ weight < 1, is what is left of a value after `unit` of x.
    MovingAverage(double weight, double unit);
    double add(double distance, double value); // distance in x from the value before; > 0

private:
    double m_logDecay; // of one x
    double m_average = 0;
    double m_seen = 0; // sum of the weights, 1 in the end
    double m_distance = -1;
    double m_keep = 0; // λ^m_distance: steps are mostly equally far apart
};

// The smoothed form of a growing curve, over steps. A curve of millions is averaged in blocks that are far narrower
// than a pixel of the whole curve, from the means that its pyramid has, so a new weight is a matter of milliseconds.
class Smoothed {
public:
    // `unit`: steps after which a value counts for `weight` of what it did; see smoothingUnit().
    void follow(const Curve& curve, double weight, double unit);

    size_t size() const { return m_values.size(); }
    const Pyramid& values() const { return m_values; }
    // Values of the curve that one smoothed value stands for: 1, 32 or 1024.
    size_t grain() const { return m_grain; }
    // The place of a smoothed value in the curve: the last of its block.
    size_t indexIn(const Curve& curve, size_t i) const { return std::min((i + 1) * m_grain, curve.size()) - 1; }

private:
    void restart(const Curve& curve, double weight, double unit);
    double next(const Curve& curve, size_t block, MovingAverage& average) const;

    Pyramid m_values = {};
    double m_weight = -1;
    double m_unit = -1;
    size_t m_grain = 1;
    size_t m_whole = 0; // finished blocks, that m_average has seen
    size_t m_restartedAt = 0; // values of the curve then
    uint32_t m_rewinds = 0; // of its values, then
    MovingAverage m_average = {0, 1};
};

// Steps in which smoothing is measured: of a run's length as much as a plot of usual width has in a pixel or two, so
// that a weight means the same to the eye whether the run has a thousand steps or ten million.
inline double smoothingUnit(double steps)
{
    return std::max(1.0, steps / 300);
}

} // namespace weft
