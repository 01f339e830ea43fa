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

// How much workspace launches get that want so much each: one place for all of them or, where they run side by side,
// places in turn.
size_t workspaceBytesFor(std::span<const size_t> wanted, bool sideBySide);
size_t paddedWorkspace(size_t bytes);

} // namespace weft
