// Transcendental functions of f32 without branches, so that loops over them become vector instructions. Part of
// vector_functions.inl: compiled once for each instruction set, in that set's namespace.
//
// The reductions of the argument are those of Cody and Waite ("Software Manual for the Elementary Functions", 1980);
// the polynomials are minimax fits by the exchange algorithm of Remez, computed for this file with 40 digits, of the
// functions and ranges that stand beside them. Errors are at most 4 units in the last place; tests/engine/tst_simd.cpp
// holds that.

#ifdef __FMA__
static inline float multiplyAdd(float a, float b, float c)
{
    return __builtin_fmaf(a, b, c);
}
static inline double multiplyAdd(double a, double b, double c)
{
    return __builtin_fma(a, b, c);
}
#else
static inline float multiplyAdd(float a, float b, float c)
{
    return a * b + c;
}
static inline double multiplyAdd(double a, double b, double c)
{
    return a * b + c;
}
#endif

static inline uint32_t bitsOf(float x)
{
    return __builtin_bit_cast(uint32_t, x);
}
static inline uint64_t bitsOf(double x)
{
    return __builtin_bit_cast(uint64_t, x);
}
static inline float floatOf(uint32_t bits)
{
    return __builtin_bit_cast(float, bits);
}
static inline double doubleOf(uint64_t bits)
{
    return __builtin_bit_cast(double, bits);
}

// c[0] + c[1] x + …; written out, since a loop in a loop would not become vector instructions
template <int from = 0, int count, class T> static inline T polynomial(T x, const T (&c)[count])
{
    if constexpr (from == count - 1)
        return c[from];
    else
        return multiplyAdd(polynomial<from + 1>(x, c), x, c[from]);
}

// Adding this number leaves the nearest whole number in the low bits.
static constexpr float roundF = 12582912.0f; // 1.5 · 2^23
static constexpr double roundD = 6755399441055744.0; // 1.5 · 2^52

static inline float powerOfTwo(int n) // n in -126 … 127
{
    return floatOf(uint32_t(n + 127) << 23);
}

static inline float expOf(float x)
{
    x = x > 89.0f ? 89.0f : x; // beyond, the result is ∞ or 0 anyway; a NaN passes
    x = x < -104.0f ? -104.0f : x;
    const float rounded = multiplyAdd(x, 1.44269504f, roundF);
    const int n = int(bitsOf(rounded) - bitsOf(roundF));
    const float k = rounded - roundF;
    const float r = multiplyAdd(k, 2.12194440e-4f, multiplyAdd(k, -0.693359375f, x)); // x - k log 2
    static constexpr float c[] = {0.499999930508f, 0.166665147915f, 0.0416684567695f, 0.00836941882964f,
                                  0.00138131452566f}; // (exp r - 1 - r) / r², |r| <= 0.35
    const float e = multiplyAdd(r * r, polynomial(r, c), r) + 1.0f;
    const int half = n >> 1; // in two steps, so that neither ∞ nor a denormal comes early
    return e * powerOfTwo(half) * powerOfTwo(n - half);
}

static inline float logOf(float x)
{
    const bool isSmall = x < 1.17549435e-38f;
    const uint32_t bits = bitsOf(isSmall ? x * 8388608.0f : x);
    const uint32_t shifted = bits - 0x3f3504f3u; // √½
    const int exponent = int(shifted) >> 23;
    const float f = floatOf(bits - (shifted & 0xff800000u)) - 1.0f;
    const float e = float(exponent - (isSmall ? 23 : 0));
    static constexpr float c[] = {0.333333119668f,  -0.250000087114f, 0.200021670574f,
                                  -0.166680903538f, 0.142185545103f,  -0.124030837717f,
                                  0.118935116964f,  -0.116943354293f, 0.0675757289828f}; // (log(1+f) - f + f²/2) / f³
    const float square = f * f;
    float y = multiplyAdd(e, -2.12194440e-4f, square * f * polynomial(f, c));
    y = multiplyAdd(square, -0.5f, y) + f;
    y = multiplyAdd(e, 0.693359375f, y);
    y = x == __builtin_inff() ? x : y;
    y = x == 0.0f ? -__builtin_inff() : y;
    return x >= 0.0f ? y : __builtin_nanf("");
}

static inline float log1pOf(float x)
{
    const float u = 1.0f + x;
    const float lost = (x - (u - 1.0f)) / u; // what the addition has rounded off
    const float y = logOf(u);
    return (u > 0.0f) & (u < __builtin_inff()) ? y + lost : y;
}

static inline float tanhOf(float x)
{
    const float size = __builtin_fabsf(x), u = x * x;
    static constexpr float c[] = {-0.333333296137f, 0.133331578971f,    -0.0539405632229f,
                                  0.0216663471004f, -0.00809196867519f, 0.00206466539483f}; // (tanh x - x) / x³ of x²
    const float near = multiplyAdd(x * u, polynomial(u, c), x);
    const float far = 1.0f - 2.0f / (expOf(2.0f * size) + 1.0f);
    return size < 0.65f ? near : __builtin_copysignf(far, x);
}

static inline float sigmoidOf(float x)
{
    return 1.0f / (1.0f + expOf(-x));
}

static inline float erfOf(float x)
{
    const float u = x * x;
    static constexpr float c[] = {1.12837916573f,    -0.376126258242f,    0.112835851484f,  -0.026853811924f,
                                  0.00518832766465f, -0.000801019344631f, 7.85386078427e-5f}; // erf x / x of x², x <= 1
    const float near = x * polynomial(u, c);
    float size = __builtin_fabsf(x);
    size = size > 4.0f ? 4.0f : size;
    static constexpr float d[] = {-0.000188468026502953f,    1.12958031201518962f,    0.633216396430140852f,
                                  0.108422099510938591f,     -0.0252103394737124673f, 0.00420528458580148756f,
                                  -0.000441472608076489764f, 0.000021697609838253295f}; // -log(1 - erf x), 0.98 … 4
    const float far = __builtin_copysignf(1.0f - expOf(-polynomial(size, d)), x);
    return size < 1.0f ? near : far;
}

// sin(x + quarters · π/2), |x| <= largestAngle: farther out the reduction has too few digits.
static constexpr float largestAngle = 1e5f;
static inline float sineOf(float x, uint32_t quarters)
{
    const double rounded = double(x) * 0.63661977236758134 + roundD;
    const double k = rounded - roundD;
    // π/2 in 33 bits, so that products with k are exact, and the rest
    const float r = float(double(x) - k * 1.57079632673412561417 - k * 6.07710050650619224932e-11);
    const uint32_t quadrant = uint32_t(bitsOf(rounded)) + quarters;
    const float u = r * r;
    static constexpr float s[] = {-0.166666542292f, 0.00833213173185f, -0.000195108713058f}; // (sin r - r) / r³ of r²
    static constexpr float c[] = {0.0416666456591f, -0.00138873063542f, 2.44312412227e-5f}; // (cos r - 1 + r²/2) / r⁴
    const float sine = multiplyAdd(r * u, polynomial(u, s), r);
    const float cosine = multiplyAdd(u * u, polynomial(u, c), multiplyAdd(u, -0.5f, 1.0f));
    const float y = quadrant & 1 ? cosine : sine;
    return floatOf(bitsOf(y) ^ (quadrant & 2) << 30);
}

// By way of f64, since the error of the logarithm is multiplied by up to 128.
static inline float powerOf(float a, float b)
{
    const double size = double(__builtin_fabsf(a)), y = double(b);
    const uint64_t shifted = bitsOf(size) - 0x3fe6a09e667f3bcdull; // √½
    const uint64_t exponentBits = shifted & 0xfff0000000000000ull;
    const double m = doubleOf(bitsOf(size) - exponentBits);
    const double e = doubleOf((shifted >> 52) + ((shifted >> 63) * 0xfffffffffffff000ull) + bitsOf(roundD)) - roundD;
    const double s = (m - 1.0) / (m + 1.0);
    static constexpr double c[] = {2.88539008177784012,  0.96179669413325265,  0.577077936118434514,
                                   0.412209924382232142, 0.319876646162530786, 0.283334322723384933};
    double logarithm = multiplyAdd(s, polynomial(s * s, c), e); // log2((1 + s) / (1 - s)) / s of s²
    logarithm = size == 0.0 ? -__builtin_inf() : logarithm;
    logarithm = size == __builtin_inf() ? size : logarithm;
    logarithm = a != a ? double(a) : logarithm;
    double z = y * logarithm;
    z = z > 200.0 ? 200.0 : z;
    z = z < -200.0 ? -200.0 : z;
    const double rounded = z + roundD, f = z - (rounded - roundD);
    static constexpr double d[] = {0.999999999999737581,    0.693147180545413117,     0.240226506991258326,
                                   0.0555041094378813672,   0.00961812850817782683,   0.00133334477812040684,
                                   0.000154038647860744263, 0.0000153108781046274522, 1.3175060417057069e-6}; // 2^f
    const double scale = doubleOf((bitsOf(rounded) - bitsOf(roundD) + 1023) << 52);
    float result = float(polynomial(f, d) * scale);
    result = size == 1.0 ? (b != b ? b : 1.0f) : result;
    const bool isWhole = b == __builtin_floorf(b), isOdd = isWhole & (0.5f * b != __builtin_floorf(0.5f * b));
    result = (a < 0.0f) & (size < __builtin_inf()) & !isWhole ? __builtin_nanf("") : result;
    result = isOdd ? __builtin_copysignf(result, a) : result;
    return (b == 0.0f) | (a == 1.0f) ? 1.0f : result;
}
