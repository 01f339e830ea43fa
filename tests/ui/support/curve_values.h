#pragma once

#include "ui/panels/curves/plot/plot_range.h"
#include "ui/session/curves/curve.h"

#include <limits>
#include <span>
#include <vector>

namespace weft {

constexpr float noNumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

// Values such as a run that goes wrong gives: normal ones, among them huge ones, zeros, infinities and what is no
// number.
std::vector<float> wildValues(size_t count, uint32_t seed);
// A loss of a run that goes well: it falls to 0.2, with noise.
std::vector<float> fallingLoss(size_t count, uint32_t seed = 1);
Curve curveOf(std::span<const float> values); // at steps 1, 2, …
bool isUsable(PlotRange range, bool logarithmic); // something can be drawn in it

} // namespace weft
