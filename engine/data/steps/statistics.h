#pragma once

#include "engine/data/prepared.h"

namespace weft {

// Of one channel or element, over some samples; missing values (NaN) do not count.
struct Statistics {
    int64_t count = 0;
    double mean = 0;
    double deviation = 0; // population standard deviation
    double minimum = 0;
    double maximum = 0;
};

// One entry for each channel of images and each element of numbers; with `whole`, a single one for the column. Exact
// for u8 (a histogram); two passes in f64 otherwise.
std::vector<Statistics> statisticsOf(const Column& column, std::span<const int64_t> samples, bool whole = false);

} // namespace weft
