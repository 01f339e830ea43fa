#pragma once

#include "engine/train/live/observation.h"

#include <QImage>

#include <vector>

namespace weft {

// The first `most` channels, in the colours that data has in both themes.
std::vector<QImage> mapPictures(const ActivationMaps& maps, int64_t most);

} // namespace weft
