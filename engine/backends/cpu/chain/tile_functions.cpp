#include "engine/backends/cpu/chain/tile_functions.h"

#include "engine/backends/cpu/simd/vector_functions.h"

#include <cmath>
#include <limits>

namespace weft {

namespace {

// Whole numbers wrap around.
template <class T> using Wrapping = std::conditional_t<std::is_floating_point_v<T>, T, uint64_t>;

template <class T> T divide(T a, T b)
{
    if constexpr (!std::is_floating_point_v<T>) {
        if (b == 0)
            return 0;
        if (b == T(-1))
            return T(uint64_t(0) - uint64_t(a));
    }
    return a / b;
}

template <class T> constexpr bool defined(ScalarFunction function)
{
    using enum ScalarFunction;
    switch (function) {
    case exp:
    case log:
    case log1p:
    case sqrt:
    case rsqrt:
    case reciprocal:
    case tanh:
    case sigmoid:
    case erf:
    case sin:
    case cos:
    case power:
        return std::is_floating_point_v<T>;
    default:
        return true;
    }
}

template <ScalarFunction function, class T> T value(T a, T b, T c)
{
    using enum ScalarFunction;
    using W = Wrapping<T>;
    if constexpr (function == negate)
        return T(-W(a));
    if constexpr (function == abs)
        return a < T(0) ? T(-W(a)) : a == T(0) ? T(0) : a;
    if constexpr (function == sign)
        return T(int(a > T(0)) - int(a < T(0)));
    if constexpr (function == square)
        return T(W(a) * W(a));
    if constexpr (function == relu)
        return a < T(0) ? T(0) : a;
    if constexpr (function == is_finite)
        return T(!std::is_floating_point_v<T> || std::isfinite(double(a)));
    if constexpr (function == add)
        return T(W(a) + W(b));
    if constexpr (function == subtract)
        return T(W(a) - W(b));
    if constexpr (function == multiply)
        return T(W(a) * W(b));
    if constexpr (function == divide)
        return weft::divide(a, b);
    if constexpr (function == maximum)
        return greater(a, b);
    if constexpr (function == minimum)
        return a < b || a != a ? a : b;
    if constexpr (function == equal)
        return T(a == b);
    if constexpr (function == less)
        return T(a < b);
    if constexpr (function == less_equal)
        return T(a <= b);
    if constexpr (function == select)
        return a != T(0) ? b : c;
    if constexpr (std::is_floating_point_v<T>) {
        if constexpr (function == exp)
            return std::exp(a);
        if constexpr (function == log)
            return std::log(a);
        if constexpr (function == log1p)
            return std::log1p(a);
        if constexpr (function == sqrt)
            return std::sqrt(a);
        if constexpr (function == rsqrt)
            return 1 / std::sqrt(a);
        if constexpr (function == reciprocal)
            return 1 / a;
        if constexpr (function == tanh)
            return std::tanh(a);
        if constexpr (function == sigmoid)
            return 1 / (1 + std::exp(-a));
        if constexpr (function == erf)
            return std::erf(a);
        if constexpr (function == sin)
            return std::sin(a);
        if constexpr (function == cos)
            return std::cos(a);
        if constexpr (function == floor)
            return std::floor(a);
        if constexpr (function == power)
            return std::pow(a, b);
    }
    return a; // floor of a whole number
}

template <ScalarFunction function, class T> void run(T* y, const T* a, const T* b, const T* c, int64_t count)
{
    constexpr int operands = operandCount(function);
    for (int64_t i = 0; i < count; ++i)
        y[i] = value<function, T>(a[i], operands > 1 ? b[i] : T(0), operands > 2 ? c[i] : T(0));
}

} // namespace

template <class T> T least()
{
    return std::is_floating_point_v<T> ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest();
}

template <class T> typename TileFunctions<T>::Function TileFunctions<T>::scalar(ScalarFunction function)
{
    static constexpr Function table[] = {
#define WEFT_ROW(name, operands) run<ScalarFunction::name, T>,
        WEFT_SCALAR_FUNCTIONS(WEFT_ROW)
#undef WEFT_ROW
    };
    return defined<T>(function) ? table[int(function)] : nullptr;
}

template <class T> typename TileFunctions<T>::Sum TileFunctions<T>::sum(const T* x, int64_t count)
{
    Sum total = 0;
    for (int64_t i = 0; i < count; ++i)
        total += Sum(x[i]);
    return total;
}

template <class T> T TileFunctions<T>::maximum(const T* x, int64_t count)
{
    T greatest = least<T>();
    for (int64_t i = 0; i < count; ++i)
        greatest = greater(greatest, x[i]);
    return greatest;
}

template <class T> void TileFunctions<T>::addTo(Sum* y, const T* x, int64_t count)
{
    for (int64_t i = 0; i < count; ++i)
        y[i] += Sum(x[i]);
}

template <> TileFunctions<float>::Function TileFunctions<float>::scalar(ScalarFunction function)
{
    return vectorFunctions().scalar[int(function)];
}

template <> double TileFunctions<float>::sum(const float* x, int64_t count)
{
    return vectorFunctions().sum(x, count);
}

template <> float TileFunctions<float>::maximum(const float* x, int64_t count)
{
    return vectorFunctions().maximum(x, count);
}

template <> void TileFunctions<float>::addTo(double* y, const float* x, int64_t count)
{
    vectorFunctions().addTo(y, x, count);
}

#define WEFT_TYPE(T)                                                                                                   \
    template struct TileFunctions<T>;                                                                                  \
    template T least<T>();
WEFT_TYPE(float)
WEFT_TYPE(double)
WEFT_TYPE(int32_t)
WEFT_TYPE(int64_t)
WEFT_TYPE(uint8_t)
#undef WEFT_TYPE

} // namespace weft
