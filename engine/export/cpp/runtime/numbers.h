// Functions of one number, without branches, so that loops over them become vector instructions.
inline float bitsToFloat(int32_t bits)
{
    float x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
}

// Cephes' expf: 2^n · e^r with |r| <= ln 2 / 2; the relative error stays below 2e-7.
inline float expOf(float x)
{
    const float bounded = x < -104.0f ? -104.0f : x > 89.0f ? 89.0f : x;
    const float n = (bounded * 1.44269504088896341f + 12582912.0f) - 12582912.0f;
    const float r = (bounded - n * 0.693359375f) + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    const int32_t whole = int32_t(n == n ? n : 0.0f), half = whole / 2;
    return p * bitsToFloat((half + 127) << 23) * bitsToFloat((whole - half + 127) << 23);
}
inline float tanhOf(float x)
{
    const float z = x * x;
    const float small = x
        + x * z
            * ((((-5.70498872745e-3f * z + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
               - 3.33332819422e-1f);
    const float large = 1.0f - 2.0f / (expOf(2.0f * x) + 1.0f);
    return (x < 0.625f && x > -0.625f) ? small : large;
}
inline float sigmoidOf(float x)
{
    return 1.0f / (1.0f + expOf(-x));
}
inline double expOf(double x)
{
    return std::exp(x);
}
inline double tanhOf(double x)
{
    return std::tanh(x);
}
inline double sigmoidOf(double x)
{
    return 1.0 / (1.0 + std::exp(-x));
}
template <class T> inline T larger(T a, T b)
{
    return a > b || a != a ? a : b;
}
template <class T> inline T smaller(T a, T b)
{
    return a < b || a != a ? a : b;
}
template <class T> inline T square(T x)
{
    return x * x;
}
template <class T> inline T signOf(T x)
{
    return T((x > T(0)) - (x < T(0)));
}

// Sums and maxima in sixteen lanes that the compiler keeps in registers; also more exact than one running sum.
template <class T, class At> inline T sumOf(size_t count, const At& at)
{
    T lanes[16] = {};
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        for (size_t k = 0; k < 16; ++k)
            lanes[k] += at(i + k);
    }
    T sum = 0;
    for (; i < count; ++i)
        sum += at(i);
    for (size_t width = 8; width > 0; width /= 2) {
        for (size_t k = 0; k < width; ++k)
            lanes[k] += lanes[k + width];
    }
    return sum + lanes[0];
}
template <class T> inline T leastOf()
{
    return std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity()
                                                : std::numeric_limits<T>::lowest();
}
template <class T, class At> inline T largestOf(size_t count, const At& at)
{
    T lanes[16];
    for (T& lane : lanes)
        lane = leastOf<T>();
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        for (size_t k = 0; k < 16; ++k)
            lanes[k] = larger(at(i + k), lanes[k]);
    }
    T most = leastOf<T>();
    for (; i < count; ++i)
        most = larger(at(i), most);
    for (const T lane : lanes)
        most = larger(lane, most);
    return most;
}
