#pragma once

#include "engine/data/prepared.h"
#include "engine/support/diagnostic.h"

namespace weft {

// What would spoil a run, found before it starts: empty parts, fewer samples than a batch, labels out of range, classes
// without a sample, missing values and infinities. Only `columns` (those that feed a network) are looked at; empty: all
// that can be fed.
Diagnostics checkData(const PreparedData& prepared, std::span<const std::string> columns, int64_t batchSize);

} // namespace weft
