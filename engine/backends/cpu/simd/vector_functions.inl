// Included once for each instruction set, and compiled for it. Everything here lies in that set's namespace or is
// static, and nothing of the standard library is instantiated: an inline function shared with other files could be
// linked from here into code that must run on older processors.

#include "engine/backends/cpu/simd/vector_functions.h"

namespace weft {
namespace WEFT_INSTRUCTION_SET {

#include "engine/backends/cpu/simd/vector_math.inl"

#define WEFT_LOOP _Pragma("GCC ivdep") for (int64_t i = 0; i < count; ++i)
#define WEFT_FUNCTION(name, expression)                                                                                \
    static void name##Run(float* y, [[maybe_unused]] const float* pa, [[maybe_unused]] const float* pb,                \
                          [[maybe_unused]] const float* pc, int64_t count)                                             \
    {                                                                                                                  \
        WEFT_LOOP                                                                                                      \
        {                                                                                                              \
            [[maybe_unused]] const float a = pa[i];                                                                    \
            y[i] = expression;                                                                                         \
        }                                                                                                              \
    }

WEFT_FUNCTION(negate, -a)
WEFT_FUNCTION(abs, __builtin_fabsf(a))
WEFT_FUNCTION(sign, float(a > 0) - float(a < 0))
WEFT_FUNCTION(exp, expOf(a))
WEFT_FUNCTION(log, logOf(a))
WEFT_FUNCTION(log1p, log1pOf(a))
WEFT_FUNCTION(sqrt, __builtin_sqrtf(a))
WEFT_FUNCTION(rsqrt, 1.0f / __builtin_sqrtf(a))
WEFT_FUNCTION(reciprocal, 1.0f / a)
WEFT_FUNCTION(square, a* a)
WEFT_FUNCTION(tanh, tanhOf(a))
WEFT_FUNCTION(sigmoid, sigmoidOf(a))
WEFT_FUNCTION(relu, a < 0 ? 0.0f : a)
WEFT_FUNCTION(erf, erfOf(a))
// Angles too large for the vector form are rare, and left to the C library.
static bool anyLarge(const float* x, int64_t count)
{
    int large = 0;
    WEFT_LOOP
    large |= __builtin_fabsf(x[i]) > largestAngle;
    return large != 0;
}
WEFT_FUNCTION(sinNear, sineOf(a, 0))
WEFT_FUNCTION(cosNear, sineOf(a, 1))
static void sinRun(float* y, const float* a, const float* b, const float* c, int64_t count)
{
    if (!anyLarge(a, count))
        return sinNearRun(y, a, b, c, count);
    for (int64_t i = 0; i < count; ++i)
        y[i] = __builtin_sinf(a[i]);
}
static void cosRun(float* y, const float* a, const float* b, const float* c, int64_t count)
{
    if (!anyLarge(a, count))
        return cosNearRun(y, a, b, c, count);
    for (int64_t i = 0; i < count; ++i)
        y[i] = __builtin_cosf(a[i]);
}
WEFT_FUNCTION(floor, __builtin_floorf(a))
WEFT_FUNCTION(is_finite, float(__builtin_fabsf(a) <= __FLT_MAX__))
WEFT_FUNCTION(add, a + pb[i])
WEFT_FUNCTION(subtract, a - pb[i])
WEFT_FUNCTION(multiply, a* pb[i])
WEFT_FUNCTION(divide, a / pb[i])
WEFT_FUNCTION(maximum, (a > pb[i]) | (a != a) ? a : pb[i])
WEFT_FUNCTION(minimum, (a < pb[i]) | (a != a) ? a : pb[i])
WEFT_FUNCTION(power, powerOf(a, pb[i]))
WEFT_FUNCTION(equal, float(a == pb[i]))
WEFT_FUNCTION(less, float(a < pb[i]))
WEFT_FUNCTION(less_equal, float(a <= pb[i]))
WEFT_FUNCTION(select, a != 0 ? pb[i] : pc[i])

// Several vectors of sums side by side, so that the additions do not wait for one another and the error grows with
// the number of rounds.
using Lanes = float __attribute__((vector_size(64)));
using LanesInMemory = float __attribute__((vector_size(64), aligned(4), may_alias));
static constexpr int64_t width = 16, rounds = 4 * width;

static double sum(const float* x, int64_t count)
{
    Lanes a = {}, b = {}, c = {}, d = {};
    int64_t done = 0;
    for (; done + rounds <= count; done += rounds) {
        const LanesInMemory* next = reinterpret_cast<const LanesInMemory*>(x + done);
        a += next[0];
        b += next[1];
        c += next[2];
        d += next[3];
    }
    for (; done + width <= count; done += width)
        a += *reinterpret_cast<const LanesInMemory*>(x + done);
    a = (a + b) + (c + d);
    double total = 0;
    if (done > 0) {
        for (int lane = 0; lane < width; ++lane)
            total += double(a[lane]);
    }
    for (; done < count; ++done)
        total += double(x[done]);
    return total;
}

static inline void raiseTo(Lanes& a, const Lanes& b)
{
    a = (a > b) | (a != a) ? a : b;
}

static float maximum(const float* x, int64_t count)
{
    const float none = -__builtin_inff();
    Lanes a = none - Lanes {}, b = a;
    int64_t done = 0;
    for (; done + 2 * width <= count; done += 2 * width) {
        const LanesInMemory* next = reinterpret_cast<const LanesInMemory*>(x + done);
        const Lanes first = next[0], second = next[1];
        raiseTo(a, first);
        raiseTo(b, second);
    }
    float all = none;
    if (done > 0) {
        raiseTo(a, b);
        for (int lane = 0; lane < width; ++lane)
            all = (all > a[lane]) | (all != all) ? all : a[lane];
    }
    for (; done < count; ++done)
        all = (all > x[done]) | (all != all) ? all : x[done];
    return all;
}

static void addTo(double* y, const float* x, int64_t count)
{
    for (int64_t i = 0; i < count; ++i)
        y[i] += double(x[i]);
}

static double exponentials(float* y, const float* x, float shift, int64_t count)
{
    WEFT_LOOP
    y[i] = expOf(x[i] - shift);
    return sum(y, count);
}

static void uniform(float* y, const uint32_t* counter, const uint32_t* key, int64_t blocks)
{
    const uint32_t start = counter[0], stream = counter[1], step = counter[2], high = counter[3];
    const uint32_t left = key[0], right = key[1];
    _Pragma("GCC ivdep") for (int64_t i = 0; i < blocks; ++i)
    {
        uint32_t a = start + uint32_t(i), b = stream, c = step, d = high, k = left, l = right;
        _Pragma("GCC unroll 10") for (int round = 0; round < 10; ++round)
        {
            const uint64_t first = uint64_t(0xD2511F53u) * a, second = uint64_t(0xCD9E8D57u) * c;
            a = uint32_t(second >> 32) ^ b ^ k;
            b = uint32_t(second);
            c = uint32_t(first >> 32) ^ d ^ l;
            d = uint32_t(first);
            k += 0x9E3779B9u;
            l += 0xBB67AE85u;
        }
        y[4 * i] = float(int32_t(a >> 8)) * 0x1p-24f;
        y[4 * i + 1] = float(int32_t(b >> 8)) * 0x1p-24f;
        y[4 * i + 2] = float(int32_t(c >> 8)) * 0x1p-24f;
        y[4 * i + 3] = float(int32_t(d >> 8)) * 0x1p-24f;
    }
}

static double squares(const float* x, float centre, int64_t count)
{
    Lanes a = {}, b = {};
    int64_t done = 0;
    for (; done + 2 * width <= count; done += 2 * width) {
        const LanesInMemory* next = reinterpret_cast<const LanesInMemory*>(x + done);
        const Lanes first = next[0] - centre, second = next[1] - centre;
        a += first * first;
        b += second * second;
    }
    a += b;
    double total = 0;
    if (done > 0) {
        for (int lane = 0; lane < width; ++lane)
            total += double(a[lane]);
    }
    for (; done < count; ++done)
        total += double((x[done] - centre) * (x[done] - centre));
    return total;
}

static double products(const float* x, float centre, const float* dy, int64_t count)
{
    Lanes a = {}, b = {};
    int64_t done = 0;
    for (; done + 2 * width <= count; done += 2 * width) {
        const LanesInMemory* next = reinterpret_cast<const LanesInMemory*>(x + done);
        const LanesInMemory* nextDy = reinterpret_cast<const LanesInMemory*>(dy + done);
        a += (next[0] - centre) * nextDy[0];
        b += (next[1] - centre) * nextDy[1];
    }
    a += b;
    double total = 0;
    if (done > 0) {
        for (int lane = 0; lane < width; ++lane)
            total += double(a[lane]);
    }
    for (; done < count; ++done)
        total += double((x[done] - centre) * dy[done]);
    return total;
}

static void addSquares(float* y, const float* x, const float* centre, int64_t count)
{
    WEFT_LOOP
    y[i] += (x[i] - centre[i]) * (x[i] - centre[i]);
}

static void addProducts(float* y, const float* x, const float* centre, const float* dy, int64_t count)
{
    WEFT_LOOP
    y[i] += (x[i] - centre[i]) * dy[i];
}

static void affine(float* y, const float* x, float centre, float factor, float bias, int64_t count)
{
    WEFT_LOOP
    y[i] = multiplyAdd(x[i] - centre, factor, bias);
}

static void affineColumns(float* y, const float* x, const float* centre, const float* factor, const float* bias,
                          int64_t count)
{
    WEFT_LOOP
    y[i] = multiplyAdd(x[i] - centre[i], factor[i], bias[i]);
}

static void blend(float* dx, const float* x, float centre, const float* dy, float a, float b, float c, int64_t count)
{
    WEFT_LOOP
    dx[i] = multiplyAdd(dy[i], a, multiplyAdd(x[i] - centre, b, c));
}

static void blendColumns(float* dx, const float* x, const float* centre, const float* dy, const float* a,
                         const float* b, const float* c, int64_t count)
{
    WEFT_LOOP
    dx[i] = multiplyAdd(dy[i], a[i], multiplyAdd(x[i] - centre[i], b[i], c[i]));
}

extern const VectorFunctions functions;
const VectorFunctions functions = {
    .name = WEFT_INSTRUCTION_SET_NAME,
    .scalar =
        {
#define WEFT_ROW(name, operands) name##Run,
            WEFT_SCALAR_FUNCTIONS(WEFT_ROW)
#undef WEFT_ROW
        },
    .sum = sum,
    .maximum = maximum,
    .addTo = addTo,
    .exponentials = exponentials,
    .uniform = uniform,
    .squares = squares,
    .products = products,
    .addSquares = addSquares,
    .addProducts = addProducts,
    .affine = affine,
    .affineColumns = affineColumns,
    .blend = blend,
    .blendColumns = blendColumns,
};

} // namespace WEFT_INSTRUCTION_SET
} // namespace weft
