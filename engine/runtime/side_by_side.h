#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace weft {

// Memory that a launch touches.
struct Reach {
    struct Range {
        const std::byte* begin = nullptr;
        const std::byte* end = nullptr;
    };
    std::vector<Range> reads, writes;
};

// For each of some launches, given in an order in which they are right one after the other: those before it that it
// must wait for, without those that one of these waits for anyway.
std::vector<std::vector<int>> waitsOf(std::span<const Reach> launches);

} // namespace weft
