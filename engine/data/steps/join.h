#pragma once

#include "engine/data/dataset.h"
#include "engine/support/diagnostic.h"

namespace weft {

// Appends the samples of `more`, read from `place`, to those of `all`. Columns meet by name, classes by their names.
// What does not fit together becomes diagnostics, and `all` then stays as it was.
void append(Dataset& all, Dataset more, const std::string& place, Diagnostics& diagnostics);

// Makes `fresh` like `all`: its columns stand in that order, those that it lacks are missing, those that only it has
// go, and a class or token that `all` does not have is missing (a warning) or, where that cannot be, a diagnostic.
void conform(Dataset& fresh, const Dataset& all, const std::string& place, Diagnostics& diagnostics);

// Only these samples, in this order.
void keepSamples(Dataset& data, std::span<const int64_t> samples);

} // namespace weft
