#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace weft {

// Values in the order they came, with a summary of every 32, 1024, 32768, … of them, so that what a stretch of any
// length spans is known after looking at a hundred numbers. What is not finite counts in no summary; gaps() tells where
// it is. 4.7 bytes a value.
class Pyramid {
public:
    static constexpr size_t branching = 32;

    struct Summary {
        float min = std::numeric_limits<float>::infinity();
        float max = -std::numeric_limits<float>::infinity();
        float leastPositive = std::numeric_limits<float>::infinity(); // what a logarithmic axis can show
        float mean = 0;
        uint32_t count = 0; // finite values
        bool isEmpty() const { return count == 0; }
        void add(float value);
        void add(const Summary& other);
        bool operator==(const Summary&) const = default;
    };

    // Values in a row that are not finite, all of one kind.
    struct Gap {
        enum class Kind : uint8_t { notANumber, infinite, minusInfinite };
        size_t first = 0;
        size_t last = 0; // inclusive
        Kind kind = Kind::notANumber;
        bool operator==(const Gap&) const = default;
    };

    void append(float value);
    void append(std::span<const float> values);
    void truncate(size_t size); // forgets the last ones
    void clear() { truncate(0); }

    size_t size() const { return m_values.size(); }
    bool isEmpty() const { return m_values.empty(); }
    float operator[](size_t index) const { return m_values[index]; }
    std::span<const float> values() const { return m_values; }

    // Of the values [first, last).
    Summary summary(size_t first, size_t last) const;
    Summary summary() const { return summary(0, size()); }
    // Level 0: the values themselves, 1: of 32, …; `index` counts the summaries of that level.
    Summary block(int level, size_t index) const;
    const std::vector<Gap>& gaps() const { return m_gaps; } // by place
    // The first gap that ends at or after `index`.
    std::vector<Gap>::const_iterator gapFrom(size_t index) const;

    uint32_t rewinds() const { return m_rewinds; } // how often values were forgotten: what was made of them is stale
    size_t bytes() const; // that it takes

private:
    void appendGap(float value);

    std::vector<float> m_values;
    std::vector<std::vector<Summary>> m_levels; // [0]: of 32 values; the last of each level is open
    std::vector<Gap> m_gaps;
    uint32_t m_rewinds = 0;
};

} // namespace weft
