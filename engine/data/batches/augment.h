#pragma once

#include "engine/data/prepared.h"

namespace weft {

// The stream of the random numbers that a step of a PreparedData's augmentations draws.
uint32_t augmentStream(size_t step);

// Applies a PreparedData's augmentations to stored samples. What happens to a sample is a pure function of (seed,
// epoch, sample), and the same for every column that a step names.
class Augmenter {
public:
    Augmenter(const PreparedData& data, uint64_t seed)
        : m_data(data)
        , m_seed(seed)
    {
    }

    // Room that one thread works in; it grows once, at reserve().
    struct Scratch {
        std::vector<int> xs = {}; // for each x of the result the x it comes from, or -1: from outside
        std::vector<int> ys = {};
        std::vector<std::byte> sample = {};
    };
    void reserve(Scratch& scratch) const;

    // The augmented sample: `stored` itself where nothing changes, else made in the scratch.
    std::span<const std::byte> apply(int column, std::span<const std::byte> stored, uint32_t epoch, int64_t sample,
                                     Scratch& scratch) const;

private:
    const PreparedData& m_data;
    uint64_t m_seed;
};

} // namespace weft
