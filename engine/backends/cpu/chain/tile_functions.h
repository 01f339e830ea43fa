#pragma once

#include "engine/ir/attrs.h"

#include <type_traits>

namespace weft {

// Loops over short runs of one type. For f32 they are those of simd/; for the others clear ones.
template <class T> struct TileFunctions {
    using Function = void (*)(T* y, const T* a, const T* b, const T* c, int64_t count);
    // What sums are kept in.
    using Sum = std::conditional_t<std::is_floating_point_v<T>, double, int64_t>;

    static Function scalar(ScalarFunction function); // nullptr: not defined for T (the exponential of whole numbers)
    static Sum sum(const T* x, int64_t count);
    static T maximum(const T* x, int64_t count); // NaN if there is one; the least number of none
    static void addTo(Sum* y, const T* x, int64_t count);
};

// The greater; NaN if one is.
template <class T> T greater(T a, T b)
{
    return a > b || a != a ? a : b;
}

template <class T> T least(); // -∞, or the least whole number

} // namespace weft
