#pragma once

#include <cstdint>
#include <span>

namespace weft {

// Puts the numbers in a random order (Fisher and Yates), a pure function of (seed, stream, epoch). Every order is
// equally likely, up to 2^-32 a draw.
void shuffle(std::span<int64_t> numbers, uint64_t seed, uint32_t stream, uint32_t epoch = 0);

// The order in which an epoch goes through a part's samples, which come as the data has them.
void shuffleEpoch(std::span<int64_t> samples, uint64_t seed, uint32_t epoch);

} // namespace weft
