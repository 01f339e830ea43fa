#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace weft {

// Counter-based random numbers: Philox4x32-10 (Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011,
// section 3.3). A number is a pure function of its key and counter, so there is no generator state to lose, and every
// backend computes the same ones.
struct Philox {
    using Block = std::array<uint32_t, 4>;

    static constexpr Block block(Block counter, std::array<uint32_t, 2> key)
    {
        for (int round = 0; round < 10; ++round) {
            const uint64_t left = uint64_t(0xD2511F53u) * counter[0];
            const uint64_t right = uint64_t(0xCD9E8D57u) * counter[2];
            counter = {uint32_t(right >> 32) ^ counter[1] ^ key[0], uint32_t(right),
                       uint32_t(left >> 32) ^ counter[3] ^ key[1], uint32_t(left)};
            key = {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};
        }
        return counter;
    }
};

// 24 random bits as a number in [0, 1): every value is exact in f32.
constexpr float unitFloat(uint32_t bits)
{
    return float(bits >> 8) * 0x1p-24f;
}

// A sequence of numbers keyed by what they are for: (seed, stream, a, b), e.g. (seed, "augment", epoch, sample).
class RandomSequence {
public:
    constexpr RandomSequence(uint64_t seed, uint32_t stream, uint32_t a = 0, uint32_t b = 0)
        : m_key {uint32_t(seed), uint32_t(seed >> 32)}, m_stream(stream), m_a(a), m_b(b)
    {
    }
    constexpr uint32_t bits()
    {
        if (m_used == 4) {
            m_block = Philox::block({m_counter++, m_stream, m_a, m_b}, m_key);
            m_used = 0;
        }
        return m_block[m_used++];
    }
    constexpr float uniform() { return unitFloat(bits()); } // [0, 1)
    // Below `bound`, by multiplication; the bias is at most bound / 2^32.
    constexpr uint32_t below(uint32_t bound) { return uint32_t((uint64_t(bits()) * bound) >> 32); }
    // Standard normal by Box and Muller.
    double normal()
    {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - double(uniform())));
        return radius * std::cos(6.283185307179586 * double(uniform()));
    }

private:
    std::array<uint32_t, 2> m_key;
    uint32_t m_stream;
    uint32_t m_a;
    uint32_t m_b;
    uint32_t m_counter = 0;
    Philox::Block m_block = {};
    unsigned m_used = 4;
};

// FNV-1a, to turn a name into a stream number that does not depend on order or build.
constexpr uint32_t streamOf(std::string_view name)
{
    uint32_t hash = 2166136261u;
    for (const char c : name)
        hash = (hash ^ uint8_t(c)) * 16777619u;
    return hash;
}

} // namespace weft
