// Products of matrices in tiles that stay in registers. GCC and Clang turn Vector into the machine's own; elsewhere, or
// where WEFT_PLAIN_LOOPS is defined, it is a loop of four.
#if defined(__GNUC__) && !defined(WEFT_PLAIN_LOOPS)
#if defined(__AVX512F__)
constexpr size_t lanes = 16;
constexpr int tileRows = 12;
#elif defined(__AVX__)
constexpr size_t lanes = 8;
constexpr int tileRows = 6;
#else
constexpr size_t lanes = 4;
constexpr int tileRows = 4;
#endif
typedef float Vector __attribute__((vector_size(4 * lanes)));
typedef float LooseVector __attribute__((vector_size(4 * lanes), aligned(4), may_alias)); // anywhere in memory
inline Vector load(const float* from)
{
    return *reinterpret_cast<const LooseVector*>(from);
}
inline void store(float* to, Vector x)
{
    *reinterpret_cast<LooseVector*>(to) = x;
}
inline Vector multiplyAdd(float a, Vector b, Vector sum)
{
    return sum + a * b;
}
#else
constexpr size_t lanes = 4;
constexpr int tileRows = 4;
struct Vector {
    float at[lanes] = {};
};
inline Vector load(const float* from)
{
    Vector x;
    std::copy(from, from + lanes, x.at);
    return x;
}
inline void store(float* to, const Vector& x)
{
    std::copy(x.at, x.at + lanes, to);
}
inline Vector multiplyAdd(float a, Vector b, Vector sum)
{
    for (size_t i = 0; i < lanes; ++i)
        sum.at[i] += a * b.at[i];
    return sum;
}
#endif
constexpr size_t tileColumns = 2 * lanes;
constexpr size_t slack = 64; // floats behind every buffer that a tile may read and then forgets

// What happens to a result on its way to memory.
struct Tail {
    const float* bias = nullptr; // one for each filter or column
    float least = -std::numeric_limits<float>::infinity(); // 0: ReLU
    float operator()(float x) const { return x < least ? least : x; }
    void finish(float* row, float offset) const // of a tile
    {
        for (size_t k = 0; k < tileColumns; ++k)
            row[k] = (*this)(row[k] + offset);
    }
};

// At most a tile's row: quicker than memcpy, which must first find out how many they are.
inline void copyFew(float* to, const float* from, size_t count)
{
    for (; count >= 16; count -= 16, to += 16, from += 16)
        std::memcpy(to, from, 64);
    if (count & 8) {
        std::memcpy(to, from, 32);
        to += 8, from += 8;
    }
    if (count & 4) {
        std::memcpy(to, from, 16);
        to += 4, from += 4;
    }
    for (size_t k = 0; k < (count & 3); ++k)
        to[k] = from[k];
}

// sums = a · b: a is rows × depth with any strides, row k of b begins at b + at(k).
template <int rows, class At>
void multiplyTile(size_t depth, const float* a, size_t rowStride, size_t depthStride, const float* b, const At& at,
                  float* sums)
{
    Vector sum[rows][2] = {};
    for (size_t k = 0; k < depth; ++k) {
        const Vector right[2] = {load(b + at(k)), load(b + at(k) + lanes)};
        for (int i = 0; i < rows; ++i) {
            const float left = a[size_t(i) * rowStride + k * depthStride];
            sum[i][0] = multiplyAdd(left, right[0], sum[i][0]);
            sum[i][1] = multiplyAdd(left, right[1], sum[i][1]);
        }
    }
    for (int i = 0; i < rows; ++i) {
        store(sums + size_t(i) * tileColumns, sum[i][0]);
        store(sums + size_t(i) * tileColumns + lanes, sum[i][1]);
    }
}
template <int most, class At>
void multiplyRows(int rows, size_t depth, const float* a, size_t rowStride, size_t depthStride, const float* b,
                  const At& at, float* sums)
{
    if constexpr (most > 1) {
        if (rows < most) {
            multiplyRows<most - 1>(rows, depth, a, rowStride, depthStride, b, at, sums);
            return;
        }
    }
    multiplyTile<most>(depth, a, rowStride, depthStride, b, at, sums);
}

struct Product { // of one matrix with another, `count` times
    size_t count, rows, depth, columns;
    size_t rowStride, depthStride; // of the left one; the right and the result are dense
    size_t leftStride, rightStride; // from one product to the next
};
inline void multiply(Threads& threads, const float* left, const float* right, const Tail& tail, float* result,
                     const Product& how)
{
    const size_t across = (how.columns + tileColumns - 1) / tileColumns, down = (how.rows + tileRows - 1) / tileRows;
    const double work = 2.0 * double(how.depth) * double(tileRows * tileColumns);
    threads.run(how.count * across * down, size_t(200000.0 / work) + 1, [&](size_t begin, size_t end) {
        alignas(64) float sums[size_t(tileRows) * tileColumns];
        for (size_t item = begin; item < end; ++item) {
            const size_t row = item % down * size_t(tileRows), column = item / down % across * tileColumns;
            const size_t one = item / down / across;
            const size_t rows = std::min<size_t>(size_t(tileRows), how.rows - row);
            const size_t columns = std::min(tileColumns, how.columns - column);
            const size_t stride = how.columns;
            multiplyRows<tileRows>(
                int(rows), how.depth, left + one * how.leftStride + row * how.rowStride, how.rowStride, how.depthStride,
                right + one * how.rightStride + column, [stride](size_t k) { return k * stride; }, sums);
            for (size_t i = 0; i < rows; ++i) {
                float* const to = result + (one * how.rows + row + i) * how.columns + column;
                const float* const from = sums + i * tileColumns;
                for (size_t k = 0; k < columns; ++k)
                    to[k] = tail(from[k] + (tail.bias != nullptr ? tail.bias[column + k] : 0.0f));
            }
        }
    });
}
