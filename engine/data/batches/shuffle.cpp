#include "engine/data/batches/shuffle.h"

#include "engine/support/error.h"
#include "engine/support/random.h"

#include <limits>
#include <utility>

namespace weft {

void shuffle(std::span<int64_t> numbers, uint64_t seed, uint32_t stream, uint32_t epoch)
{
    if (numbers.size() > std::numeric_limits<uint32_t>::max())
        throw Error("More than 4 billion samples cannot be shuffled.");
    RandomSequence random(seed, stream, epoch);
    for (size_t left = numbers.size(); left > 1; --left)
        std::swap(numbers[left - 1], numbers[random.below(uint32_t(left))]);
}

void shuffleEpoch(std::span<int64_t> samples, uint64_t seed, uint32_t epoch)
{
    shuffle(samples, seed, streamOf("order"), epoch);
}

} // namespace weft
