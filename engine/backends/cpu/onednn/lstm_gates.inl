// The loops of lstm_gates.cpp for one kind of processor: vectors of WEFT_LANES numbers, in GCC's and Clang's own terms.

typedef float Floats __attribute__((vector_size(WEFT_LANES * 4)));
typedef uint32_t Bits __attribute__((vector_size(WEFT_LANES * 4)));

constexpr int64_t lanes = WEFT_LANES;

static inline Floats load(const float* from, int64_t count)
{
    Floats x = {};
    if (count >= lanes)
        __builtin_memcpy(&x, from, sizeof x);
    else
        __builtin_memcpy(&x, from, size_t(count) * sizeof(float));
    return x;
}

static inline void store(float* to, Floats x, int64_t count)
{
    if (count >= lanes)
        __builtin_memcpy(to, &x, sizeof x);
    else
        __builtin_memcpy(to, &x, size_t(count) * sizeof(float));
}

// 2^n · e^r with |r| ≤ ln 2 / 2: the Taylor series to the 7th power is exact to an ulp there. NaN stays NaN.
static inline Floats exponential(Floats x)
{
    x = x < -87.0f ? Floats {} - 87.0f : x;
    x = x > 88.0f ? Floats {} + 88.0f : x;
    constexpr float rounding = 12582912.0f; // 1.5·2^23: adding it leaves the whole number in the lowest bits
    const Floats shifted = x * 1.44269504f + rounding;
    const Floats n = shifted - rounding;
    const Floats r = x - n * 0.693359375f + n * 2.12194440e-4f; // ln 2 in two parts
    Floats e = r * (1.0f / 5040) + 1.0f / 720;
    e = e * r + 1.0f / 120;
    e = e * r + 1.0f / 24;
    e = e * r + 1.0f / 6;
    e = e * r + 0.5f;
    e = e * r + 1.0f;
    e = e * r + 1.0f;
    return e * (Floats)(((Bits)shifted << 23) + 0x3F800000u);
}

static inline Floats sigmoid(Floats x)
{
    return 1.0f / (1.0f + exponential(-x));
}

// Near 0 the difference would lose its digits, so there its Taylor series.
static inline Floats hyperbolicTangent(Floats x)
{
    const Floats far = 1.0f - 2.0f / (1.0f + exponential(2.0f * x));
    const Floats s = x * x;
    Floats near = s * (-1382.0f / 155925) + 62.0f / 2835;
    near = near * s - 17.0f / 315;
    near = near * s + 2.0f / 15;
    near = near * s - 1.0f / 3;
    return s < 0.1f ? x + x * s * near : far;
}

static void forward(int64_t units, const LstmForwardRow& row)
{
    for (int64_t j = 0; j < units; j += lanes) {
        const int64_t count = units - j;
        const auto before = [&](int64_t gate) {
            return load(row.projected + gate * units + j, count) + load(row.product + gate * units + j, count);
        };
        const Floats input = sigmoid(before(0)), forget = sigmoid(before(1));
        const Floats candidate = hyperbolicTangent(before(2)), output = sigmoid(before(3));
        const Floats cell = forget * load(row.cellBefore + j, count) + input * candidate;
        const Floats h = output * hyperbolicTangent(cell);
        store(row.gates + j, input, count);
        store(row.gates + units + j, forget, count);
        store(row.gates + 2 * units + j, candidate, count);
        store(row.gates + 3 * units + j, output, count);
        store(row.cell + j, cell, count);
        store(row.h + j, h, count);
        store(row.carried + j, h, count);
    }
}

static void backward(int64_t units, const LstmBackwardRow& row)
{
    for (int64_t j = 0; j < units; j += lanes) {
        const int64_t count = units - j;
        const Floats input = load(row.gates + j, count), forget = load(row.gates + units + j, count);
        const Floats candidate = load(row.gates + 2 * units + j, count);
        const Floats output = load(row.gates + 3 * units + j, count);
        const Floats squashed = hyperbolicTangent(load(row.cell + j, count));
        const Floats dH = load(row.dh + j, count) + load(row.dState + j, count);
        const Floats dCell =
            load(row.dc + j, count) + load(row.dCell + j, count) + dH * output * (1.0f - squashed * squashed);
        store(row.dCell + j, dCell * forget, count);
        const auto give = [&](int64_t gate, Floats gradient) {
            store(row.dProjected + gate * units + j, gradient, count);
            store(row.carried + gate * units + j, gradient, count);
        };
        give(0, dCell * candidate * input * (1.0f - input));
        give(1, dCell * load(row.cellBefore + j, count) * forget * (1.0f - forget));
        give(2, dCell * input * (1.0f - candidate * candidate));
        give(3, dH * squashed * output * (1.0f - output));
    }
}
