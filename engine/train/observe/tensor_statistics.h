#pragma once

#include "engine/ir/program.h"
#include "engine/train/live/observation.h"

#include <span>

namespace weft {

// Figures of a dense row-major tensor on the host.

Histogram histogramOf(std::string of, std::span<const float> values); // 64 bins between the least and the greatest
// Share of exact zeros for each channel: axis 1, or the last one of sequences (rank 3). Nothing for other ranks.
std::vector<float> zerosByChannel(const Shape& shape, std::span<const float> values);
// Of samples × channels × rows × columns the pictures of one sample; no channels for other ranks.
ActivationMaps mapsOf(const Shape& shape, std::span<const float> values, int64_t sample);
float rmsOf(std::span<const float> values);

} // namespace weft
