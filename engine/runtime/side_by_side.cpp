#include "engine/runtime/side_by_side.h"

#include <algorithm>
#include <cstdint>

namespace weft {

namespace {

bool meet(const std::vector<Reach::Range>& some, const std::vector<Reach::Range>& others)
{
    return std::ranges::any_of(some, [&](const Reach::Range& a) {
        return std::ranges::any_of(others, [&](const Reach::Range& b) {
            return std::max(a.begin, b.begin) < std::min(a.end, b.end); // empty ones meet nothing
        });
    });
}

// Whether the later one would see or spoil what the earlier one does.
bool collide(const Reach& earlier, const Reach& later)
{
    return meet(earlier.writes, later.reads) || meet(earlier.writes, later.writes) || meet(earlier.reads, later.writes);
}

} // namespace

size_t paddedWorkspace(size_t bytes)
{
    return (bytes + 255) / 256 * 256;
}

size_t workspaceBytesFor(std::span<const size_t> wanted, bool sideBySide)
{
    constexpr size_t mostForTurns = size_t(64) << 20;
    size_t most = 0, all = 0;
    for (const size_t bytes : wanted) {
        most = std::max(most, bytes);
        all += paddedWorkspace(bytes);
    }
    return sideBySide ? paddedWorkspace(std::max(most, std::min(all, mostForTurns))) : most;
}

std::vector<std::vector<int>> waitsOf(std::span<const Reach> launches)
{
    std::vector<std::vector<int>> waits(launches.size());
    std::vector<std::vector<uint64_t>> before(launches.size()); // a bit for each launch that is surely done
    for (size_t i = 0; i < launches.size(); ++i) {
        before[i].resize(launches.size() / 64 + 1);
        for (size_t j = i; j-- > 0;) {
            if ((before[i][j / 64] >> (j % 64) & 1) != 0 || !collide(launches[j], launches[i]))
                continue;
            waits[i].push_back(int(j));
            for (size_t word = 0; word <= j / 64; ++word)
                before[i][word] |= before[j][word];
            before[i][j / 64] |= uint64_t(1) << (j % 64);
        }
    }
    return waits;
}

} // namespace weft
