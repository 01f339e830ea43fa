#pragma once

#include "engine/export/model/batch_program.h"

#include <array>

namespace weft {

// A size that is known but for the number of samples n: the sum of at[p] · n^p.
struct PlainSize {
    std::array<int64_t, 4> at = {};

    static PlainSize of(int64_t number) { return {{number, 0, 0, 0}}; }
    static PlainSize of(const Extent& extent)
    {
        return extent.perSample ? PlainSize {{0, extent.size, 0, 0}} : of(extent.size);
    }
    bool isNumber(int64_t number) const { return *this == of(number); }
    bool operator==(const PlainSize&) const = default;
    PlainSize operator+(const PlainSize& other) const;
    PlainSize operator*(const PlainSize& other) const;
    std::string text() const; // "784", "n * 784"; a sum in parentheses
};

PlainSize elementsOf(const Extents& extents);
std::vector<PlainSize> stridesOf(const Extents& extents); // row-major, in elements

} // namespace weft
