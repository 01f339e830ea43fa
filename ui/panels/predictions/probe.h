#pragma once

#include "engine/train/events.h"

#include <QImage>

#include <vector>

namespace weft {

// A sample that a person makes, in the form in which the data stores its own: what Session::probeValues takes.

// Whether a person can draw or drop a picture for this input: images of 1 or 3 channels.
bool takesPicture(const SampleValues& input);

// A picture of any size as the input stores its samples: fitted into channels × height × width, padded with its own
// edge's tone, 0…255 for bytes and 0…1 for floats. `inverted`: dark on light becomes light on dark.
std::vector<float> storedPicture(const QImage& picture, const SampleValues& input, bool inverted);

// Whether a picture's edge is light while the data's pictures have dark ones (as Fashion-MNIST and MNIST do), or the
// other way round: it then wants inverting.
bool wantsInverting(const QImage& picture, const SampleValues& input);

} // namespace weft
