// Included once for each instruction set, and compiled for it. Everything here lies in that set's namespace or is
// static, and nothing of the standard library is instantiated: an inline function shared with other files could be
// linked from here into code that must run on older processors.

#include "engine/backends/cpu/simd/vector_functions.h"

namespace weft {
namespace WEFT_INSTRUCTION_SET {

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
WEFT_FUNCTION(exp, __builtin_expf(a))
WEFT_FUNCTION(log, __builtin_logf(a))
WEFT_FUNCTION(log1p, __builtin_log1pf(a))
WEFT_FUNCTION(sqrt, __builtin_sqrtf(a))
WEFT_FUNCTION(rsqrt, 1.0f / __builtin_sqrtf(a))
WEFT_FUNCTION(reciprocal, 1.0f / a)
WEFT_FUNCTION(square, a* a)
WEFT_FUNCTION(tanh, __builtin_tanhf(a))
WEFT_FUNCTION(sigmoid, 1.0f / (1.0f + __builtin_expf(-a)))
WEFT_FUNCTION(relu, a < 0 ? 0.0f : a)
WEFT_FUNCTION(erf, __builtin_erff(a))
WEFT_FUNCTION(sin, __builtin_sinf(a))
WEFT_FUNCTION(cos, __builtin_cosf(a))
WEFT_FUNCTION(floor, __builtin_floorf(a))
WEFT_FUNCTION(is_finite, float(__builtin_fabsf(a) <= __FLT_MAX__))
WEFT_FUNCTION(add, a + pb[i])
WEFT_FUNCTION(subtract, a - pb[i])
WEFT_FUNCTION(multiply, a* pb[i])
WEFT_FUNCTION(divide, a / pb[i])
WEFT_FUNCTION(maximum, (a > pb[i]) | (a != a) ? a : pb[i])
WEFT_FUNCTION(minimum, (a < pb[i]) | (a != a) ? a : pb[i])
WEFT_FUNCTION(power, __builtin_powf(a, pb[i]))
WEFT_FUNCTION(equal, float(a == pb[i]))
WEFT_FUNCTION(less, float(a < pb[i]))
WEFT_FUNCTION(less_equal, float(a <= pb[i]))
WEFT_FUNCTION(select, a != 0 ? pb[i] : pc[i])

// Lanes are added apart, so that the additions do not wait for one another and the error grows with count / lanes.
static constexpr int64_t lanes = 64;

static double sum(const float* x, int64_t count)
{
    float partial[lanes] = {};
    int64_t done = 0;
    for (; done + lanes <= count; done += lanes) {
        for (int64_t lane = 0; lane < lanes; ++lane)
            partial[lane] += x[done + lane];
    }
    double total = 0;
    if (done > 0) {
        for (int64_t width = lanes / 2; width >= 1; width /= 2) {
            for (int64_t lane = 0; lane < width; ++lane)
                partial[lane] += partial[lane + width];
        }
        total = double(partial[0]);
    }
    for (; done < count; ++done)
        total += double(x[done]);
    return total;
}

static float maximum(const float* x, int64_t count)
{
    float greatest[lanes];
    for (float& lane : greatest)
        lane = -__builtin_inff();
    int64_t done = 0;
    for (; done + lanes <= count; done += lanes) {
        for (int64_t lane = 0; lane < lanes; ++lane) {
            const float a = greatest[lane], b = x[done + lane];
            greatest[lane] = (a > b) | (a != a) ? a : b;
        }
    }
    float all = -__builtin_inff();
    if (done > 0) {
        for (const float b : greatest)
            all = (all > b) | (all != all) ? all : b;
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
};

} // namespace WEFT_INSTRUCTION_SET
} // namespace weft
