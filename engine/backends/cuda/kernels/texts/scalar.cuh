// Scalar functions of chains, one each of WEFT_SCALAR_FUNCTIONS. Whole numbers wrap around.
template <class T> struct Wrapping {
    typedef u64 W;
};
template <> struct Wrapping<float> {
    typedef float W;
};
template <> struct Wrapping<double> {
    typedef double W;
};
#define WEFT_W(x) ((typename Wrapping<T>::W)(x))
#define WEFT_FUNCTION1(name, expression)                                                                               \
    template <class T> __device__ __forceinline__ T f_##name(T a)                                                      \
    {                                                                                                                  \
        return (T)(expression);                                                                                        \
    }
#define WEFT_FUNCTION2(name, expression)                                                                               \
    template <class T> __device__ __forceinline__ T f_##name(T a, T b)                                                 \
    {                                                                                                                  \
        return (T)(expression);                                                                                        \
    }
#define WEFT_FLOATS1(name, single, wide)                                                                               \
    __device__ __forceinline__ float f_##name(float a)                                                                 \
    {                                                                                                                  \
        return single;                                                                                                 \
    }                                                                                                                  \
    __device__ __forceinline__ double f_##name(double a)                                                               \
    {                                                                                                                  \
        return wide;                                                                                                   \
    }

WEFT_FUNCTION1(negate, -WEFT_W(a))
WEFT_FUNCTION1(abs, a < T(0) ? T(-WEFT_W(a)) : a == T(0) ? T(0) : a)
WEFT_FUNCTION1(sign, (i32)(a > T(0)) - (i32)(a < T(0)))
WEFT_FUNCTION1(square, WEFT_W(a) * WEFT_W(a))
WEFT_FUNCTION1(relu, a < T(0) ? T(0) : a)
#ifdef WEFT_HALF // what is computed is rounded to bf16, or comes of such: a few units of the last place of f32 are nothing
#define WEFT_EXP __expf
#define WEFT_DIVIDE __fdividef
// Near 0, where the quotient would be a difference of equal numbers, by the first terms of its series.
__device__ __forceinline__ float halfTanh(float a)
{
    const float far = 1.0f - __fdividef(2.0f, 1.0f + __expf(2.0f * a));
    return fabsf(a) < 0.05f ? a - a * a * a * (1.0f / 3.0f) : far;
}
#define WEFT_TANH halfTanh
#else
#define WEFT_EXP expf
#define WEFT_DIVIDE(a, b) ((a) / (b))
#define WEFT_TANH tanhf
#endif
WEFT_FLOATS1(exp, WEFT_EXP(a), exp(a))
WEFT_FLOATS1(log, logf(a), log(a))
WEFT_FLOATS1(log1p, log1pf(a), log1p(a))
WEFT_FLOATS1(sqrt, sqrtf(a), sqrt(a))
WEFT_FLOATS1(rsqrt, 1.0f / sqrtf(a), 1.0 / sqrt(a))
WEFT_FLOATS1(reciprocal, 1.0f / a, 1.0 / a)
WEFT_FLOATS1(tanh, WEFT_TANH(a), tanh(a))
WEFT_FLOATS1(sigmoid, WEFT_DIVIDE(1.0f, 1.0f + WEFT_EXP(-a)), 1.0 / (1.0 + exp(-a)))
WEFT_FLOATS1(erf, erff(a), erf(a))
WEFT_FLOATS1(sin, sinf(a), sin(a))
WEFT_FLOATS1(cos, cosf(a), cos(a))
__device__ __forceinline__ float f_floor(float a) { return floorf(a); }
__device__ __forceinline__ double f_floor(double a) { return floor(a); }
template <class T> __device__ __forceinline__ T f_floor(T a) { return a; }
__device__ __forceinline__ float f_is_finite(float a) { return isfinite(a) ? 1.0f : 0.0f; }
__device__ __forceinline__ double f_is_finite(double a) { return isfinite(a) ? 1.0 : 0.0; }
template <class T> __device__ __forceinline__ T f_is_finite(T) { return T(1); }
WEFT_FUNCTION2(add, WEFT_W(a) + WEFT_W(b))
WEFT_FUNCTION2(subtract, WEFT_W(a) - WEFT_W(b))
WEFT_FUNCTION2(multiply, WEFT_W(a) * WEFT_W(b))
__device__ __forceinline__ float f_divide(float a, float b) { return WEFT_DIVIDE(a, b); }
__device__ __forceinline__ double f_divide(double a, double b) { return a / b; }
template <class T> __device__ __forceinline__ T f_divide(T a, T b)
{
    return b == T(0) ? T(0) : b == T(-1) ? T(-WEFT_W(a)) : T(a / b);
}
WEFT_FUNCTION2(maximum, greater(a, b))
WEFT_FUNCTION2(minimum, lesser(a, b))
__device__ __forceinline__ float f_power(float a, float b) { return powf(a, b); }
__device__ __forceinline__ double f_power(double a, double b) { return pow(a, b); }
WEFT_FUNCTION2(equal, a == b)
WEFT_FUNCTION2(less, a < b)
WEFT_FUNCTION2(less_equal, a <= b)
template <class T> __device__ __forceinline__ T f_select(T a, T b, T c)
{
    return a != T(0) ? b : c;
}
