#pragma once

#include "engine/data/dataset.h"
#include "engine/data/unmet.h"
#include "engine/support/diagnostic.h"

namespace weft {

// Appends the samples of `more`, read from `place`, to those of `all`. Columns meet by name, classes by their names.
// What does not fit together becomes diagnostics, and `all` then stays as it was.
void append(Dataset& all, Dataset more, const std::string& place, Diagnostics& diagnostics);

// Makes `fresh` like `all`: its columns stand in that order, those that it lacks are missing, those that only it has
// go, and so does a class or token that `all` does not have. Tells what it lacks, and what has gone of its values.
std::vector<Unmet> conform(Dataset& fresh, const Dataset& all);

// "line 12", or "sample 11" where it stands in no line.
std::string placeOf(const Dataset& data, int64_t sample);

// Only these samples, in this order.
void keepSamples(Dataset& data, std::span<const int64_t> samples);

} // namespace weft
