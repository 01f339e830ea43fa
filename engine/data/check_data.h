#pragma once

#include "engine/data/prepared.h"
#include "engine/support/diagnostic.h"

namespace weft {

// What would spoil a run, found before it starts: empty parts, fewer samples than a batch, labels out of range, classes
// without a sample, missing values and infinities. Only `columns` (those that feed a network) are looked at; empty: all
// that can be fed.
Diagnostics checkData(const PreparedData& prepared, std::span<const std::string> columns, int64_t batchSize);

// Whether these samples of data that is prepared as other data was have all that a network is fed with from `columns`:
// a sentence for each column that names what they have instead.
Diagnostics checkMet(const PreparedData& prepared, std::span<const std::string> columns,
                     std::span<const int64_t> samples);

} // namespace weft
